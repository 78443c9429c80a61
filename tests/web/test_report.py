"""The closing report of a cohort: drafted, edited, kept, downloaded."""

import io

import pytest
from docx import Document
from pypdf import PdfReader
from sqlalchemy import select

from helpcourse.tutoring.evaluation.models import ClosingReport
from tests.pages import PageClient

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # as tests/test_access.py has both


@pytest.fixture
def of_world(used_app, world):
    """of_world("gulnara") -> a client that is Gulnara."""
    return lambda name: PageClient(used_app).log_in(world.cast[name])


@pytest.fixture
def report_url(world):
    """Of a cohort whose report has one version."""
    return f"/en/tutor/cohorts/{world.things['aigerim'].cohort_id}/report"


@pytest.fixture
def texts(used_session):
    """texts() -> of all versions in Dana's cohort, the first first."""

    def read():
        used_session.rollback()
        mine = select(ClosingReport.text).order_by(ClosingReport.cohort_id, ClosingReport.number)
        return used_session.scalars(mine).all()

    return read


def drafted(client, report_url):
    return client.send(client.get(report_url), action="/draft")


def test_the_draft_says_what_the_site_knows(of_world, report_url):
    page = drafted(of_world("dana"), report_url)
    headings = [heading.text_content() for heading in page.html.xpath("//article//h2")]
    assert headings == [
        "Participation",
        "Completion",
        "Results of the tests",
        "Failure rates by question",
        "What the learners say",
        "Conclusions",
    ]
    assert "Learners in the cohort2100 %" in page.text.replace(" 100", "100").replace("\xa0", " ")
    assert "Have answered: 6 of 6" in page.text


@pytest.mark.parametrize(("language", "title"), [("kk", "Қорытынды есеп: 2026/1"), ("ru", "Итоговый отчёт: 2026/1")])
def test_it_is_drafted_in_the_language_of_the_page(of_world, report_url, language, title):
    page = drafted(of_world("dana"), report_url.replace("/en/", f"/{language}/"))
    assert page.h1 == title
    assert page.html.xpath("string(//article//h2)") in {"Қатысу", "Участие"}


def test_an_edit_adds_a_version_and_earlier_ones_come_back(of_world, report_url):
    dana = of_world("dana")
    saved = dana.send(dana.get(f"{report_url}/edit"), text="# Ours\n\nAll went **well**.", language="en")
    assert saved.html.xpath("string(//article//strong)") == "well"
    earlier = dana.get(f"{report_url}/1")
    assert "This is version 1 of 2." in earlier.text
    again = dana.send(earlier, action="/again")
    assert "Version 3" in again.text
    assert again.html.xpath("string(//article//h2)") == "1"


def test_two_who_edit_at_once_lose_nothing(of_world, report_url, used_session, world):
    dana, gulnara = of_world("dana"), of_world("gulnara")
    page = dana.get(f"{report_url}/edit")
    gulnara.send(gulnara.get(f"{report_url}/edit"), text="Hers")
    told = dana.send(page, 409, text="Mine")
    assert "Somebody else has saved the report" in told.text
    dana.send(told)
    mine = ClosingReport.cohort_id == world.things["aigerim"].cohort_id
    kept = used_session.scalars(select(ClosingReport.text).where(mine).order_by(ClosingReport.number)).all()
    assert kept[1:] == ["Hers\n", "Mine\n"]


def test_the_same_text_sent_twice_is_one_version(of_world, report_url, texts):
    dana = of_world("dana")
    page = dana.get(f"{report_url}/edit")
    before = len(texts())
    dana.send(page, text="Once")
    dana.send(page, text="Once")
    assert len(texts()) == before + 1


def test_what_the_paper_cannot_show_is_told(of_world, report_url):
    dana = of_world("dana")
    refused = dana.send(dana.get(f"{report_url}/edit"), 422, text="Well done 🎉")
    assert "The paper cannot show: 🎉" in refused.text
    assert "Well done 🎉" in refused.html.xpath("string(//textarea[@name='text'])")


def test_the_report_is_a_tagged_pdf_with_all_its_words(of_world, report_url):
    dana = of_world("dana")
    drafted(dana, report_url.replace("/en/", "/kk/"))
    response = dana.client.get(f"{report_url}/2.pdf")
    paper = PdfReader(io.BytesIO(response.data))
    text = "".join(page.extract_text() for page in paper.pages)
    assert response.mimetype == "application/pdf"
    assert "Сұрақтар бойынша қателер үлесі" in text
    assert paper.metadata.title == "Қорытынды есеп: 2026/1"
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfaid:part" in response.data


def test_the_report_is_a_document_to_go_on_with(of_world, report_url):
    dana = of_world("dana")
    drafted(dana, report_url)
    paper = Document(io.BytesIO(dana.client.get(f"{report_url}/2.docx").data))
    assert "Closing report: 2026/1" in [line.text for line in paper.paragraphs if line.style.name == "Heading 1"]
    assert paper.tables[0].rows[0].cells[1].text == "Learners"


def test_the_text_of_few_answers_stays_out_of_the_report(of_world, report_url):
    page = drafted(of_world("dana"), report_url)
    assert "Have answered: 0 of 2" in page.text
    assert "Too few answers to show" in page.text
