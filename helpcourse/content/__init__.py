"""Courses as authors write them; pure but for reading files."""
