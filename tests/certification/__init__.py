"""Statements and certificates."""
