"""The catalogue and a course's own pages: what a visitor finds, and what a learner finds there too."""

import pytest

from tests.content.builders import FILES
from tests.small_course import BAN, INVESTIGATION, READING, reading, rules, settings

NO_TEST = "test:\n  draw: {ban: 1, duty: 1}\n  pass_mark: 0.5\n"


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("en", "en"),
        ("kk-KZ", "kk"),
        ("de", "kk"),  # the state language for all others
        ("", "kk"),
    ],
)
def test_the_root_leads_to_the_language_of_the_browser(client, asked, language):
    response = client.client.get("/", headers={"Accept-Language": asked})
    assert response.headers["Location"] == f"/{language}/"


def test_the_root_leads_who_is_logged_in_to_their_own_language(log_in, aigerim):
    response = log_in(aigerim).client.get("/", headers={"Accept-Language": "en"})
    assert response.headers["Location"] == "/kk/"


@pytest.mark.parametrize("path", ["", "courses"])
def test_courses_are_listed_by_their_titles(client, ban, path):
    titles = client.get(f"/ru/{path}").html.xpath("//li[contains(@class, 'card')]//a/text()")
    assert titles == ["Запрет пыток", "The ban"]  # not translated: in the original


def test_a_course_that_was_never_published_is_not_found(client):
    assert client.status("/kk/courses/nowhere") == 404


def test_a_visitor_sees_what_a_course_holds_and_how_to_take_it(client, ban):
    page = client.get(f"/kk/courses/{BAN}")
    lessons = page.html.xpath("//main//ol[contains(@class, 'lessons')]//a/@href")
    assert lessons == [f"/kk/courses/{BAN}/{READING}", f"/kk/courses/{BAN}/{INVESTIGATION}", f"/kk/courses/{BAN}/test"]
    assert f"/kk/login?next=/kk/courses/{BAN}" in page.links()


def test_a_course_without_a_test_shows_none(press, client):
    press(no_test())
    page = client.get(f"/en/courses/{BAN}")
    assert "Final test" not in page.text
    assert client.status(f"/kk/courses/{BAN}/test") == 303  # closed to visitors, whether there or not


def no_test():
    text = settings(NO_TEST, "")["course.yaml"].replace("  test: true\n", "  test: false\n")
    return {"course.yaml": text, "test.en.md": None, "test.kk.md": None}


def test_a_course_is_finished_by_its_lessons_where_there_is_no_test(press, log_in, aigerim):
    press(no_test())
    learner = log_in(aigerim)
    learner.post(f"/kk/courses/{BAN}/enrol")
    finish_all(learner)
    page = learner.get(f"/en/courses/{BAN}")
    assert "You have completed this course: 3 November 2026." in page.text
    assert "What is still missing" not in page.text


def finish_all(learner):
    for_all = [learner.post(f"/kk/courses/{BAN}/{lesson}/complete") for lesson in (READING, INVESTIGATION)]
    assert [response.status_code for response in for_all] == [303, 303]


def test_a_learner_sees_what_is_missing(learner):
    text = learner.get(f"/en/courses/{BAN}").text
    assert "2 lessons to finish" in text
    assert "The final test to pass" in text


def test_a_finished_course_stays_finished_when_a_lesson_is_added(press, learner, begin):
    finish_all(learner)
    attempt = begin()
    learner.post(f"{attempt}/answers/ban-1", {"answer": "1"})
    learner.post(f"{attempt}/submit")
    press({"02-duty/02-new.en.md": "---\ntitle: New\nminutes: 5\n---\n\nWords.\n"})
    assert "What is still missing" not in learner.get(f"/en/courses/{BAN}").text


def test_the_rules_of_the_test_stand_beside_the_course(press, client):
    press(rules(attempts=3, wait_hours=24))
    facts = client.get(f"/en/courses/{BAN}").html.xpath("//dt[.='Attempts']/following-sibling::dd[1]/text()")
    assert facts == ["3"]


