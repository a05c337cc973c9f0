"""The few pieces that pages have in common."""
