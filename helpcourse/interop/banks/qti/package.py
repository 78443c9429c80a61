"""A QTI package, or one item alone, to a bank of ours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.bank import Bank, BankError, BankQuestion
from helpcourse.interop.banks.intake import Intake
from helpcourse.interop.banks.limits import look_at_count
from helpcourse.interop.banks.marks import unmarked
from helpcourse.interop.banks.qti.item import QtiItem, read_item
from helpcourse.interop.banks.qti.names import as_in_2
from helpcourse.interop.banks.xml_tree import Element, read_xml
from helpcourse.interop.banks.zips import read_zip

_MANIFEST = "imsmanifest.xml"
_LARGEST_ITEM = 1_000_000  # bytes
_LARGEST_ITEMS = 12_000_000  # of all together


@dataclass(frozen=True, slots=True)
class _Resource:
    path: str
    tags: tuple[str, ...]


def read(content: bytes, language: str, encoding: str = "") -> Bank:
    """Raises BankError."""
    intake = Intake(language)
    if not content.startswith(b"PK"):
        return _bank([(_Resource("", ()), content)], {}, "", intake, language, encoding)
    files = read_zip(content)
    manifests = sorted((path for path in files if path.rpartition("/")[2] == _MANIFEST), key=len)
    if not manifests:
        raise BankError(0, phrase("no `%(name)s` in the zip: this is no QTI package", name=_MANIFEST))
    manifest = read_xml(files[manifests[0]], encoding)
    resources = look_at_count(_resources(manifest, dirname(manifests[0])))
    items = [(one, files[one.path]) for one in resources if one.path in files]
    for one in resources:
        if one.path not in files:
            intake.tell(phrase("left out: `%(name)s` is not in the zip", name=one.path))
    if sum(len(item) for _one, item in items) > _LARGEST_ITEMS:
        raise BankError(0, phrase("too many texts, or too many signs in them: divide the file"))
    return _bank(items, files, _title(manifest, files, dirname(manifests[0])), intake, language, encoding)


def _resources(manifest: Element, folder: str) -> Iterator[_Resource]:
    for one in manifest.walk():
        if one.tag == "resource" and "item_xml" in one.get("type"):
            href = one.get("href") or next((file.get("href") for file in one.all("file")), "")
            keywords = [keyword.words() for keyword in one.walk() if keyword.tag == "keyword"]
            yield _Resource(normpath(join(folder, unquote(href))), tuple(keywords))


def _title(manifest: Element, files: Mapping[str, bytes], folder: str) -> str:
    """Of the test that holds the items, if there is one."""
    for one in manifest.walk():
        if one.tag == "resource" and "test_xml" in one.get("type"):
            path = normpath(join(folder, unquote(one.get("href"))))
            if path in files and len(files[path]) < _LARGEST_ITEM:
                return read_xml(files[path]).get("title")
    return ""


def _bank(
    items: list[tuple[_Resource, bytes]],
    files: Mapping[str, bytes],
    title: str,
    intake: Intake,
    language: str,
    encoding: str,
) -> Bank:
    questions: list[BankQuestion] = []
    spoken: set[str] = set()
    for resource, content in items:
        try:
            root = _item(content, encoding)
        except BankError as error:
            if not resource.path:
                raise
            intake.tell(phrase("left out: `%(name)s`: %(what)s", name=resource.path, what=error.what), error.line)
            continue
        spoken.add(root.get("lang")[:2])
        item = intake.item(root.get("identifier") or root.get("title"), root.line)
        found = read_item(QtiItem(root, item, _near(files, resource.path)))
        if found:
            tags, marked = unmarked(resource.tags, found, item)
            questions.append(replace(marked, tags=tags))
    said = spoken.pop() if len(spoken) == 1 else ""
    if said and said != language:
        intake.tell(phrase("the file says that it is in `%(language)s`", language=said))
    return Bank(tuple(questions), title, said, intake.pictures, tuple(intake.notes))


def _item(content: bytes, encoding: str) -> Element:
    """Raises BankError if it is none."""
    if len(content) > _LARGEST_ITEM:
        raise BankError(
            0, phrase("%(size)s bytes are too many: %(limit)s at most", size=len(content), limit=_LARGEST_ITEM)
        )
    root = as_in_2(read_xml(content, encoding))
    if root.tag != "assessmentItem":
        raise BankError(root.line, phrase("this is no QTI item: it begins with `<%(tag)s>`", tag=root.tag))
    return root


def _near(files: Mapping[str, bytes], path: str) -> Mapping[str, bytes]:
    """The files of the package by their addresses from this item."""
    folder = dirname(path)
    return _Files(files, folder)


class _Files(Mapping[str, bytes]):
    """What lies in a package, by addresses as an item has them."""

    def __init__(self, files: Mapping[str, bytes], folder: str) -> None:
        self._files, self._folder = files, folder

    def __getitem__(self, address: str) -> bytes:
        return self._files[normpath(join(self._folder, unquote(address)))]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
