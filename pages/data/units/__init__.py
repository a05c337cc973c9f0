"""Units with their tiers, and periods."""
