"""A client that checks every page it fetches, as a careful reader would."""

import secrets
from typing import Any

from flask import Flask
from lxml import html
from lxml.html import HtmlElement
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from helpcourse.accounts.models import Login
from helpcourse.db import begin_write
from helpcourse.web.access import LOGIN_KEY, token_hash
from tests.builders import Someone
from tests.faults import faults

_WITH_FORMS = ("/en/privacy", "/en/login")  # the first is a short page; a visitor has no form on it


class Page:
    """One fetched page, parsed."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html: HtmlElement = html.document_fromstring(response.get_data(as_text=True))

    @property
    def text(self) -> str:
        return " ".join(self.html.text_content().split())

    @property
    def h1(self) -> str:
        return " ".join(self.html.xpath("string(//h1)").split())

    def links(self) -> list[str]:
        return [str(link) for link in self.html.xpath("//a/@href")]

    def form(self, action: str = "") -> HtmlElement:
        """The form whose action ends so; the first in `main` without one."""
        forms = self.html.xpath("//main//form")
        found = [form for form in forms if (form.get("action") or "").endswith(action)]
        assert found, f"no form with action …{action} on this page: {[f.get('action') for f in forms]}"
        return found[0]


class PageClient:
    """Follows links and sends forms as a browser without script does; CSRF stays on."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, url: str, status: int = 200, **kwargs: Any) -> Page:
        response = self.client.get(url, follow_redirects=True, **kwargs)
        assert response.status_code == status, f"{url}: {response.status_code}, not {status}"
        return _checked(Page(response))

    def status(self, url: str, method: str = "GET") -> int:
        return self.client.open(url, method=method).status_code

    def send(self, page: Page, status: int = 200, *, action: str = "", button: str = "", **values: Any) -> Page:
        """Fill in a form of the page and send it; a value is text, or a list for ticks. Follows the redirect."""
        response = self.send_raw(page, action=action, button=button, **values)
        if response.status_code in (302, 303):
            return self.get(response.headers["Location"], status)
        assert response.status_code == status, f"{response.status_code}, not {status}"
        return _checked(Page(response))

    def send_raw(self, page: Page, *, action: str = "", button: str = "", **values: Any) -> TestResponse:
        form = page.form(action)
        content = _filled(form, values)
        if button:
            name, value = button.split("=")
            content[name] = [value]
        target = form.get("action") or page.response.request.full_path.rstrip("?")
        encoding = form.get("enctype") or "application/x-www-form-urlencoded"
        return self.client.post(target, data=content, content_type=encoding)

    def post(self, url: str, data: dict[str, Any] | None = None) -> TestResponse:
        """A bare POST with a good CSRF token, as a script or a stranger would send it."""
        return self.client.post(url, data={"csrf_token": self.csrf_token(), **(data or {})})

    def csrf_token(self) -> str:
        """From the log-out form of whoever is logged in, or a visitor's log-in form."""
        found = (self.get(url).html.xpath("string(//input[@name='csrf_token']/@value)") for url in _WITH_FORMS)
        return str(next(filter(None, found)))

    def log_in(self, someone: Someone) -> "PageClient":
        """Be this person; by a log-in put into the database, since a hash takes its time."""
        token = secrets.token_urlsafe(32)
        now = self.app.extensions["clock"]()
        with Session(self.app.extensions["engine"]) as session:
            begin_write(session)
            session.add(Login(token_hash=token_hash(token), person_id=someone.id, began_at=now, last_used_at=now))
            session.commit()
        with self.client.session_transaction() as cookie:
            cookie[LOGIN_KEY] = token
            cookie.permanent = True
        return self


def _filled(form: HtmlElement, values: dict[str, Any]) -> dict[str, list[Any]]:
    """What a browser would send: the form's own values, with these in their place."""
    content: dict[str, list[Any]] = {}
    for name, value in form.form_values():
        content.setdefault(name, []).append(value)
    unknown = set(values) - {field.get("name") for field in form.xpath(".//*[@name]")}
    assert not unknown, f"no such fields in the form: {unknown}"
    for name, value in values.items():
        content[name] = list(value) if isinstance(value, list | set | tuple) else [value]
    return content


def _checked(page: Page) -> Page:
    found = faults(page.html)
    assert not found, f"{page.response.request.path}: {'; '.join(found)}"
    return page
