"""The schedule of a cohort: its events, the modules that open by date, deadlines, extensions, attendance."""
