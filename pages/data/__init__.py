"""Pages that bring data in and keep it."""
