"""From cells to answers: what was typed, held against what can be answered."""
