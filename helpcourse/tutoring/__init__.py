"""Cohorts, their members and tutors."""
