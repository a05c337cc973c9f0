"""What changed from period to period, and where it leads."""
