"""Sentences, tokens and the parse. `engine` is the only module that imports spaCy."""
