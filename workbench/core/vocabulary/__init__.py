"""What the program knows of words before it reads anything: units, terms and their names, languages."""
