"""The panels around the desk. They know the session, never each other."""
