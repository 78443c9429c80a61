"""A list of people: what it would do, and what it does."""

import pytest
from sqlalchemy import select

from helpcourse.accounts import actions as accounts
from helpcourse.accounts.models import Consent, Identity, Token
from helpcourse.accounts.queries import find_account
from helpcourse.certification.draw import unprintable
from helpcourse.messages.models import Mail
from helpcourse.tutoring import actions, queries
from helpcourse.tutoring.member_list import Problem, Vocabulary, read
from helpcourse.tutoring.planning import Outcome, plan
from tests.builders import NOW

HEAD = "email;surname;name;country\n"
WORDS = Vocabulary(countries={"kz": "KZ", "kg": "KG"}, professions={}, unprintable=unprintable)
LINKS = actions.Links(
    course=lambda language: f"/{language}/course", set_password=lambda language, token: f"/{language}/{token}"
)


@pytest.fixture
def planned(session, cohort):
    def of(lines, countries=None):
        return plan(session, cohort, read(HEAD + lines, WORDS), countries=countries)

    return of


@pytest.fixture
def take_in(session, cohort, planned):
    def of(lines):
        return actions.take_in(
            session,
            cohort.id,
            planned(lines),
            titles={"kk": "Курс"},
            links=LINKS,
            language="ru",
            password_hash="nobody's",
            now=NOW,
        )

    return of


def told(lines):
    return [(line.outcome, [found.problem for found in line.entry.problems]) for line in lines]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("new@example.kz;Жаңа;Адам;", (Outcome.NEW_ACCOUNT, [])),
        ("Aigerim@Example.kz;;;", (Outcome.ADDED, [])),  # a known address needs no name
        ("new@example.kz;;;", (Outcome.LEFT_OUT, [Problem.NO_NAME])),
        ("new@example.kz;Жаңа;;", (Outcome.LEFT_OUT, [Problem.NO_NAME])),
    ],
)
def test_the_dry_run_tells_what_becomes_of_a_line(planned, line, outcome):
    assert told(planned(line)) == [outcome]


def test_the_dry_run_shows_the_accounts_name_not_the_lists(planned):
    assert planned("aigerim@example.kz;Басқа;Есім;")[0].account_name == "Серікова Айгерім Нұрланқызы"


def test_a_member_is_left_out(session, cohort, planned, aigerim):
    actions.add_member(session, cohort.id, aigerim.id, now=NOW)
    assert told(planned("aigerim@example.kz;;;")) == [(Outcome.LEFT_OUT, [Problem.ALREADY_MEMBER])]


def test_who_left_comes_back(session, edition, cohort, planned, aigerim):
    actions.add_member(session, cohort.id, aigerim.id, now=NOW)
    member = queries.learners_of(session, cohort.id, edition.course, now=NOW)[0]
    actions.take_out(session, cohort.id, [member.enrolment_id], now=NOW)
    assert told(planned("aigerim@example.kz;;;")) == [(Outcome.COMES_BACK, [])]


def test_a_member_of_another_running_cohort_is_left_out(session, make_cohort, planned, aigerim):
    actions.add_member(session, make_cohort(name="Басқа топ").id, aigerim.id, now=NOW)
    line = planned("aigerim@example.kz;;;")[0]
    assert (line.entry.problems[0].problem, line.entry.problems[0].detail) == (Problem.OTHER_COHORT, "Басқа топ")


def test_a_deactivated_account_is_left_out(session, planned, aigerim):
    accounts.deactivate(session, aigerim.id, now=NOW)
    session.flush()
    assert told(planned("aigerim@example.kz;;;")) == [(Outcome.LEFT_OUT, [Problem.DEACTIVATED])]


@pytest.mark.parametrize("line", ["aigerim@example.kz;;;", "new@example.kg;Жаңа;Адам;kz"])
def test_a_coordinator_adds_nobody_of_another_country(planned, line):
    assert told(planned(line, countries=frozenset({"KG"}))) == [(Outcome.LEFT_OUT, [Problem.OUT_OF_REACH])]


def test_a_new_person_gets_an_account_and_a_link_to_set_a_password(session, take_in):
    assert take_in("new@example.kz;Жаңа;Адам;") == actions.Taken(added=1, new_accounts=1)
    account, mail = find_account(session, "new@example.kz"), session.scalars(select(Mail)).one()
    assert (account.full_name, account.language, account.is_confirmed) == ("Жаңа Адам", "ru", False)
    assert (mail.person_id, mail.kind, mail.language) == (account.person_id, "cohort_added", "ru")
    assert mail.values["is_new"]
    token = mail.values["path"].removeprefix("/ru/")
    assert accounts.reset_password(session, token, "hash", now=NOW) == account.person_id


def test_a_new_person_is_asked_for_their_consent_later(session, take_in):
    take_in("new@example.kz;Жаңа;Адам;")
    account = find_account(session, "new@example.kz")
    assert session.scalars(select(Consent).where(Consent.person_id == account.person_id)).all() == []


def test_a_known_person_keeps_the_account_and_is_sent_to_the_course(session, take_in, aigerim):
    assert take_in("aigerim@example.kz;Басқа;Есім;") == actions.Taken(added=1, new_accounts=0)
    assert session.get(Identity, aigerim.id).surname == "Серікова"
    assert session.scalars(select(Mail)).one().values["path"] == "/kk/course"
    assert session.scalars(select(Token)).all() == []


def test_lines_with_mistakes_are_left_out_and_the_rest_goes_in(session, edition, cohort, take_in):
    assert take_in("bad;;;\nnew@example.kz;Жаңа;Адам;\nbolat@example.kz;;;").added == 2
    assert len(queries.learners_of(session, cohort.id, edition.course, now=NOW)) == 2


def test_a_list_taken_in_twice_is_taken_in_once(session, cohort, take_in):
    take_in("new@example.kz;Жаңа;Адам;")
    session.flush()
    assert take_in("new@example.kz;Жаңа;Адам;") == actions.Taken(added=0, new_accounts=0)
    assert len(session.scalars(select(Mail)).all()) == 1
