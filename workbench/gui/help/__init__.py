"""The help: pages in three languages, read offline; keys and commands in it come from the program itself."""
