"""Pages that show and explain."""
