"""The same form sent several times at once does its work once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.accounts import actions
from helpcourse.accounts.models import Country, Identity, Profession, Role, RoleGrant
from helpcourse.accounts.models import TokenPurpose as Purpose
from helpcourse.accounts.queries import find_token_owner
from helpcourse.db import begin_write
from tests.builders import NOW

MALIKA = actions.NewPerson(
    email="malika@example.kz",
    password_hash="hash",
    profile=actions.Profile(
        surname="Рахимова", given_name="Малика", country=Country.KZ, profession=Profession.JUDGE, language="kk"
    ),
    consent_version="2026-11",
    consent_language="kk",
)


@pytest.fixture
def at_once(app):
    """at_once(action) runs it in eight transactions at the same time; what each of them gave."""

    def run(action):
        def one(_number):
            with Session(app.extensions["engine"]) as session:
                begin_write(session)
                given = action(session)
                session.commit()
            return given

        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(one, range(8)))

    return run


def test_one_address_gives_one_account(at_once, session):
    at_once(lambda each: actions.register(each, MALIKA, now=NOW))
    found = session.execute(select(func.count()).where(Identity.email == "malika@example.kz"))
    assert found.scalar_one() == 1


def test_a_link_is_used_by_one_of_all_who_follow_it(at_once, session, aigerim):
    begin_write(session)
    token = actions.make_reset_token(session, aigerim.id, now=NOW)
    session.commit()
    given = at_once(lambda each: actions.reset_password(each, token, "new", now=NOW))
    assert sorted(given, key=str) == [aigerim.id] + [None] * 7
    assert find_token_owner(session, token, Purpose.RESET, now=NOW) is None


def test_a_role_is_granted_once(at_once, session, bolat):
    at_once(lambda each: actions.grant_role(each, bolat.id, Role.TUTOR, by_id=None, now=NOW))
    found = session.execute(select(func.count()).select_from(RoleGrant).where(RoleGrant.person_id == bolat.id))
    assert found.scalar_one() == 1
