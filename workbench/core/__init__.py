"""Everything the program knows and does, without Qt."""
