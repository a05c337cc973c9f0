"""The road to a predicate: which answers to better, for one unit and for many."""
