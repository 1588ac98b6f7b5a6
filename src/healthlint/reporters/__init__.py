"""Output formats. One file each."""
