"""Paparan: slides in the browser, and what is decided in front of them."""
