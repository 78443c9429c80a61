"""Search over what is published: stems of words, an index kept with each edition, ranking, excerpts."""
