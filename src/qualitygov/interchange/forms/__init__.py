"""Forms of sheets (表样): how files of offices are known, and what feeds what."""
