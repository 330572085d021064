"""The parts of the conflict board: its filter, its list, the box for a verdict, the look-alikes beside it."""
