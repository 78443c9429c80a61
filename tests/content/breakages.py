"""Ways to break a course, each in several places of the real one."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

COURSES = Path(__file__).parents[2] / "courses"
COURSE = "prohibition-of-torture"
PLACES = 5  # that each breakage is tried in

_LESSON = r"[0-9]{2}-[a-z-]+/[0-9]{2}-[a-z-]+"
_SOURCE, _TRANSLATION, _ANY = rf"{_LESSON}\.en\.md", rf"{_LESSON}\.(kk|ru)\.md", rf"{_LESSON}\.(en|kk|ru)\.md"
_QUESTION = r"^::: question (?:(?!^:::$).)*?^:::$"


@dataclass(frozen=True)
class Breakage:
    """One passage of one file is replaced; the mistake is told on the line where the passage begins."""

    name: str
    files: str
    old: str
    new: str | Callable[[re.Match[str]], str]
    told: str
    lines_below: int = 0

    def places(self, files: Mapping[str, str]) -> list[tuple[str, re.Match[str]]]:
        passage = re.compile(self.old, re.MULTILINE | re.DOTALL)
        names = [name for name in files if re.fullmatch(self.files, name)]
        return [(name, match) for name in names for match in passage.finditer(files[name])]


@dataclass(frozen=True)
class Broken:
    """One place in which the course is broken, and what must be told of it."""

    way: str
    file: str
    line: int
    told: str
    content: bytes | None  # None: the file is missing
    new_file: str = ""  # where it is renamed

    @contextmanager
    def written(self, course: Path) -> Iterator[None]:
        old, new = course / self.file, course / (self.new_file or self.file)
        whole = old.read_bytes()
        old.unlink()
        if self.content is not None:
            new.write_bytes(self.content)
        yield
        new.unlink(missing_ok=True)
        old.write_bytes(whole)

    def is_told(self, lines: Iterable[str]) -> bool:
        """Whether what must be told is, at its place."""
        path = Path("courses") / COURSE / (self.new_file or self.file)
        place = f"{'courses/sources.yaml' if 'sources.yaml' in self.file else path.as_posix()}:{self.line}: "
        return any(line.startswith(place) and self.told in line for line in lines)

    @property
    def document(self) -> str:
        """The file without its language: its mistakes may hide others in it."""
        return self.file.rsplit(".", 2)[0]


def _without_right_answers(match: re.Match[str]) -> str:
    return match[0].replace("- [x]", "- [ ]")


def _with_two_right_answers(match: re.Match[str]) -> str:
    first, _, rest = match[0].partition("\n")
    return f"{first}\ntype: single\n" + rest.replace("- [ ]", "- [x]", 1)


BREAKAGES = [
    Breakage("no right answer", _SOURCE, _QUESTION, _without_right_answers, "has no right answer"),
    Breakage("two right answers", _SOURCE, _QUESTION, _with_two_right_answers, "single choice with"),
    Breakage("unclosed block", _ANY, r"^(::: [^\n]+\n(?:(?!^:::$).)*?)^:::$", r"\1", "is not closed before"),
    Breakage("unknown kind", _ANY, r"^::: [a-z]+ ", "::: quiz ", "a block of kind `quiz` may not stand here"),
    Breakage("block without id", _ANY, r"^(::: [a-z]+) [^\n]+", r"\1", "the block has no id"),
    Breakage("id given twice", _ANY, r"^(::: [a-z]+) [^\n]+", r"\1 opening", "is used already"),
    Breakage("wrong id", _ANY, r"\{#([a-z-]+)\}$", r"{#\1_X}", "is no id"),
    Breakage("heading without id", _ANY, r" \{#[a-z-]+\}$", "", "the heading has no id"),
    Breakage("heading of the title's rank", _ANY, r"^## ", "# ", "a heading with one `#`"),
    Breakage("unknown source", _ANY, r"\(source:", "(source:ZZ-", "unknown source `ZZ-"),
    Breakage("unknown term", _ANY, r"\(term:", "(term:zz-", "unknown term `zz-"),
    Breakage("source of a legal text", _SOURCE, r"^source: ", "source: ZZ-", "unknown source `ZZ-"),
    Breakage("raw HTML", _ANY, r"^(\w+) (?=[^\n]*\n\n)", r"<b>\1</b> ", "HTML `<b`"),
    Breakage("raw HTML elsewhere", r"(test|glossary)\.\w\w\.md", r"(\w+)(?=[.?]\n)", r"<i>\1</i>", "HTML `<i`"),
    Breakage("picture", _ANY, r"^(\w+) (?=[^\n]*\n\n)", r"![\1](x.png) ", "a picture"),
    Breakage("script link", _ANY, r"\((source|term):[^)]+\)", "(javascript:alert)", "a link of the kind `javascript:`"),
    Breakage("script attribute", _ANY, r"(\(source:[^)]+\))", r"\1{onclick=x}", "the attribute `onclick`"),
    Breakage("invisible character", _ANY, r"^(\w+) (?=[^\n]*\n\n)", "\\1\u202e ", "an invisible character U+202E"),
    Breakage("unclosed code", _ANY, r"^(?=\w+ [^\n]*\n\n)", "```\n", "a code fence is not closed"),
    Breakage("bad YAML above", _ANY, r"^title: ", 'title: "', "not good YAML"),
    Breakage("bad YAML in a header", _SOURCE, r"^tags: \[", "tags: [[", "not good YAML"),
    Breakage("title missing", _SOURCE, r"^title: [^\n]*\n", "", "`title` is missing"),
    Breakage("minutes in words", _SOURCE, r"^minutes: ", "minutes: about ", "`minutes`: must be a whole number"),
    Breakage("unknown header", r".*\.en\.md", r"^points: ", "marks: ", "`marks` is not known here"),
    Breakage("day in words", _SOURCE, r"^as_of: ", "as_of: day ", "`as_of`: must be a day"),
    Breakage("reviewed too early", _SOURCE, r"^review_by: 20", "review_by: 19", "is not after `as_of`", -2),
    Breakage("unknown country", _SOURCE, r"^country: [A-Z]+", "country: TJ", "not among the course's countries", -1),
    Breakage("unknown mark", r".*\.en\.md", r"^- \[x\]", "- [v]", "the mark `[v]` is not known"),
    Breakage("option without words", _SOURCE, r"^- \[x\] [^\n]+", "- [x] ", "an option without words"),
    Breakage("mark in a translation", _TRANSLATION, r"^- (?=[^\n]*\n    > )", "- [x] ", "an option with a mark"),
    Breakage("header in a translation", _TRANSLATION, r"^(::: [^\n]+\n)", r"\1points: 1\n", "header lines", 1),
    Breakage("id of a translation", _TRANSLATION, r"\{#([a-z-]+)\}$", r"{#\1-x}", "the source has no `"),
    Breakage(
        "option lacking in a translation",
        _TRANSLATION,
        r"^(::: question [^\n]+\n(?:(?!^:::$|^- ).)*)- [^\n]*\n    > [^\n]*\n",
        r"\1",
        "options, the source",
    ),
    Breakage("term without id", r"glossary\.(en|kk|ru)\.md", r" \{#[a-z-]+\}$", "", "a term without name or id"),
    Breakage("setting misspelt", r"course\.yaml", r"^([a-z_]+):", r"x\1:", "is not known here"),
    Breakage("setting given twice", r"course\.yaml", r"^([a-z_]+): [^\n]+\n", r"\g<0>\g<0>", "is given twice", 1),
    Breakage("kind of a source", r"\.\./sources\.yaml", r"^  kind: ", "  kind: x", "`kind`: input should be"),
]


def _read() -> dict[str, str]:
    course = COURSES / COURSE
    paths = sorted(path for path in course.rglob("*") if path.suffix in (".md", ".yaml"))
    files = {path.relative_to(course).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return files | {"../sources.yaml": (COURSES / "sources.yaml").read_text(encoding="utf-8")}


def _spread(places: list, count: int = PLACES) -> list:  # type: ignore[type-arg]  # of anything
    """So many of them, from the first on, as far apart as they go."""
    return [places[number * len(places) // count] for number in range(min(count, len(places)))]


def _edited(files: Mapping[str, str]) -> Iterator[Broken]:
    for breakage in BREAKAGES:
        for file, match in _spread(breakage.places(files)):
            text = files[file]
            new = breakage.new(match) if callable(breakage.new) else match.expand(breakage.new)
            line = text.count("\n", 0, match.start()) + 1 + breakage.lines_below
            content = (text[: match.start()] + new + text[match.end() :]).encode()
            yield Broken(breakage.name, file, line, breakage.told, content)


def _whole_files(files: Mapping[str, str]) -> Iterator[Broken]:
    sources = [file for file in files if file.endswith(".en.md")]
    for file in _spread(sources):
        yield Broken("missing", file, 1, "missing", None)
    for file in _spread([file for file in files if re.fullmatch(_ANY, file)]):
        text, (folder, _, name) = files[file].encode(), file.rpartition("/")
        yield Broken("UTF-16", file, 1, "not UTF-8", files[file].encode("utf-16"))
        yield Broken("too long", file, 1, "are too many", text + b"\n" * 60_000)
        yield Broken("misnamed", file, 1, "not known here", text, f"{folder}/{name[1:]}")


def broken_places() -> list[Broken]:
    files = _read()
    return [*_whole_files(files), *_edited(files)]


def together(places: Iterable[Broken]) -> list[list[Broken]]:
    """Those of one way in different documents: all of them must be told at once."""
    found: dict[tuple[str, int], list[Broken]] = defaultdict(list)
    for one in places:
        number = next(n for n in range(PLACES) if all(one.document != other.document for other in found[one.way, n]))
        found[one.way, number].append(one)
    return list(found.values())


@contextmanager
def broken_in(course: Path, places: Iterable[Broken]) -> Iterator[None]:
    """Break a copy of the course in all these places, and mend it again."""
    with ExitStack() as mended:
        for one in places:
            mended.enter_context(one.written(course))
        yield
