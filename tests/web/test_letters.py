"""Letters of tutors: written to the ticked, looked at, sent once, kept for those who may read them."""

import pytest
from sqlalchemy import select

from helpcourse.messages.models import Mail, MailKind
from tests.pages import PageClient

DESK = "/en/tutor?show=all"


@pytest.fixture
def of_world(used_app, world):
    """of_world("dana") -> a client that is Dana."""
    return lambda name: PageClient(used_app).log_in(world.cast[name])


@pytest.fixture
def danas(of_world):
    return of_world("dana")


@pytest.fixture
def ids(world):
    return [str(world.things[name].enrolment_id) for name in ("aigerim", "saltanat")]


@pytest.fixture
def look(danas, ids):
    """The page on which Dana sees the letter before it goes."""
    form = danas.send(danas.get(DESK), action="/letters/write", learner=ids)
    return danas.send(form, button="look=1", subject_kk="Вебинар", text_kk="Бейсенбіде кездесеміз.")


@pytest.fixture
def mailed(used_session):
    """mailed() -> the values of the letters in the outbox."""

    def found():
        used_session.rollback()
        return list(used_session.scalars(select(Mail.values).where(Mail.kind == MailKind.TUTOR_WROTE)))

    return lambda: [values for values in found() if values["subject"] == "Вебинар"]


def test_nothing_is_sent_before_it_was_looked_at(look, mailed):
    assert "Бейсенбіде кездесеміз." in look.text
    assert mailed() == []


def test_a_letter_goes_to_each_of_the_ticked(danas, look, mailed):
    danas.send(look, button="sure=1")
    assert [values["words"] for values in mailed()] == ["Бейсенбіде кездесеміз."] * 2


def test_a_letter_that_is_sent_twice_goes_once(danas, look, mailed):
    first = danas.send(look, button="sure=1")
    again = danas.send(look, button="sure=1")
    assert again.response.request.path == first.response.request.path
    assert len(mailed()) == 2


def test_the_same_form_with_other_words_is_refused(danas, look):
    danas.send(look, button="sure=1")
    assert danas.send_raw(look, button="sure=1", text_kk="Сенбіде кездесеміз.").status_code == 409


def test_the_letter_can_be_changed_before_it_goes(danas, look):
    form = danas.send(look, button="change=1")
    assert form.html.xpath("string(//textarea[@name='text_kk'])").strip() == "Бейсенбіде кездесеміз."


def test_who_reads_another_language_gets_what_there_is_and_the_tutor_is_told(danas, ids):
    form = danas.send(danas.get(DESK), action="/letters/write", learner=ids[:1])
    page = danas.send(form, button="look=1", subject_ru="Вебинар", text_ru="Встречаемся в четверг.")
    assert "You have not written it in this language" in page.text


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({}, "Write the letter in one language at least."),
        ({"subject_kk": "Вебинар"}, "Write the letter."),
        ({"text_kk": "Бейсенбіде кездесеміз."}, "Enter the subject."),
    ],
)
def test_a_letter_has_subject_and_text(danas, ids, words, fault):
    form = danas.send(danas.get(DESK), action="/letters/write", learner=ids)
    assert fault in danas.send(form, 422, button="look=1", **words).text


def test_nobody_ticked_is_told(danas):
    page = danas.send(danas.get(DESK), action="/letters/write")
    assert page.html.xpath("//main//*[contains(@class, 'notice warning')]")


def test_learners_of_others_are_not_written_to(danas, world):
    page = danas.get(f"/en/tutor/letters/write?learner={world.things['azamat'].enrolment_id}")
    assert page.response.request.path == "/en/tutor"


def test_all_that_are_found_can_be_written_to(danas, world):
    data = {"everybody": "1", "show": "finished", "text": "", "cohort": ""}
    response = danas.post("/en/tutor/letters/write", data)
    assert str(world.things["aigerim"].enrolment_id) in response.get_data(as_text=True)
    assert str(world.things["saltanat"].enrolment_id) not in response.get_data(as_text=True)


def test_the_reader_finds_the_letter_and_nobody_else_does(danas, of_world, look):
    sent = danas.send(look, button="sure=1").response.request.path
    own = f"/en/my/letters/{sent.rpartition('/')[2]}"
    assert "Бейсенбіде кездесеміз." in of_world("aigerim").get(own).text
    assert of_world("bolat").status(own) == 404


def test_tutor_and_admin_see_what_was_sent_and_to_whom(danas, of_world, look, world):
    sent = danas.send(look, button="sure=1").response.request.path
    assert "Серікова Айгерім Нұрланқызы" in of_world("yerlan").get(sent).text
    assert of_world("cholpon").status(sent) == 404
    assert "Вебинар" in danas.get("/en/tutor/letters").text


def test_letters_are_sorted_by_their_columns(danas, look):
    danas.send(look, button="sure=1")
    page = danas.get("/en/tutor/letters?sort=-readers")
    readers = [int(cell) for cell in page.html.xpath("//tbody/tr/td[last()]/text()")]
    assert readers == sorted(readers, reverse=True)
    assert page.html.xpath("//th[@aria-sort='descending']/a/@href") == ["/en/tutor/letters?sort=readers"]
