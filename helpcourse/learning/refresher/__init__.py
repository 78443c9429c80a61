"""Refreshing what was learnt: a few knowledge checks now and then, the most forgotten first."""
