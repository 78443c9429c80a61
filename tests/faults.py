"""What every page promises, and what is wrong with this one."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

_FIELDS = "//input[not(@type='hidden') and not(@type='submit')]|//select|//textarea"
_NAMED = "//a[@href]|//button|//summary"
_MEDIA = "//*[self::img or self::video or self::audio or self::track]/@src"
_LOADED = f"//script/@src|//link[@rel='stylesheet']/@href|//iframe/@src|//source/@srcset|{_MEDIA}"


def faults(page: HtmlElement) -> list[str]:
    """In words, empty if the page is good: a language, one title, unique ids, labels, nothing from elsewhere."""
    return [*_of_the_whole(page), *_of_fields(page), *_of_names(page), *_of_what_is_loaded(page)]


def _of_the_whole(page: HtmlElement) -> Iterator[str]:
    title, h1 = _flat(page.xpath("string(//title)")), _flat(page.xpath("string(//h1)"))
    if page.get("lang") not in ("kk", "ru", "en"):
        yield "no language"
    if len(page.xpath("//h1")) != 1 or not h1:
        yield f"{len(page.xpath('//h1'))} h1 {h1!r}"
    if not title.startswith(h1):
        yield f"title {title!r}, h1 {h1!r}"
    if jump := _jump([int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]):
        yield f"headings jump from h{jump[0]} to h{jump[1]}"
    if re.search(r"%\(\w+\)s", page.text_content()):
        yield "a placeholder was left"


def _jump(levels: list[int]) -> tuple[int, int] | None:
    """The first heading that stands more than one level below the one before it."""
    return next(
        ((before, after) for before, after in zip(levels, levels[1:], strict=False) if after > before + 1), None
    )


def _of_fields(page: HtmlElement) -> Iterator[str]:
    ids = Counter(page.xpath("//@id"))
    if twice := [id_ for id_, count in ids.items() if count > 1]:
        yield f"ids used twice: {twice}"
    if unlabelled := [field.get("name") for field in page.xpath(_FIELDS) if not _is_labelled(field, page)]:
        yield f"fields without a label: {unlabelled}"
    told = page.xpath("//@aria-describedby|//@aria-labelledby|//@aria-controls|//label/@for")
    if nowhere := sorted({id_ for names in told for id_ in names.split()} - set(ids)):
        yield f"ids that are named and not there: {nowhere}"
    if page.xpath("//form[@method='post' and not(.//input[@name='csrf_token'])]"):
        yield "a form without its token"


def _is_labelled(field: HtmlElement, page: HtmlElement) -> bool:
    return bool(
        field.get("aria-label")
        or field.get("aria-labelledby")
        or field.xpath("ancestor::label")
        or page.xpath("//label[@for=$id]", id=field.get("id") or "")
    )


def _of_names(page: HtmlElement) -> Iterator[str]:
    if page.xpath("//img[not(@alt)]"):
        yield "a picture without its words"
    if nameless := [element.tag for element in page.xpath(_NAMED) if not _has_name(element)]:
        yield f"without a name: {nameless}"


def _has_name(element: HtmlElement) -> bool:
    return bool(element.get("aria-label") or element.text_content().strip() or element.xpath(".//img[@alt!='']"))


def _is_ours(url: str) -> bool:
    """Whether nobody else is asked for it."""
    return url.startswith("data:") or (url.startswith("/") and not url.startswith("//"))


def _of_what_is_loaded(page: HtmlElement) -> Iterator[str]:
    if page.xpath("//@style|//style"):
        yield "style inside the page"
    if page.xpath("//script[not(@src) and not(@type='application/json')]|//@*[starts-with(name(), 'on')]"):
        yield "script inside the page"
    if foreign := [url for url in page.xpath(_LOADED) if not _is_ours(url)]:
        yield f"loaded from elsewhere: {foreign}"


def _flat(text: str) -> str:
    return " ".join(text.split())
