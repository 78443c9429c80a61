"""No foreign word anywhere: on pages, in mails, on papers; a text in another language says in which."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import etree, html
from pypdf import PdfReader

from helpcourse.assessment.questions import Words
from helpcourse.certification.wording import WORDS, day, hours
from helpcourse.cli.check import check, course_folders
from helpcourse.config import bundled
from helpcourse.content.compile import course_page, lesson_page
from helpcourse.content.load import load
from helpcourse.content.model import Course
from helpcourse.languages import LANGUAGES
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.evaluation.rules import Phase
from helpcourse.tutoring.evaluation.standard import STANDARD
from helpcourse.web.i18n import gettext, speaking
from helpcourse.web.mails import mail_words
from helpcourse.web.mails.message import write_mail
from tests.builders import NOW
from tests.content.builders import write_course
from tests.crawling import WALKERS, spoken
from tests.language.broken import BROKEN
from tests.language.files import texts_of
from tests.language.words import foreign_words
from tests.messages.test_schedule_mails import DUE, WEBINAR
from tests.world import World

COURSES = bundled("courses")
SITE = "https://courses.example.kz"
# What is printed on papers is in their own languages, wherever they are looked at.
PAPERS = {
    "admin.certificate_pdf",
    "admin.certificate_preview",
    "admin.institution_paper_pdf",
    "public.paper_pdf",
}
PRINTED = {"admin.certificates_csv", "admin.certificates_xlsx", "learner.hours"}  # lists of them

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # as the walk is on it
_CODE = re.compile(r"courses/\S+|'[a-z-]+'")  # what authors wrote, or are to write, is the same in every language
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
        words = mail_words(kind, _values(kind, language))
        mail = write_mail(replace(words, leave="/leave"), site_url=SITE, support_email="", encoding="8bit")
    text, page = (part.get_content() for part in mail.iter_parts())
    shown = " ".join(said for _language, said in spoken(html.document_fromstring(page)))
    assert foreign_words(f"{words.subject} {text} {shown}", language) == []


def _values(kind: MailKind, language: str) -> dict[str, object]:
    """A mail takes what it needs; one that reminds may be of several deadlines."""
    titles = {"kk": "Азаптауға тыйым салу", "ru": "Запрет пыток", "en": "Prohibition of torture"}
    return {
        "token": "a-token",
        "cohort": titles[language],  # words of those who run it
        "course_title": titles,
        "path": f"/{language}/my",
        "reason": titles[language],
        "module_title": titles,
        "minutes": 15,
        "attempts": 1,
        "count": 3,
        "leave": f"/{language}/my",
        "due": [DUE] if kind is MailKind.DEADLINE_NEAR else DUE,
        "changes": [WEBINAR | {"title": titles[language], "place": "40", "link": ""}],
        "is_accepted": True,
        "by": titles[language],
        "subject": titles[language],
        "words": titles[language],
        "title": titles[language],
        "text": titles[language],
        "notices": [
            {"kind": MailKind.REFRESHER.value, "values": {"course_title": titles, "count": 3, "path": "/", "leave": ""}}
        ],
    }


@languages
def test_files_have_no_foreign_word(walk, language):
    """Whatever a page gives away: books, calendars, tables, lists of hours, reports."""
    files = {key: file for walker in WALKERS for key, file in walk(walker, language).files.items()}
    found = {
        f"{file.path}: {text[:80]}": words
        for (endpoint, _type), file in files.items()
        if not _is_of_papers(endpoint, language)
        for spoken_in, text in texts_of(file.content, file.mimetype, language)
        if (words := foreign_words(text, spoken_in))
    }
    assert found == {}


def _is_of_papers(endpoint: str, language: str) -> bool:
    """Lists of hours and of papers call courses as they are printed: in Kazakh and in Russian."""
    return endpoint in PAPERS or (endpoint in PRINTED and language == "en")


def test_papers_have_no_foreign_word(used_app, world: World):
    code = world.things["aigerim"].code
    pdf = used_app.test_client().get(f"/certificates/{code}.pdf").data
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace(code, "")
    both = set(foreign_words(text, "kk")) & set(foreign_words(text, "ru"))  # half of it is Kazakh, half Russian
    assert both == set()


@languages
def test_the_words_of_papers_are_in_their_language(template, language):
    words = WORDS[language]
    said = (*words.headings.values(), *words.leads.values(), *words.sentences.values(), words.hours, words.training)
    rest = (words.number, words.edition, words.issued, words.expires, words.code, words.verify, words.seal, words.logo)
    assert foreign_words(" ".join((*said, *rest, hours(1.5, language), day(NOW.date(), language))), language) == []


@languages
@pytest.mark.parametrize("phase", Phase)
def test_questionnaires_have_no_foreign_word(template, phase, language):
    asked = [*STANDARD[phase], *(option for question in STANDARD[phase] for option in question.options)]
    assert foreign_words(" ".join(one.wording[language] for one in asked), language) == []


@languages
def test_what_authors_are_told_has_no_foreign_word(template, tmp_path, language):
    told = check([write_course(tmp_path, BROKEN)], today=NOW.date()).told
    with speaking(language):
        lines = {f"{mistake.what.in_words(gettext)}: {mistake.remedy.in_words(gettext)}" for mistake in told}
    found = {line: foreign_words(_CODE.sub(" ", line), language) for line in lines}
    assert len(found) > 50
    assert {line: words for line, words in found.items() if words} == {}


@languages
@pytest.mark.parametrize("folder", [*course_folders(COURSES)], ids=lambda folder: folder.name)
def test_no_course_has_a_foreign_word(template, folder, language):
    """Not even where the walk does not lead: in another course, in questions that were not drawn."""
    course = load(folder, COURSES / "sources.yaml")
    found = {where: foreign_words(_without_tags(text), language) for where, text in _texts(course, language)}
    assert {where: words for where, words in found.items() if words} == {}


def _texts(course: Course, language: str) -> Iterator[tuple[str, str]]:
    """All that a reader of this language is shown of a course, each with the place where it is."""
    page = course_page(course, language)
    yield "course", f"{course.titles[language]} {course.summaries[language]}"
    yield from ((id_, objectives) for id_, objectives in page.objectives.items())
    for bank in (page.bank, *page.quizzes.values()):
        yield from ((id_, _of_question(words)) for id_, words in bank.items())
    yield from ((term.id, f"{term.name} {term.html}") for term in page.glossary)
    yield from ((source.key, f"{source.title} {source.detail}") for source in page.sources)
    lessons = [lesson_page(course, lesson.id, language) for lesson in course.lessons]
    for piece in (*page.about, *(piece for lesson in lessons for piece in lesson.pieces)):
        shown = (piece.heading, piece.html, piece.model_html, piece.citation_html)
        yield piece.id, " ".join(shown) + (_of_question(piece.words) if piece.words else "")


def _of_question(words: Words) -> str:
    return " ".join([words.prompt, *words.options.values(), *words.option_feedback.values(), words.feedback])


def _without_tags(text: str) -> str:
    """The prose: code is the same in every language."""
    page = html.fromstring(f"<div>{text}</div>")
    etree.strip_elements(page, "code", with_tail=False)
    return page.text_content()
