"""Where points are lost, down to the question."""
