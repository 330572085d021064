"""Boxes of the figure's form and the picker: what is typed, what is suggested, what it rests on."""
