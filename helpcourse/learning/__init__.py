"""Enrolments, progress, attempts, answers."""
