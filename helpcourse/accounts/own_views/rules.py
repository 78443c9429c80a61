"""Bounds of views."""

LONGEST_NAME = 60  # characters
LONGEST_QUERY = 1_000
MOST_VIEWS = 20  # of one table
