"""helpcourse: human-rights courses for lawyers, in Kazakh, Russian and English."""
