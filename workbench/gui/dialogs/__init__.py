"""Small windows and overlays; none of them is modal."""
