"""States of pages that their address alone does not show: through other eyes, after a press, behind a mail's link."""

import re
from email import message_from_bytes
from email.policy import default

from tests.browser.pages_of import Sight
from tests.browser.site import Site, wait_for
from tests.pages import PageClient
from tests.things import COURSE, LESSON

_SUBMIT = "main form button.primary"
_ERRORS = (400, 403, 404, 405, 409, 413, 429, 500, 503)
_BESIDE = {"kk": "ru", "ru": "kk", "en": "kk"}


def states(site: Site, language: str) -> list[Sight]:
    return [*_through_other_eyes(language), *_pressed(language), *_errors(language), *_by_mail(site, language)]


def _through_other_eyes(language: str) -> list[Sight]:
    """What a learner sees where a visitor may look too."""
    course = f"/{language}/courses/{COURSE}"
    return [
        Sight("public.home-learner", f"/{language}/", "saltanat"),
        Sight("public.catalogue-learner", f"/{language}/courses", "saltanat"),
        Sight("public.course-learner", course, "saltanat"),
        Sight("public.course-finished", course, "aigerim"),
        Sight("public.lesson-learner", f"{course}/{LESSON}", "saltanat"),
        Sight("public.lesson-beside", f"{course}/{LESSON}?beside={_BESIDE[language]}", "visitor"),
        Sight("learner.my-new", f"/{language}/my", "nurlan"),
        Sight("learner.my-finished", f"/{language}/my", "aigerim"),
        Sight("learner.certificates-none", f"/{language}/my/certificates", "nurlan"),
        Sight("forbidden", f"/{language}/admin/", "aigerim"),
    ]


def _pressed(language: str) -> list[Sight]:
    lesson = f"/{language}/courses/{COURSE}/{LESSON}"
    return [
        Sight("auth.register-refused", f"/{language}/register", "visitor", press=(_SUBMIT,)),
        Sight("auth.log_in-refused", f"/{language}/login", "visitor", press=(_SUBMIT,)),
        Sight("public.menu", f"/{language}/", "dana", press=(".menu summary",)),
        Sight(
            "public.lesson-answered",
            lesson,
            "saltanat",
            press=("form.question .option label", "form.question .actions button"),
        ),
        Sight("public.lesson-in-place", lesson, "visitor", press=(".lesson a.term",)),
        Sight("public.keys", f"/{language}/", "visitor", press=("?",)),
    ]


def _errors(language: str) -> list[Sight]:
    return [Sight(f"error-{status}", f"/{language}/styleguide/errors/{status}", "visitor") for status in _ERRORS]


def _by_mail(site: Site, language: str) -> list[Sight]:
    """Where links in mails lead, while they are good and afterwards."""
    client = PageClient(site.app)
    client.send(client.get(f"/{language}/password"), email="bolat@example.kz")
    link = site.mail_link("bolat@example.kz").removeprefix(site.url)
    return [
        Sight("auth.new_password", f"/{language}{link[3:]}", "visitor"),
        Sight("auth.new_password-dead", f"/{language}/password/not-a-token", "visitor"),
        Sight("auth.confirm-dead", f"/{language}/confirm/not-a-token", "visitor"),
        Sight("auth.new_email-dead", f"/{language}/new-email/not-a-token", "visitor"),
        Sight("leaving.ask_letters", f"/{language}{_way_out(site)[3:]}", "visitor"),
    ]


def _way_out(site: Site) -> str:
    """The path of a link that ends letters, in any mail that has gone out."""
    return wait_for(lambda: _links_in(site))[0]


def _links_in(site: Site) -> list[str]:
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in site.mails.glob("*.eml")]
    ways = [re.search(r"/(?:kk|ru|en)/letters/[\w-]+", str(mail["List-Unsubscribe"])) for mail in mails]
    return [way.group() for way in ways if way]
