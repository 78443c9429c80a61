"""QTI: packages of 2.1, 2.2 and 3 are read, those of 3 are written."""
