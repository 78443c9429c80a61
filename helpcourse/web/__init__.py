"""HTTP: pages for visitors, learners, tutors and admins."""
