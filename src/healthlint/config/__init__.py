"""Configuration files: schema, loading, settings with the place of every value."""
