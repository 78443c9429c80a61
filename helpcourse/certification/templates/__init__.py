"""How papers of an institution look and what they say: set by those who keep the list of institutions."""
