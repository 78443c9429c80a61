"""The words of the code and their translations: extracted, read, merged and written."""

from functools import cache
from pathlib import Path

import polib
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = ("kk", "ru")
PLURALS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
FORMS = {"kk": 2, "ru": 3}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "phrase": None,
}

Key = tuple[str, str, str]  # context, singular, plural; empty where there is none


@cache
def words_of_code() -> dict[Key, list[str]]:
    """Every message id -> the files that say it."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, directory_filter=_is_ours)
    catalogue = Catalog()
    for name, line, message, _comments, context in found:
        catalogue.add(message, None, [(name, line)], context=context)
    return {_key_of(message): sorted({name for name, _ in message.locations}) for message in catalogue if message.id}


def _is_ours(folder: str) -> bool:
    return not any(part.startswith(".") or part in {"tests", "var", "migrations"} for part in Path(folder).parts[-1:])


def _key_of(message: object) -> Key:
    id_ = message.id  # type: ignore[attr-defined]  # Babel's Message
    singular, plural = id_ if isinstance(id_, tuple) else (id_, "")
    return (message.context or "", singular, plural)  # type: ignore[attr-defined]  # as above


def path_of(language: str) -> Path:
    return ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"


def read(path: Path) -> dict[Key, polib.POEntry]:
    """The translations of a file; the obsolete and the doubtful too."""
    entries = polib.pofile(str(path)) if path.exists() else []
    return {key(entry): entry for entry in entries}


def key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def texts(entry: polib.POEntry) -> list[str]:
    """What is said: one sentence, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def merge(language: str, additions: list[Path]) -> set[Key]:
    """Bring the file to the words of the code, keeping what is translated; what is still without a translation."""
    known = read(path_of(language))
    for path in additions:
        known |= {key_: entry for key_, entry in read(path).items() if any(texts(entry))}
    file = polib.POFile(wrapwidth=110)
    file.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    words = sorted(words_of_code().items(), key=lambda word: (word[1], word[0]))
    file.extend(_entry(key_, files, known.get(key_), language) for key_, files in words)
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    file.save(str(path_of(language)))
    return {key(entry) for entry in file if not all(texts(entry))}


def _entry(key_: Key, files: list[str], known: polib.POEntry | None, language: str) -> polib.POEntry:
    """One message; without line numbers, which would change with every edit."""
    context, singular, plural = key_
    forms = dict.fromkeys(range(FORMS[language]), "") | (dict(known.msgstr_plural) if known else {})
    return polib.POEntry(
        msgctxt=context or None,
        msgid=singular,
        msgid_plural=plural,
        msgstr=known.msgstr if known and not plural else "",
        msgstr_plural=forms if plural else {},
        occurrences=[(file, "") for file in files],
        flags=["python-format"] if "%(" in singular + plural else [],
    )
