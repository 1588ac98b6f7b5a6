"""The claims register: one row for each claim, what was found of it, and what people decided on it."""
