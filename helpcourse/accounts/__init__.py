"""Log-ins, people, roles."""
