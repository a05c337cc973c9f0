"""Backups, and whether the store is sound."""
