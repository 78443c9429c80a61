"""An answer as the database keeps it."""

import json

from helpcourse.assessment.questions import Answer


def written(answer: Answer) -> str:
    """As a column keeps it: the same answer is always the same text."""
    return json.dumps(dict(answer), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Answer:
    """From a column."""
    answer: dict[str, str] = json.loads(text)
    return answer
