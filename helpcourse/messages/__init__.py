"""What is told to whom: the outbox."""
