"""Counts, syllables and published formulas, with the working shown."""
