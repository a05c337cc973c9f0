"""Where unit, TPI and TPN differ."""
