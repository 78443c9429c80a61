"""What learners mark and note in lessons, for themselves."""
