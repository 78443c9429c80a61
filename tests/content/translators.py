"""A program that translates: every English word into Cyrillic letters, what is written for machines left alone."""

import re
from collections.abc import Iterable
from dataclasses import replace

from helpcourse.content.messages import Message

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = str.maketrans(_LATIN + _LATIN.upper(), "абцдефгһижклмнопқрстувуху" + "з" + "АБЦДЕФГҺИЖКЛМНОПҚРСТУВУХУ" + "З")
_FOR_MACHINES = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]|`[^`]*`|[A-Za-z]+")


def in_cyrillic(text: str) -> str:
    return _FOR_MACHINES.sub(lambda match: match[0].translate(_LETTERS) if match[0].isalpha() else match[0], text)


def all_translated(messages: Iterable[Message]) -> list[Message]:
    """Each with its line in a file of one line a message."""
    return [
        replace(message, translation=in_cyrillic(message.source), is_fuzzy=False, line=line)
        for line, message in enumerate(messages, 1)
    ]
