"""The kinds of question, a module each: its data, and how an answer is held against it."""
