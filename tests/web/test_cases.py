"""Case studies from page to page, without script: handed in, reviewed, returned, accepted, answered."""

import io

import pytest

from tests.case_world import CASE, CASE_LESSON, WORK_FILE
from tests.pages import PageClient
from tests.things import COURSE

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

LESSON = f"/en/courses/{COURSE}/{CASE_LESSON}"
PAGE = f"{LESSON}/cases/{CASE}"
WORDS = "The ground lay in the journal on 4 March.\nI ask the court to set the refusal aside."
POINTS = {"points-0": "3", "points-1": "2,5", "points-2": "2", "points-3": "1"}


@pytest.fixture
def log_in(used_app, world):
    return lambda name: PageClient(used_app).log_in(world.cast[name])


@pytest.fixture
def azamat(log_in):
    """His work waits at home in his own cohort; he takes it back."""
    client = log_in("azamat")
    client.send(client.get(PAGE), action="/take-back")
    return client


@pytest.fixture
def cholpon(log_in):
    return log_in("cholpon")


def hand_in(client, words=WORDS):
    page = client.send(client.get(LESSON), action="/reflect", button="then=hand-in", text=words)
    return client.send(page, action="/hand-in", language="en")


def opened(client):
    """The one work that waits in the tutor's queue, opened."""
    queue = client.get("/en/tutor/cases")
    return client.get(next(link for link in queue.links() if _is_work(link)))


def _is_work(link):
    return link.startswith("/en/tutor/cases/") and len(link.rpartition("/")[2]) == 36


def review(client, decision, feedback="Say whose burden it is.", **points):
    page = opened(client)
    if page.html.xpath("//form[contains(@action, '/begin')]"):
        page = client.send(page, action="/begin")
    page = client.send(page, action="/draft", button="then=give", decision=decision, feedback=feedback, **points)
    return client.send(page)


def test_what_is_written_in_the_lesson_is_looked_through_and_handed_in(azamat):
    page = azamat.send(azamat.get(LESSON), action="/reflect", button="then=hand-in", text=WORDS)
    assert page.h1 == "My work on the case study"
    assert "set the refusal aside" in page.text
    assert "Handed in: 3 November 2026" in azamat.send(page, action="/hand-in").text


def test_what_is_handed_in_is_told_in_the_lesson_and_not_open_there(azamat):
    hand_in(azamat)
    lesson = azamat.get(LESSON)
    assert "Your work waits for its review" in lesson.text
    assert not lesson.html.xpath(f"//textarea[@id='words-{CASE}']")


def test_secrecy_is_called_to_mind_at_the_field(azamat):
    assert "advocate's secrecy holds here too" in azamat.get(LESSON).text


def test_the_model_answer_is_kept_until_the_work_is_accepted(azamat, cholpon):
    assert "Ask the court to set the refusal aside" not in azamat.get(LESSON).text
    hand_in(azamat)
    review(cholpon, "accept", **POINTS)
    assert "Ask the court to set the refusal aside" in azamat.get(LESSON).text
    assert "Ask the court to set the refusal aside" in azamat.get(PAGE).text


def test_who_learns_alone_compares_with_the_model_answer(log_in):
    lesson = log_in("bolat").get(LESSON)
    assert "Compare with the model answer" in lesson.text
    assert "Look through and hand in" not in lesson.text


def test_a_work_is_returned_revised_and_accepted(azamat, cholpon):
    hand_in(azamat)
    review(cholpon, "return")
    page = azamat.get(PAGE)
    assert "Returned for revision" in page.text
    assert "Say whose burden it is." in page.text
    hand_in(azamat, WORDS + "\nThe burden is the state's.")
    review(cholpon, "accept", "Well done.", **POINTS)
    assert "8.5 / 10" in azamat.get(PAGE).text


def test_a_review_without_points_is_not_given(azamat, cholpon):
    hand_in(azamat)
    page = cholpon.send(opened(cholpon), action="/begin")
    page = cholpon.send(page, action="/draft", button="then=give", decision="accept")
    assert "give points for every criterion" in page.text
    assert not page.html.xpath("//main//form//button[contains(@class, 'primary')]")


def test_too_many_points_are_told_at_their_field(azamat, cholpon):
    hand_in(azamat)
    page = cholpon.send(opened(cholpon), action="/begin")
    page = cholpon.send(page, 422, action="/draft", **(POINTS | {"points-0": "3.5"}))
    assert "Enter points from 0 to 3." in page.text


def test_a_comment_stands_at_its_passage_for_the_learner_once_given(azamat, cholpon):
    hand_in(azamat)
    page = cholpon.send(opened(cholpon), action="/begin")
    page = cholpon.send(page, action="/comment", paragraph="1", begins="4", ends="10", text="Which one?")
    assert page.html.xpath("//mark/text()") == ["ground"]
    assert "Which one?" not in azamat.get(PAGE).text
    review(cholpon, "return", "")
    assert azamat.get(PAGE).html.xpath("//mark/text()") == ["ground"]


def test_a_comment_without_script_is_on_the_whole_paragraph(azamat, cholpon):
    hand_in(azamat)
    page = cholpon.send(opened(cholpon), action="/begin")
    page = cholpon.send(page, action="/comment", paragraph="2", text="Ask for more.", keep="y")
    assert "On the whole paragraph" in page.text
    assert "Ask for more." in cholpon.get("/en/tutor/cases/phrases").text


def test_a_work_that_was_begun_is_not_taken_back(azamat, cholpon):
    hand_in(azamat)
    cholpon.send(opened(cholpon), action="/begin")
    page = azamat.get(PAGE)
    assert "A tutor has begun to review it" in page.text
    assert not page.html.xpath("//form[contains(@action, 'take-back')]")


