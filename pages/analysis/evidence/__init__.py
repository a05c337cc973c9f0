"""What is proven, and what is doubtful about it."""
