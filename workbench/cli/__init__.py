"""The command line: a thin layer on the same actions that the window calls."""
