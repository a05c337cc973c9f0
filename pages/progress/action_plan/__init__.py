"""The action plan of one unit, and the plans of all."""
