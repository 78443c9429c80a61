"""What is told to authors: sentences that can be translated, with what the authors wrote left as it is."""

import ast
from pathlib import Path

import pytest

from helpcourse.content import misfits, settings
from helpcourse.content.mistakes import Mistake, MistakeLog, phrase
from helpcourse.content.strict_yaml import Settings
from helpcourse.web.i18n import gettext, speaking

PACKAGE = Path(settings.__file__).parents[1]
UNKNOWN = phrase("unknown source `%(key)s`", key="ZZ")
MODELS = [model for model in vars(settings).values() if isinstance(model, type) and issubclass(model, settings.Strict)]
ODD_VALUES = ["", "odd", "-1", "0", "2026-13-01", "99999", "1.5", [], ["odd"], [[]], {}, {"odd": "odd"}]


def test_a_phrase_reads_as_english():
    assert str(UNKNOWN) == "unknown source `ZZ`"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "x.md:1: unknown source `ZZ`: mend the link"),
        ("kk", "x.md:1: белгісіз дереккөз `ZZ`: сілтемені түзетіңіз"),
        ("ru", "x.md:1: неизвестный источник `ZZ`: исправьте ссылку"),
    ],
)
def test_a_mistake_is_told_in_three_languages(language, words):
    with speaking(language):
        assert Mistake("x.md", 1, UNKNOWN, phrase("mend the link")).in_words(gettext) == words


def test_a_phrase_within_a_phrase_is_translated_with_it():
    with speaking("ru"):
        told = phrase("cannot be read (%(reason)s)", reason=phrase("Permission denied")).in_words(gettext)
    assert told == "не читается (нет доступа)"


def test_what_reads_the_same_is_told_once():
    mistakes = MistakeLog()
    mistakes.tell("x.md", 1, UNKNOWN, phrase("mend the link"))
    mistakes.tell("x.md", 1, phrase("unknown source `%(id)s`", id="ZZ"), phrase("mend the link"))
    assert len(mistakes.all()) == 1


def test_signs_that_mean_something_in_a_template_are_left_in_values():
    assert str(phrase("unknown source `%(key)s`", key="100 %(key)s %")) == "unknown source `100 %(key)s %`"


def test_every_phrase_is_written_out_so_that_translators_find_it():
    assert [place for file in PACKAGE.rglob("*.py") for place in _unfindable(file)] == []


def _unfindable(file: Path) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    phrases = [call for call in calls if ast.unparse(call.func) == "phrase"]
    return [f"{file.name}:{call.lineno}" for call in phrases if not isinstance(call.args[0], ast.Constant)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("value", ODD_VALUES, ids=repr)
def test_every_misfit_has_words_of_its_own(model, value):
    mistakes = MistakeLog()
    settings.fitted(Settings(dict.fromkeys([*model.model_fields, "other"], value), "x.yaml", 1), model, mistakes)
    told = {mistake.what.template for mistake in mistakes.all()}
    assert told <= {known.template for known in misfits.MESSAGES.values()}
