"""Research Workbench: compare the figures that sources state, each leading back to its sentence."""

__version__ = "0.1.0"
