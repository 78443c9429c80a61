"""Grading again: the key of a question was wrong."""
