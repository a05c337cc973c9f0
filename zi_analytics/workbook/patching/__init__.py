"""A package changed in a few places, every other byte as it was."""
