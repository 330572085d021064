"""Readers: a source's text with its figures marked, and what belongs beside it."""
