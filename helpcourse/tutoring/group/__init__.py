"""What a cohort has in common: announcements, discussion, materials, who is who."""
