"""industry."""
