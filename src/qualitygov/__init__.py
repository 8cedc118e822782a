"""qualitygov."""
