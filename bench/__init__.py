"""Measurements on other people's data, which stays outside the repository."""
