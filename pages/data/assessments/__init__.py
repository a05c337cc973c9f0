"""What is stored, its revisions and copies."""
