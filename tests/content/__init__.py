"""Courses as authors write them."""
