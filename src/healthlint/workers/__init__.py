"""Checking many files in several processes."""
