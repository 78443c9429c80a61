"""No foreign word anywhere: on pages, in mails, on papers; a text in another language says in which."""

import io

import pytest
from lxml import html
from pypdf import PdfReader

from helpcourse.assessment.questions import Words
from helpcourse.config import bundled
from helpcourse.content.compile import course_page
from helpcourse.content.load import load
from helpcourse.languages import LANGUAGES
from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import speaking
from helpcourse.web.mails import mail_words
from tests.crawling import WALKERS
from tests.language.words import foreign_words
from tests.world import World

COURSES = bundled("courses")

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # as the walk is on it
languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
def test_pages_have_no_foreign_word(walk, language):
    met = {spoken: where for walker in WALKERS for spoken, where in walk(walker, language).texts.items()}
    found = [
        f"{', '.join(words)} ({spoken} on {where}): {text[:120]}"
        for (spoken, text), where in met.items()
        if (words := foreign_words(text, spoken))
    ]
    assert not found, "\n".join(sorted(found))


@languages
@pytest.mark.parametrize("kind", MailKind)
def test_mails_have_no_foreign_word(template, kind, language):
    with speaking(language):
        words = mail_words(kind, _values(language))
    text = " ".join([words.subject, *words.before, words.action, *words.after])
    assert foreign_words(text, language) == []


def _values(language: str) -> dict[str, object]:
    """Of every kind; a mail takes what it needs."""
    titles = {"kk": "Азаптауға тыйым салу", "ru": "Запрет пыток", "en": "Prohibition of torture"}
    return {
        "token": "a-token",
        "cohort": titles[language],  # words of those who run it
        "course_title": titles,
        "path": f"/{language}/my",
        "reason": titles[language],
    }


def test_papers_have_no_foreign_word(used_app, world: World):
    code = world.things["aigerim"].code
    pdf = used_app.test_client().get(f"/certificates/{code}.pdf").data
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace(code, "")
    both = set(foreign_words(text, "kk")) & set(foreign_words(text, "ru"))  # half of it is Kazakh, half Russian
    assert both == set()


@languages
def test_the_bank_of_questions_has_no_foreign_word(template, language):
    """Of which the walk meets those only that were drawn."""
    course = load(COURSES / "prohibition-of-torture", COURSES / "sources.yaml")
    found = {id_: foreign_words(_text_of(words), language) for id_, words in course_page(course, language).bank.items()}
    assert {id_: words for id_, words in found.items() if words} == {}


def _text_of(words: Words) -> str:
    pieces = [words.prompt, *words.options.values(), *words.option_feedback.values(), words.feedback]
    return html.fromstring(f"<div>{' '.join(pieces)}</div>").text_content()
