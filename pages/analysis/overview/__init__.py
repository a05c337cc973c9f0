"""Where one unit stands, or all of them."""
