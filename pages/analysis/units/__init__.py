"""Units side by side, and the questions that most of them miss."""
