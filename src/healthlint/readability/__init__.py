"""Counts, syllables, published formulas, with the working shown."""