@pytest.mark.parametrize("page", ["glossary", "sources"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_terms_and_sources_of_a_course_are_open_to_all(client, ban, page, language):
    found = client.get(f"/{language}/{page}/{BAN}")
    assert found.html.xpath("//main//dt | //main//li[starts-with(@id, 'source-')]")


def test_a_term_gives_its_names_in_the_other_languages(client, ban):
    names = client.get(f"/kk/glossary/{BAN}").html.xpath("//*[@id='term-torture']//p/span/@lang")
    assert names == ["en"]


def test_a_term_says_in_which_lessons_it_is_used(client, ban):
    used = client.get(f"/en/glossary/{BAN}").html.xpath("//*[@id='term-torture']//a[contains(@href, '/courses/')]")
    assert [(link.text, link.get("href")) for link in used] == [
        ("Why the ban is absolute", f"/en/courses/{BAN}/{READING}#no-exception")
    ]


def test_a_source_says_where_each_place_in_it_is_cited(client, ban):
    cited = client.get(f"/en/sources/{BAN}").html.xpath("//*[@id='source-CAT']//dl/div")
    assert [(one.xpath("string(dt)"), one.xpath("dd/a/@href")) for one in cited] == [
        ("art. 1", [f"/en/glossary/{BAN}#term-torture"]),
        ("art. 2 § 2", [f"/en/courses/{BAN}/{READING}", f"/en/courses/{BAN}/{READING}#no-exception"]),
    ]


def test_sources_stand_under_their_kinds(client, ban):
    assert client.get(f"/en/sources/{BAN}").html.xpath("//main//h2/text()") == ["Treaties", "Judgments"]


def test_letters_lead_through_a_long_glossary_only(press, client):
    letters = "//nav[@class='letters']/a"
    press()
    assert client.get(f"/en/glossary/{BAN}").html.xpath(letters) == []
    words = [f"{letter}rule {{#{letter}-rule}}\n:   It rules.\n" for letter in "abcdefghijklmnopqrstu"]
    press({"glossary.en.md": "\n".join([FILES["glossary.en.md"], *words])})
    assert [link.text for link in client.get(f"/en/glossary/{BAN}").html.xpath(letters)] == list(
        "ABCDEFGHIJKLMNOPQRSTU"
    )


def test_a_new_edition_is_served_at_once_where_it_was_published(press, client, ban):
    press(reading("Why the ban is absolute", "Why it is so"))
    assert client.get(f"/en/courses/{BAN}/{READING}").h1 == "Why it is so"


@pytest.mark.parametrize("path", ["/kk/courses/a%00b", "/kk/courses?country=%00", "/kk/glossary/%00"])
def test_a_character_that_no_database_keeps_is_refused(log_in, aigerim, path):
    assert log_in(aigerim).status(path) == 400


@pytest.mark.parametrize(
    ("taken", "sent"), [("gzip, deflate", "gzip"), ("gzip, deflate, br, zstd", "zstd"), ("br", None), ("", None)]
)
def test_pages_are_compressed_for_who_takes_them_so(client, ban, taken, sent):
    answer = client.client.get("/kk/", headers={"Accept-Encoding": taken})
    assert answer.headers.get("Content-Encoding") == sent


@pytest.mark.parametrize(
    ("path", "has_policy"), [("/kk/", True), ("/static/icon.svg", True), ("/static/main.css", False)]
)
def test_what_can_be_opened_has_a_policy_and_parts_of_pages_go_without_its_weight(client, path, has_policy):
    assert ("Content-Security-Policy" in client.client.get(path).headers) is has_policy


def test_files_that_are_addressed_by_their_hash_are_kept_for_a_year(client):
    page = client.get("/kk/")
    url = page.html.xpath("string(//link[@rel='stylesheet']/@href)")
    assert "immutable" in client.client.get(url).headers["Cache-Control"]
    assert "immutable" not in client.client.get(url.split("?")[0]).headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/static/../config.py", "/static/nowhere.css", "/static/%2e%2e/app.py"])
def test_only_static_files_are_served(client, path):
    assert client.status(path) == 404


def test_styles_are_sent_without_the_spaces_of_their_source(client):
    styles = client.client.get("/static/main.css").get_data(as_text=True)
    assert "/*" not in styles
    assert "{color-scheme:" in styles.replace(" ", "")
