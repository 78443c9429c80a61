"""What PyYAML cannot read, in words that can be translated."""

import re

import yaml
from yaml.reader import ReaderError

from helpcourse.content.mistakes import Phrase, phrase

_PROBLEMS = (  # as PyYAML says it, and as we do
    ("found unexpected end of stream", phrase("not good YAML (found unexpected end of stream)")),
    ("found unexpected document separator", phrase("not good YAML (found unexpected document separator)")),
    ("mapping values are not allowed here", phrase("not good YAML (mapping values are not allowed here)")),
    ("mapping keys are not allowed here", phrase("not good YAML (mapping keys are not allowed here)")),
    ("sequence entries are not allowed here", phrase("not good YAML (sequence entries are not allowed here)")),
    ("could not find expected ':'", phrase("not good YAML (could not find expected ':')")),
    (r"invalid indentation or unclosed .*", phrase("not good YAML (invalid indentation or unclosed '[' or '{')")),
    (
        r"found character (.+) that cannot .*",
        phrase("not good YAML (found character %(found)s that cannot start any token)"),
    ),
    (r"found unknown escape character (.+)", phrase("not good YAML (found unknown escape character %(found)s)")),
    (r"found undefined tag handle (.+)", phrase("not good YAML (found undefined tag handle %(found)s)")),
    (r"expected ',' or '\]', but got (.+)", phrase("not good YAML (expected ',' or ']', but got %(found)s)")),
    (r"expected ',' or '}', but got (.+)", phrase("not good YAML (expected ',' or '}', but got %(found)s)")),
    (
        r"expected <block end>, but found (.+)",
        phrase("not good YAML (expected the end of the block, but got %(found)s)"),
    ),
    (r"expected the node content, but found (.+)", phrase("not good YAML (expected a value, but got %(found)s)")),
    (
        r"expected '<document start>', but found (.+)",
        phrase("not good YAML (expected the beginning, but got %(found)s)"),
    ),
)
_TOKENS = {  # what PyYAML has found, where that is no sign that an author wrote
    "'<stream end>'": phrase("the end of the text"),
    "'<document end>'": phrase("the end of the text"),
    "'<document start>'": phrase("the beginning of another document"),
    "'<block mapping start>'": phrase("the beginning of an indented part"),
    "'<block sequence start>'": phrase("the beginning of an indented part"),
    "'<block end>'": phrase("the end of an indented part"),
    "'<scalar>'": phrase("a value"),
}
_ODD_CHARACTER = phrase("not good YAML (unacceptable character #x%(code)s: special characters are not allowed)")


def unreadable(error: yaml.YAMLError) -> tuple[Phrase, Phrase]:
    """What is wrong and the remedy; a rare fault of tags and directives, which nobody writes, is not explained."""
    if isinstance(error, ReaderError):
        return _ODD_CHARACTER.of(code=f"{error.character:04x}"), phrase("remove the odd character")
    remedy = phrase("see the line and the one above")
    for form, what in _PROBLEMS:
        if match := re.fullmatch(form, _problem(error), re.DOTALL):
            return (what.of(found=_TOKENS.get(match[1], match[1])) if match.groups() else what), remedy
    return phrase("not good YAML"), remedy


def _problem(error: yaml.YAMLError) -> str:
    return str(error.problem or error.context) if isinstance(error, yaml.MarkedYAMLError) else ""
