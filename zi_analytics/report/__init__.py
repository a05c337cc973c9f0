"""What leaves the program: results for people and for other programs."""
