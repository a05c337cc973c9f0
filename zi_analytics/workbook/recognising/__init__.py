"""Where the worksheet stands and which row is which question."""
