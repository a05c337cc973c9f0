"""Pages about the way to the predicate: what is planned and what was done."""
