"""Our records in other people's standards: one module a standard."""
