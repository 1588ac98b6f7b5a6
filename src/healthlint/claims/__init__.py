"""Claims as objects: who says that what does what to which condition."""
