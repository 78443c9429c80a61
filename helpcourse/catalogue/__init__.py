"""Published editions: the courses that the site serves."""
