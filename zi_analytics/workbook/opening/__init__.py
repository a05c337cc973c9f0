"""From a file's bytes to cells: checks before parsing, then calamine on what was checked."""
