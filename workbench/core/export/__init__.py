"""Comparisons to files: the only place that writes workbooks."""
