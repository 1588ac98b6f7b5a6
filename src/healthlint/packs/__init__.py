"""Rule files: strict YAML with positions, loading, selection."""
