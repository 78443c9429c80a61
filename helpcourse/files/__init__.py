"""Files on disk, named by the hash of what is in them."""
