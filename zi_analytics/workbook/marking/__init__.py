"""Coloured cells and notes in the user's own workbook."""
