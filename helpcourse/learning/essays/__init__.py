"""Essays of tests: a tutor reads them and gives the points."""
