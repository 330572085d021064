"""Registers in the window: records with their fields and evidence, what the sources suggest, types, dossiers."""
