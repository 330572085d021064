"""Search everywhere and find alike: the pages of the search panel and the way to what was found."""
