"""Levels: what a cohort asks for each, and who has reached which."""
