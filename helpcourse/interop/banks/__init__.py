"""Banks of questions in other people's formats: read into ours, and written from ours; one language at a time."""
