"""Text to statements: an ordered list of small rules; pure, knows nothing of the project."""
