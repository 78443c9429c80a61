"""XML as a tree that knows its lines; nothing in a file can make it grow, or make it read another file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.bank import BankError
from helpcourse.interop.banks.decoding import look_at_size, not_in

_MOST_ELEMENTS = 100_000
_DEEPEST = 100
_ENCODING_ERRORS = frozenset(
    {expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN], expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR]}
)


@dataclass(slots=True)
class Element:
    tag: str  # without its namespace
    line: int = 1
    attributes: Mapping[str, str] = field(default_factory=dict)  # without namespaces
    children: list["Element | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Element"]:
        return (child for child in self.children if isinstance(child, Element))

    def all(self, *tags: str) -> list["Element"]:
        """The elements of these names directly within."""
        return [child for child in self if child.tag in tags]

    def find(self, *path: str) -> "Element | None":
        """The first one on this way down."""
        found: Element | None = self
        for tag in path:
            found = next((child for child in found if child.tag == tag), None) if found else None
        return found

    def walk(self) -> Iterator["Element"]:
        """Itself and all below, in the order of the file."""
        yield self
        for child in self:
            yield from child.walk()

    def words(self, *path: str) -> str:
        """All text within what this way leads to; empty if it leads nowhere."""
        found = self.find(*path)
        return "".join(found.texts()).strip() if found else ""

    def texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def inner(self) -> str:
        """What is in it, as markup."""
        return "".join(
            escape(child, quote=False) if isinstance(child, str) else child.outer() for child in self.children
        )

    def outer(self) -> str:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.tag}{attributes}>{self.inner()}</{self.tag}>"


def read_xml(content: bytes, encoding: str = "") -> Element:
    """The root. Raises BankError."""
    look_at_size(content)
    return _Reader(content, encoding).root()


class _Reader:
    def __init__(self, content: bytes, encoding: str) -> None:
        self._content, self._encoding = content, encoding
        self._parser = expat.ParserCreate(encoding or None, namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._refuse_entities
        self._parser.SkippedEntityHandler = self._refuse_entities
        self._top = Element("")
        self._open = [self._top]
        self._count = 0

    def root(self) -> Element:
        try:
            self._parser.Parse(self._content, True)
        except expat.ExpatError as error:
            raise self._broken(error) from error
        except (LookupError, ValueError) as error:
            raise BankError(
                1, phrase("the encoding that the file names is not known (%(reason)s)", reason=error)
            ) from error
        return next(iter(self._top))

    def _broken(self, error: expat.ExpatError) -> BankError:
        if error.code in _ENCODING_ERRORS and not self._encoding:
            try:
                self._content.decode("utf-8-sig")
            except UnicodeDecodeError:
                return BankError(error.lineno, not_in("utf-8", self._content))
        reason = expat.ErrorString(error.code)
        return BankError(error.lineno, phrase("the XML is broken here (%(reason)s)", reason=reason))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        line = self._parser.CurrentLineNumber
        if self._count > _MOST_ELEMENTS:
            raise BankError(line, phrase("more than %(count)s elements: divide the file", count=_MOST_ELEMENTS))
        if len(self._open) > _DEEPEST:
            raise BankError(line, phrase("elements within each other too deep"))
        element = Element(_local(name), line, {_local(key): value for key, value in attributes.items()})
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _refuse_entities(self, *_declared: object) -> None:
        line = self._parser.CurrentLineNumber
        raise BankError(line, phrase("entities of the file's own: for safety none are read"))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
