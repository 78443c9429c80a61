"""Figures, and what the whole site keeps about one person."""