def test_a_work_is_left_to_others(azamat, cholpon):
    hand_in(azamat)
    page = cholpon.send(opened(cholpon), action="/begin")
    assert "Waiting for a reviewer: 1" in cholpon.send(page, action="/leave").text


def test_the_learner_answers_and_the_tutor_reads_it(azamat, cholpon):
    hand_in(azamat)
    review(cholpon, "return")
    azamat.send(azamat.get(PAGE), action="/answer", text="Thank you, I will.")
    reviewed = cholpon.get("/en/tutor/cases/reviewed")
    work = cholpon.get(next(link for link in reviewed.links() if _is_work(link)))
    assert "Thank you, I will." in work.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.pdf", b"%PDF-1.7 plan", "The file is added: plan.pdf"),
        ("жоспар.txt", "Жоспар".encode(), "The file is added: жоспар.txt"),
        ("plan.exe", b"%PDF-1.7 plan", "Files of this type are not taken."),
        ("plan.pdf", b"MZ\x00\x01", "Files of this type are not taken."),
        ("plan.docx", b"PK\x03\x04 no archive", "Files of this type are not taken."),
        ("plan.pdf", b"", "The file is empty."),
    ],
)
def test_files_are_looked_at_before_they_are_taken(azamat, name, content, said):
    data = {"csrf_token": azamat.csrf_token(), "file": (io.BytesIO(content), name)}
    answer = azamat.client.post(f"{PAGE}/files", data=data, content_type="multipart/form-data", follow_redirects=True)
    assert said in answer.get_data(as_text=True)


def test_a_file_is_sent_as_a_download_to_who_may_have_it(log_in, world):
    things = world.things["aigerim"]
    own = log_in("aigerim").client.get(f"/en/works/files/{things.file_id}")
    assert own.headers["Content-Disposition"] == "attachment; filename=1.txt"
    assert (own.data, own.headers["Content-Security-Policy"]) == (WORK_FILE, "default-src 'none'; sandbox")
    assert log_in("saltanat").status(f"/en/works/files/{things.file_id}") == 404
    assert log_in("cholpon").status(f"/en/tutor/cases/{things.hand_in_id}/files/{things.file_id}") == 404


def test_a_script_saves_the_draft_and_is_told_when_it_was_overtaken(log_in, world):
    dana, address = log_in("dana"), f"/en/tutor/cases/{world.things['saltanat'].hand_in_id}/draft"
    token, script = dana.csrf_token(), {"Accept": "application/json"}
    sent = {"csrf_token": token, "seen": 1, "feedback": "Well."} | POINTS
    assert dana.client.post(address, data=sent, headers=script).json == {"revision": 2, "said": "Saved: 14:00"}
    overtaken = dana.client.post(address, data=sent | {"feedback": "Badly."}, headers=script)
    assert (overtaken.status_code, overtaken.json["code"]) == (409, "review_changed")


def test_other_tutors_do_not_see_a_review_before_it_is_given(log_in, world):
    page = log_in("yerlan").get(f"/en/tutor/cases/{world.things['saltanat'].hand_in_id}")
    assert "Is being reviewed" in page.text
    assert not page.html.xpath("//mark")


def test_the_learners_page_tells_how_each_case_study_stands(log_in, world):
    things = world.things["aigerim"]
    page = log_in("dana").get(f"/en/tutor/cohorts/{things.cohort_id}/learners/{things.enrolment_id}")
    assert "Accepted 26.10.2026 26.10.2026 10 / 10" in page.text


def test_the_table_of_a_cohort_has_its_case_studies(log_in, world):
    things = world.things["aigerim"]
    table = log_in("dana").client.get(f"/en/tutor/cohorts/{things.cohort_id}/table.csv").get_data(as_text=True)
    assert "Case study: 3.2 The duty to investigate" in table
    assert "Accepted: 10 of 10" in table


def test_a_tutor_keeps_phrases_and_says_their_languages(log_in):
    dana = log_in("dana")
    page = dana.send(dana.get("/en/tutor/cases/phrases"), text="Name the day.")
    assert "Name the day." in page.text
    page = dana.send(page, action="/languages", languages=["ru"])
    assert page.html.xpath("//input[@name='languages' and @checked]/@value") == ["ru"]
    assert "Name the day." not in dana.send(page, action="/drop").html.xpath("string(//main//ul)")


def test_own_data_have_the_work_and_its_review(log_in):
    data = log_in("aigerim").client.get("/en/me/data.json").json
    (work,) = data["case_work"]
    assert (work["state"], work["handed_in"][0]["files"][0]["name"]) == ("accepted", "1.txt")
    assert work["handed_in"][0]["reviews"][0]["points"] == [3, 3, 2, 2]


def test_the_queue_is_sorted_by_its_columns_and_goes_back_to_its_own_order(log_in, azamat):
    hand_in(azamat)
    page = log_in("dana").get("/en/tutor/cases?sort=-days")
    assert page.html.xpath("//th[@aria-sort='descending']/a/@href")[0] == "/en/tutor/cases?sort=days"
    assert page.html.xpath("//main//p/a[starts-with(., 'In the order')]/@href") == ["/en/tutor/cases"]


@pytest.mark.parametrize("order", ["reviewed", "-reviewed", "nobody-knows"])
def test_the_queue_is_not_sorted_by_what_it_has_no_column_of(log_in, order):
    links = [link for link in log_in("yerlan").get(f"/en/tutor/cases?sort={order}").links() if _is_work(link)]
    assert len(links) > 1
