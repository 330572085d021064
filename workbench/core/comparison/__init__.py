"""Figures to comparisons, conflicts and origins: pure, knows nothing of the project."""
