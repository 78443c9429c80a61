"""The tutor's pages: who needs attention, the table of a cohort, one learner, confirmation."""

import pytest

from helpcourse.catalogue.shelf import Shelf
from helpcourse.tutoring.queries import learners_of
from tests.builders import NOW
from tests.pages import PageClient
from tests.things import COURSE

REFLECTION = "Өз тәжірибемнен"  # what Aigerim wrote for herself: tests/world.py


@pytest.fixture
def danas(used_app, world):
    return PageClient(used_app).log_in(world.cast["dana"])


@pytest.fixture
def cohort_url(world):
    return f"/kk/tutor/cohorts/{world.things['aigerim'].cohort_id}"


def learner_url(cohort_url, world, name):
    return f"{cohort_url}/learners/{world.things[name].enrolment_id}"


def test_a_tutor_sees_the_own_cohorts(danas):
    page = danas.get("/kk/tutor/cohorts")
    assert page.html.xpath("//section[@aria-labelledby='cohorts']//tbody//th/a/text()") == ["2026/1"]


def test_another_tutors_cohort_is_not_found(danas, world):
    assert danas.status(f"/kk/tutor/cohorts/{world.things['azamat'].cohort_id}") == 404


def test_a_learner_sees_no_tutors_pages(used_app, world):
    bolats = PageClient(used_app).log_in(world.cast["bolat"])
    assert bolats.status("/kk/tutor/cohorts") == 403


def test_a_coordinator_sees_the_countrys_cohorts(used_app, world, cohort_url):
    gulnaras = PageClient(used_app).log_in(world.cast["gulnara"])
    assert gulnaras.status(cohort_url) == 200
    assert gulnaras.status(f"/kk/tutor/cohorts/{world.things['azamat'].cohort_id}") == 404


def test_the_table_has_a_row_a_learner_and_a_column_a_lesson(danas, cohort_url):
    page = danas.get(cohort_url)
    assert [link.text for link in page.html.xpath("//tbody//th/a")] == [
        "Жұмабаева Салтанат",
        "Серікова Айгерім Нұрланқызы",
    ]
    assert len(page.html.xpath("//thead//th[contains(@class, 'slim')]")) == 9


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sort=-name", ["Серікова Айгерім Нұрланқызы", "Жұмабаева Салтанат"]),
        ("sort=done", ["Жұмабаева Салтанат", "Серікова Айгерім Нұрланқызы"]),
        ("show=finished", ["Серікова Айгерім Нұрланқызы"]),
        ("text=айгерим", ["Серікова Айгерім Нұрланқызы"]),  # on a Russian keyboard
        ("show=attention", []),
        ("show=nonsense&sort=nonsense", ["Жұмабаева Салтанат", "Серікова Айгерім Нұрланқызы"]),
    ],
)
def test_the_table_is_sorted_filtered_and_searched(danas, cohort_url, query, names):
    page = danas.get(f"{cohort_url}?{query}")
    assert [link.text for link in page.html.xpath("//tbody//th/a")] == names


def test_who_is_away_needs_attention(danas, cohort_url, clock):
    clock.advance(days=7)  # Saltanat sits a test today
    page = danas.get(f"{cohort_url}?show=attention")
    assert [link.text for link in page.html.xpath("//tbody//th/a")] == ["Жұмабаева Салтанат"]


def test_the_table_is_read_in_few_statements(danas, cohort_url, statements):
    danas.get(cohort_url)
    before = len(statements)
    danas.get(cohort_url)
    assert (
        len(statements) - before <= 12
    )  # log-in, cohort, learners (3), deadlines (3), days, overdue, certificates, tutors; none a learner


def test_the_table_can_be_downloaded(danas, cohort_url):
    response = danas.client.get(f"{cohort_url}/table.csv")
    lines = response.data.decode("utf-8-sig").splitlines()
    assert response.data.startswith(b"\xef\xbb\xbf")
    assert len(lines) == 3
    assert lines[2].startswith("Серікова Айгерім Нұрланқызы;aigerim@example.kz;")


def test_the_file_has_the_rows_and_the_columns_that_the_page_shows(danas, cohort_url):
    asked = danas.get(f"{cohort_url}?columns=joined.done&text=серикова").html.xpath("//a[.='CSV']/@href")[0]
    head, *lines = danas.client.get(asked).data.decode("utf-8-sig").splitlines()
    assert head == "Тыңдаушы;Қосылған күні;Аяқталған сабақтар"
    assert [line.split(";")[0] for line in lines] == ["Серікова Айгерім Нұрланқызы"]


