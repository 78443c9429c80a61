"""Fills in the fields of a question by the words that stand at them, as whoever reads the page does."""

from lxml.html import HtmlElement

from tests.all_kinds import Given


def fields(form: HtmlElement, given: Given) -> dict[str, list[str]]:
    """Name of a field -> what it says; hidden fields as they are."""
    filled = {field.get("name"): [field.get("value")] for field in form.xpath(".//input[@type='hidden']")}
    pairs = [(label, "") for label in given] if isinstance(given, list) else given.items()
    for label, value in pairs:
        field = _at(form, label)
        filled.setdefault(field.get("name"), []).append(_value(field, value))
    return filled


def shown(form: HtmlElement) -> dict[str, str]:
    """What the fields of a question say now, by their words; ticked options say `x`."""
    said = {_label(form, field): _says(field) for field in _fields(form)}
    return {label: value for label, value in said.items() if value}


def _fields(form: HtmlElement) -> list[HtmlElement]:
    return form.xpath(".//*[starts-with(@name, 'answer')]")


def _at(form: HtmlElement, label: str) -> HtmlElement:
    return next(field for field in _fields(form) if _label(form, field) == label)


def _label(form: HtmlElement, field: HtmlElement) -> str:
    labels = form.xpath(".//label[@for=$id]", id=field.get("id"))
    return _flat(labels[0]) if labels else field.get("aria-label")


def _value(field: HtmlElement, words: str) -> str:
    if field.tag == "select":
        return next(option.get("value", _flat(option)) for option in field.iter("option") if _flat(option) == words)
    return words or field.get("value")


def _says(field: HtmlElement) -> str:
    if field.tag == "select":
        return next(
            (
                _flat(option)
                for option in field.xpath("./option[@selected and @value != '' or @selected and not(@value)]")
            ),
            "",
        )
    if field.tag == "textarea":
        return (field.text or "").removeprefix("\n")
    if field.get("type") in ("radio", "checkbox"):
        return "x" if field.get("checked") is not None else ""
    return field.get("value")


def _flat(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
