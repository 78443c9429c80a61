"""Words put so that Markdown, and the reader of our questions, take them for nothing but words."""

import re

_ALWAYS = re.compile(r"[\\`]|\*(?!(?<=\s\*)\s)")
_HTML = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_BRACKET = re.compile(r"\](?=[(\[:{])|\[(?=\^)|(?<=!)\[")
_ATTRIBUTES = re.compile(r"\{(?=:)|\{(?=\{)|(?<=\{)\{|\}(?=\})|(?<=\})\}|\{(?=\s*[#.])")
_EVERYTHING = re.compile(r"[\\`*_{}\[\]()#+\-.!]")  # that Markdown lets one escape
_BETWEEN = re.compile(r"(^|\s):(?=:(?:\s|$))")
_AT_START = (
    (re.compile(r"^(\s*)([-+>#~])"), r"\1\\\2"),
    (re.compile(r"^(\s*\d+)([.)])(?=\s|$)"), r"\1\\\2"),
    (re.compile(r"^(\s*)="), r"\1&#61;"),
    (re.compile(r"^(\s*):"), r"\1&#58;"),
    (re.compile(r"^([a-z_]+):(?=\s|$)"), r"\1&#58;"),
)


def words(text: str, *, is_strict: bool = False) -> str:
    """Text within a line. Strictly every sign is escaped; else only those that mean something where they stand."""
    safe = _HTML.sub("&lt;", _ENTITY.sub("&amp;", text))
    if is_strict:
        return _EVERYTHING.sub(r"\\\g<0>", safe).replace("|", "&#124;").replace("^", "&#94;")
    safe = _ALWAYS.sub(r"\\\g<0>", safe)
    safe = _UNDERSCORE.sub(r"\_", safe)
    safe = _BRACKET.sub(r"\\\g<0>", safe)
    return _ATTRIBUTES.sub(r"\\\g<0>", _BETWEEN.sub(r"\1&#58;", safe))


def line_start(line: str) -> str:
    """A line of a paragraph that begins no list, quotation, heading, answer or header."""
    for sign, instead in _AT_START:
        line = sign.sub(instead, line, count=1)
    return line


def code(text: str) -> str:
    """A span of code, with as many marks around it as it needs."""
    marks = "`"
    while marks in text:
        marks += "`"
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{padding}{text}{padding}{marks}"
