"""Citation markers, reference lists, identifiers, sources."""
