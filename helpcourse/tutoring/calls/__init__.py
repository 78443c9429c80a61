"""The call for a cohort: what is asked, who applies, who is chosen, and the codes by which others join."""
