"""Papers that are issued to many at once, in the background."""
