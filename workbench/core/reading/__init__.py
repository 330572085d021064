"""Files and pasted text to articles: pure, knows nothing of the project."""
