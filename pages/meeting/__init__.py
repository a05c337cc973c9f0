"""Pages for the meeting."""
