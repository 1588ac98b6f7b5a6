"""Readers: from a source to blocks of prose with exact offsets."""
