"""When somebody learns, by the day, and what they have set themselves for a week."""
