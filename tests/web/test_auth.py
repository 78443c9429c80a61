"""Register, confirm, log in, log out: what people and strangers meet."""

import pytest
from sqlalchemy import select

from helpcourse.accounts.models import Identity, Login
from helpcourse.accounts.passwords import is_outdated
from helpcourse.accounts.rules import LOG_IN_BY_EMAIL
from helpcourse.messages.models import Mail, MailKind
from tests.builders import PASSWORD
from tests.pages import PageClient

MALIKA = {
    "surname": "Рахимова",
    "given_name": "Малика",
    "patronymic": "Асқарқызы",
    "email": "malika@example.kz",
    "password": "тау бұлақ жол 7",
    "country": "KZ",
    "profession": "advocate",
    "consent": "y",
}
NEW_PASSWORD = "көл жаға қайық 3"


@pytest.fixture
def register(client):
    """register(surname=…) fills in the form as Malika and sends it."""
    return lambda status=200, **other: client.send(client.get("/kk/register"), status, **(MALIKA | other))


@pytest.fixture
def mailed(session):
    """mailed(kind) -> the values of the last mail of this kind, or None."""

    def last(kind):
        found = session.execute(select(Mail).where(Mail.kind == kind).order_by(Mail.id.desc())).scalars().first()
        values = found and found.values
        session.rollback()
        return values

    return last


@pytest.fixture
def enter(client):
    """enter(aigerim) logs the visitor in by the form."""
    return lambda someone: client.send(client.get("/kk/login"), email=someone.email, password=PASSWORD)


@pytest.fixture
def try_log_in(app):
    """try_log_in(email, password, status) -> the page, for a new visitor each time."""

    def attempt(email, password, status=200):
        visitor = PageClient(app)
        return visitor.send(visitor.get("/kk/login"), status, email=email, password=password)

    return attempt


def test_who_registers_confirms_and_is_logged_in(client, register, mailed):
    register()
    page = client.get(f"/kk/confirm/{mailed(MailKind.CONFIRM)['token']}")
    assert "Рахимова Малика Асқарқызы" in page.text
    client.send(page)
    assert client.status("/kk/me") == 200


def test_a_visit_does_not_use_the_confirmation_up(client, register, mailed, session):
    register()
    client.get(f"/kk/confirm/{mailed(MailKind.CONFIRM)['token']}")
    found = session.execute(select(Identity).where(Identity.email == "malika@example.kz")).scalar_one()
    assert found.email_confirmed_at is None


def test_a_confirmation_works_once(app, client, register, mailed):
    register()
    url = f"/kk/confirm/{mailed(MailKind.CONFIRM)['token']}"
    client.send(client.get(url))
    assert PageClient(app).get(url, 410).form("/register/sent") is not None


def test_a_confirmation_that_was_used_already_leads_on_who_is_logged_in(client, register, mailed):
    register()
    url = f"/kk/confirm/{mailed(MailKind.CONFIRM)['token']}"
    client.send(client.get(url))
    assert client.get(url).response.request.path == "/kk/my"


def test_a_known_and_an_unknown_address_get_the_same_answer(app, register, aigerim):
    visitor = PageClient(app)
    known = visitor.send(visitor.get("/kk/register"), **(MALIKA | {"email": aigerim.email}))
    assert register().text == known.text.replace(aigerim.email, MALIKA["email"])


def test_a_form_with_mistakes_comes_back_with_what_was_typed(register):
    page = register(422, email="malika", password="қысқа")
    assert page.html.xpath("//input[@name='surname']/@value") == ["Рахимова"]
    assert [field.get("name") for field in page.html.xpath("//*[@aria-invalid='true']")] == ["email", "password"]


def test_mistakes_are_told_in_the_order_of_the_page(register):
    page = register(422, surname="", profession="", email="malika", password="қысқа")
    summary = page.html.xpath("//*[contains(@class, 'error-summary')]//a/@href")
    fields = page.html.xpath("//*[@aria-invalid='true']/@id")
    assert summary == [f"#{field}" for field in fields]


def test_who_registers_from_a_course_comes_back_to_it(client, mailed):
    page = client.get("/kk/courses/prohibition-of-torture")
    link = next(link for link in page.links() if link.startswith("/kk/register?"))
    client.send(client.get(link), **MALIKA)
    page = client.send(client.get(f"/kk/confirm/{mailed(MailKind.CONFIRM)['token']}"))
    assert page.form("/prohibition-of-torture/enrol") is not None


def test_letters_that_no_paper_can_show_are_refused_at_the_field(register):
    page = register(422, surname="王", given_name="Вэй")
    assert [field.get("name") for field in page.html.xpath("//*[@aria-invalid='true']")] == ["surname"]
    assert "王" in page.html.xpath("string(//*[@id='surname-error'])")


@pytest.mark.parametrize("surname", ["Әңғүұқөһі-Ёлкина", "O’Brien", "Müller", "Өмүрзакова"])
def test_letters_of_the_languages_here_are_taken(register, surname):
    register(surname=surname)


def test_nobody_registers_without_consent(register):
    assert register(422, consent=[]).html.xpath("//*[@class='error-summary']")


def test_a_confirmation_can_be_sent_again(client, register, mailed):
    page = register()
    earlier = mailed(MailKind.CONFIRM)["token"]
    client.send(page, action="/register/sent")
    assert mailed(MailKind.CONFIRM)["token"] != earlier


def test_who_has_not_confirmed_is_told_so_at_log_in(register, try_log_in):
    register()
    page = try_log_in(MALIKA["email"], MALIKA["password"], 403)
    assert page.form("/register/sent") is not None


