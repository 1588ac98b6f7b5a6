"""Accuracy on other people's labelled data: what is found, what is missed, what is a false alarm."""
