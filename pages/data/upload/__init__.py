"""From chosen files to what is stored."""