@pytest.mark.parametrize(
    ("name", "page"),
    [("aigerim", "/kk/my"), ("dana", "/kk/tutor"), ("yerlan", "/kk/admin/"), ("gulnara", "/kk/admin/")],
)
def test_everybody_begins_where_their_work_waits(enter, template, name, page):
    assert enter(template.cast[name]).response.request.path == page


def test_a_person_logs_in_and_out(client, aigerim, enter):
    enter(aigerim)
    assert client.status("/kk/me") == 200
    client.post("/kk/logout")
    assert client.status("/kk/me") == 303


def test_a_copied_cookie_is_worth_nothing_after_log_out(app, client, aigerim):
    client.log_in(aigerim)
    copy = PageClient(app)
    copy.client.set_cookie("helpcourse", client.client.get_cookie("helpcourse").value)
    client.post("/kk/logout")
    assert copy.status("/kk/me") == 303


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(try_log_in, aigerim):
    wrong = try_log_in(aigerim.email, "not the password", 422)
    unknown = try_log_in("nobody@example.kz", "not the password", 422)
    assert unknown.text == wrong.text


def test_the_address_may_be_typed_in_capitals(try_log_in, aigerim):
    assert try_log_in(aigerim.email.upper(), PASSWORD).response.request.path == "/kk/my"


def test_a_log_in_begins_a_session_of_its_own(client, aigerim, enter):
    client.get("/kk/login")
    before = client.client.get_cookie("helpcourse").value
    enter(aigerim)
    with client.client.session_transaction() as kept:
        assert set(kept) <= {"login", "_permanent", "csrf_token"}
    assert client.client.get_cookie("helpcourse").value != before


def test_a_cookie_is_out_of_reach_of_scripts_and_other_sites(client, aigerim):
    page = client.get("/kk/login")
    cookie = client.send_raw(page, email=aigerim.email, password=PASSWORD).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_an_old_hash_is_made_anew_at_log_in(session, aigerim, enter):
    enter(aigerim)
    assert not is_outdated(session.get(Identity, aigerim.id).password_hash)


def test_a_person_comes_back_to_the_page_they_wanted(client, aigerim):
    page = client.send(client.get("/kk/me/security"), email=aigerim.email, password=PASSWORD)
    assert page.response.request.path == "/kk/me/security"


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_next_stays_on_the_site(client, aigerim, target):
    page = client.get("/kk/login?next=" + target)
    response = client.send_raw(page, email=aigerim.email, password=PASSWORD)
    assert response.headers["Location"] == "/kk/my"


def test_who_is_logged_in_need_not_log_in_or_register(client, aigerim):
    client.log_in(aigerim)
    assert client.get("/kk/login").response.request.path == "/kk/my"
    assert client.get("/kk/register").response.request.path == "/kk/my"


def test_guessing_ends_after_ten_tries(try_log_in, aigerim):
    pages = [try_log_in(aigerim.email, "guess", 422) for _ in range(LOG_IN_BY_EMAIL.tries)]
    assert pages
    try_log_in(aigerim.email, PASSWORD, 429)


def test_a_quarter_of_an_hour_later_one_may_try_again(try_log_in, aigerim, clock):
    pages = [try_log_in(aigerim.email, "guess", 422) for _ in range(LOG_IN_BY_EMAIL.tries)]
    assert pages
    clock.advance(minutes=15)
    assert try_log_in(aigerim.email, PASSWORD).response.request.path == "/kk/my"


def test_a_room_full_of_people_logs_in_from_one_address(try_log_in, aigerim):
    paths = {try_log_in(aigerim.email, PASSWORD).response.request.path for _ in range(LOG_IN_BY_EMAIL.tries + 1)}
    assert paths == {"/kk/my"}


def test_the_use_of_a_login_is_noted(client, aigerim, session, clock):
    client.log_in(aigerim)
    clock.advance(minutes=11)
    client.get("/kk/me")
    assert session.execute(select(Login.last_used_at)).scalars().all() == [clock.time]


def test_a_forgotten_password_is_set_anew_by_mail(client, aigerim, mailed, try_log_in):
    client.send(client.get("/kk/password"), email=aigerim.email)
    client.send(client.get(f"/kk/password/{mailed(MailKind.RESET)['token']}"), password=NEW_PASSWORD)
    try_log_in(aigerim.email, PASSWORD, 422)
    assert try_log_in(aigerim.email, NEW_PASSWORD).response.request.path == "/kk/my"


def test_a_reset_answers_the_same_for_an_unknown_address(client, aigerim):
    known = client.send(client.get("/kk/password"), email=aigerim.email)
    assert client.send(client.get("/kk/password"), email="nobody@example.kz").text == known.text


def test_a_weak_password_does_not_use_the_link_up(client, aigerim, mailed):
    client.send(client.get("/kk/password"), email=aigerim.email)
    url = f"/kk/password/{mailed(MailKind.RESET)['token']}"
    client.send(client.get(url), 422, password="Айгерім-1990")
    client.send(client.get(url), password=NEW_PASSWORD)
    client.get(url, 410)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_consent_text_is_there_in_each_language(client, language):
    page = client.get(f"/{language}/privacy")
    assert len(page.html.xpath("//article//h2")) == 7
    assert "2026-11" in page.text


def test_nobody_is_led_where_the_one_before_them_in_the_browser_was_going(client, register, mailed):
    client.send(client.get("/kk/register?next=/kk/courses"), **(MALIKA | {"email": "other@example.kz"}))
    register()
    confirmed = client.send(client.get(f"/kk/confirm/{mailed(MailKind.CONFIRM)['token']}"))
    assert confirmed.response.request.path == "/kk/my"
