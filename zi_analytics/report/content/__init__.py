"""What a report says, before any format: built once, written as slides and as documents."""
