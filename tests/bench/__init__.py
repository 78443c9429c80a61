"""What the site can carry, against the least that such a server can do. Run by `make bench`; asserts nothing."""
