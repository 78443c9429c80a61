"""Statements and certificates: issue, revoke, verify, draw."""