def test_a_learners_page_shows_progress_and_attempts(danas, cohort_url, world):
    page = danas.get(learner_url(cohort_url, world, "aigerim"))
    assert page.h1 == "Серікова Айгерім Нұрланқызы"
    assert len(page.html.xpath("//section[h2='Қорытынды тест']//tbody/tr")) == 2


def test_private_notes_are_shown_to_nobody(danas, cohort_url, world):
    assert REFLECTION not in danas.get(learner_url(cohort_url, world, "aigerim")).text


def test_an_attempt_shows_what_was_answered(danas, cohort_url, world):
    page = danas.get(f"{learner_url(cohort_url, world, 'aigerim')}/attempts/{world.things['aigerim'].attempt_id}")
    assert len(page.html.xpath("//section[contains(@class, 'question')]")) == len(
        page.html.xpath("//section[contains(@class, 'question')][.//*[contains(@class, 'right')]]")
    )


@pytest.mark.parametrize(
    ("learner", "attempt"),
    [
        ("saltanat", "saltanat"),  # still open
        ("saltanat", "aigerim"),  # another learner's
        ("bolat", "bolat"),  # not of this cohort
    ],
)
def test_other_attempts_are_not_found(danas, cohort_url, world, learner, attempt):
    url = f"{learner_url(cohort_url, world, learner)}/attempts/{world.things[attempt].attempt_id}"
    assert danas.status(url) == 404


def confirmed(session, world):
    rows = learners_of(session, world.things["aigerim"].cohort_id, Shelf().current(session, COURSE).course, now=NOW)
    return {row.name: row.confirmed_at is not None for row in rows}


def test_the_tutor_confirms_the_ticked(danas, cohort_url, world, used_session):
    page = danas.get(cohort_url)
    danas.send(page, action="confirm", button="deed=confirm", learner=[str(world.things["saltanat"].enrolment_id)])
    assert confirmed(used_session, world)["Жұмабаева Салтанат"]


def test_a_confirmation_that_led_to_a_certificate_stays(danas, cohort_url, world, used_session):
    both = [str(world.things[name].enrolment_id) for name in ("aigerim", "saltanat")]
    danas.send(danas.get(cohort_url), action="confirm", button="deed=confirm", learner=both)
    danas.send(danas.get(cohort_url), action="confirm", button="deed=withdraw", learner=both)
    assert confirmed(used_session, world) == {"Серікова Айгерім Нұрланқызы": True, "Жұмабаева Салтанат": False}


def test_nobody_ticked_is_told(danas, cohort_url):
    page = danas.send(danas.get(cohort_url), action="confirm", button="deed=confirm")
    assert page.html.xpath("//main//*[contains(@class, 'notice warning')]")


@pytest.fixture
def attempt_url(cohort_url, world):
    """Aigerim's attempt, to which an answer came late."""
    things = world.things["aigerim"]
    return f"/en{cohort_url[3:]}/learners/{things.enrolment_id}/attempts/{things.attempt_id}"


def test_a_tutor_sees_what_came_late(danas, attempt_url):
    page = danas.get(attempt_url)
    assert "It came after the test had been submitted. It does not count" in page.text


def test_a_tutor_lets_a_late_answer_count_and_the_learner_reads_why(danas, used_app, world, attempt_url):
    ask = danas.get(f"{attempt_url}/late")
    which = ask.html.xpath("//input[@name='which']/@value")[0]
    page = danas.send(ask, which=which, reason="The power was cut.")
    assert "It counts" in page.text
    aigerims = PageClient(used_app).log_in(world.cast["aigerim"])
    assert "The power was cut." in aigerims.get(f"/en/attempts/{world.things['aigerim'].attempt_id}").text


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"reason": "The power was cut."}, "Choose at least one answer."),
        ({"which": "?/1"}, "Say why."),
    ],
)
def test_without_an_answer_or_a_reason_nothing_is_graded_again(danas, attempt_url, sent, fault):
    page = danas.send(danas.get(f"{attempt_url}/late"), 422, **sent)
    assert fault in page.text
    assert "Graded again" not in danas.get(attempt_url).text
