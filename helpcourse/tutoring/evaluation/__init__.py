"""Questionnaires before and after the course of a cohort."""
