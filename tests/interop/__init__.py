"""Our records in other people's standards."""
