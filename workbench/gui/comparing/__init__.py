"""The parts of the comparison's panel: what is laid out, nested headings, filters, what is worked out on demand."""
