"""Values the whole program speaks in: frozen, without I/O, without Qt."""
