"""What tutors write to learners of their cohorts: sent by mail, and kept for those who may read it."""
