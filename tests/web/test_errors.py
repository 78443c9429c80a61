"""What goes wrong is told in the language of the page, with a way on."""

import pytest
from sqlalchemy import text

from helpcourse.web.extensions import db
from tests.small_course import BAN, READING


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/kk/nowhere", "Мұндай бет жоқ"),
        ("/ru/nowhere", "Такой страницы нет"),
        ("/en/nowhere", "There is no such page"),
        ("/en/courses/nowhere", "There is no such page"),
        (f"/en/courses/{BAN}/nowhere", "There is no such page"),
    ],
)
def test_an_address_that_leads_nowhere_says_so(client, path, title):
    page = client.get(path, 404)
    assert page.h1 == title
    assert f"{path[:3]}/" in page.links()


def test_without_a_language_the_browsers_is_spoken(client):
    assert client.get("/nowhere", 404, headers={"Accept-Language": "ru"}).h1 == "Такой страницы нет"


def test_what_is_not_open_to_somebody_says_so(log_in, aigerim):
    page = log_in(aigerim).get("/en/admin/people", 403)
    assert page.h1 == "This page is not open to you"
    assert "/en/my" in page.links()


def test_an_address_that_takes_no_form_says_so(client):
    assert client.post("/kk/courses").status_code == 405


def test_a_form_without_its_token_is_refused_with_what_to_do(learner):
    response = learner.client.post(f"/en/courses/{BAN}/{READING}/complete")
    assert response.status_code == 400
    assert "what you typed is still in the form" in response.text


def test_a_visitor_with_an_old_form_is_led_to_log_in(client, ban):
    here = f"/en/courses/{BAN}/{READING}"
    response = client.client.post(f"{here}/complete", headers={"Referer": f"http://localhost{here}"})
    assert response.headers["Location"] == f"/en/login?next={here}"


def test_after_log_in_nobody_is_sent_to_another_site(client, ban):
    response = client.client.post(
        f"/en/courses/{BAN}/{READING}/complete", headers={"Referer": "https://evil.example/kk/"}
    )
    assert response.headers["Location"] == "/en/login"


@pytest.mark.parametrize(
    ("referrer", "elsewhere"),
    [
        (f"http://localhost/en/courses/{BAN}/{READING}", f"/ru/courses/{BAN}/{READING}"),
        ("http://localhost/verify/ABC", "/ru/"),
        ("https://evil.example/en/x", "/ru/"),
        ("", "/ru/"),
    ],
)
def test_an_answer_to_a_form_leads_to_pages_in_other_languages(learner, referrer, elsewhere):
    data = {"csrf_token": learner.csrf_token(), "question": "nowhere"}
    url = f"/en/courses/{BAN}/{READING}/check"
    response = learner.client.post(url, data=data, headers={"Referer": referrer})
    assert response.status_code == 409
    assert f'hreflang="ru" href="{elsewhere}"' in response.text


def test_a_form_that_is_too_large_is_refused_before_it_is_read(client):
    response = client.client.post("/en/login", data={"email": "a" * 2_000_000})
    assert response.status_code == 413
    assert "too large" in response.text


def test_a_fault_of_ours_says_that_answers_are_safe(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "public.catalogue", broken)
    page = client.get("/en/courses", 500)
    assert "Answers that the page called saved are safe." in page.text


def broken(**_values):
    raise RuntimeError("as if")


@pytest.mark.parametrize("number", [2**31, 2**63, 10**40])
@pytest.mark.parametrize("path", ["/credentials/revocation/2026-{}", "/credentials/revocation/{}-0"])
def test_a_number_that_no_database_keeps_leads_nowhere(client, path, number):
    assert client.status(path.format(number)) == 404


def test_a_fault_of_the_database_has_a_page_of_ours_too(app, log_in, aigerim, monkeypatch):
    client = log_in(aigerim)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "public.catalogue", broken_statement)
    page = client.get("/en/courses", 500)
    assert "/en/my" in page.links()


def broken_statement(**_values):
    db.session.execute(text("SELECT nothing FROM nowhere"))
