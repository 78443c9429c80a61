"""Registration, links, roles, erasure: what happens in the database."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from helpcourse.accounts import actions, queries
from helpcourse.accounts.models import Country, Identity, Login, Person, Profession, Role, RoleGrant
from helpcourse.accounts.rules import CONFIRM_LASTS, RESET_LASTS, token_hash
from helpcourse.errors import ConflictError, NotAllowedError, NotFoundError
from helpcourse.messages.models import Mail, MailKind
from tests.builders import NOW


def new_person(email="malika@example.kz", given_name="Малика", password_hash="hash"):
    profile = actions.Profile(
        surname="Рахимова",
        given_name=given_name,
        country=Country.KZ,
        profession=Profession.ADVOCATE,
        language="kk",
    )
    return actions.NewPerson(
        email=email, password_hash=password_hash, profile=profile, consent_version="2026-11", consent_language="kk"
    )


@pytest.fixture
def register(session):
    """register(…) -> the token of the mail, if the mail was a confirmation."""

    def once(**values):
        actions.register(session, new_person(**values), now=NOW)
        session.flush()
        return last_mail(session).values.get("token")

    return once


def last_mail(session):
    return session.execute(select(Mail).order_by(Mail.id.desc()).limit(1)).scalar_one()


def test_a_known_address_gets_a_mail_that_says_so(session, aigerim, register):
    assert register(email="AIGERIM@example.kz") is None
    assert (last_mail(session).kind, last_mail(session).person_id) == (MailKind.ALREADY_REGISTERED, aigerim.id)


def test_an_address_that_nobody_confirmed_goes_to_the_last_who_registers(session, register):
    register(given_name="Бөтен", password_hash="stranger's")
    register(given_name="Малика", password_hash="malika's")
    account = queries.find_account(session, "malika@example.kz")
    assert (account.full_name, account.password_hash) == ("Рахимова Малика", "malika's")


def test_the_link_of_an_earlier_registration_works_no_longer(session, register):
    earlier = register()
    register()
    assert actions.confirm_email(session, earlier, now=NOW) is None


def test_a_confirmation_works_for_three_days(session, register):
    token = register()
    assert actions.confirm_email(session, token, now=NOW + CONFIRM_LASTS) is None
    assert actions.confirm_email(session, token, now=NOW + CONFIRM_LASTS - timedelta(seconds=1))


def test_a_confirmation_is_no_password_reset(session, register):
    assert actions.reset_password(session, register(), "other", now=NOW) is None


def test_registration_keeps_the_consent(session, register):
    register()
    person_id = queries.find_account(session, "malika@example.kz").person_id
    assert queries.has_consented(session, person_id, "2026-11")
    assert not queries.has_consented(session, person_id, "2027-01")


def reset_token(session, email):
    actions.request_reset(session, email, now=NOW)
    session.flush()
    return last_mail(session).values["token"]


def test_a_reset_works_once_within_two_hours(session, aigerim):
    token = reset_token(session, aigerim.email)
    assert actions.reset_password(session, token, "new", now=NOW + RESET_LASTS) is None
    assert actions.reset_password(session, token, "new", now=NOW) == aigerim.id
    assert actions.reset_password(session, token, "newer", now=NOW) is None


def test_a_reset_ends_all_logins_and_is_told(session, aigerim):
    login = token_hash(actions.log_in(session, aigerim.id, now=NOW))
    actions.reset_password(session, reset_token(session, aigerim.email), "new", now=NOW)
    session.flush()
    assert queries.find_me(session, login, now=NOW) is None
    assert last_mail(session).kind is MailKind.PASSWORD_CHANGED


def test_nobody_is_mailed_for_an_unknown_address(session):
    actions.request_reset(session, "nobody@example.kz", now=NOW)
    assert session.execute(select(func.count()).select_from(Mail)).scalar_one() == 0


def test_a_changed_password_keeps_the_device_it_was_changed_on(session, aigerim):
    here, there = (token_hash(actions.log_in(session, aigerim.id, now=NOW)) for _ in range(2))
    actions.change_password(session, aigerim.id, "new", keep=here, now=NOW)
    assert queries.find_me(session, here, now=NOW)
    assert queries.find_me(session, there, now=NOW) is None


def test_a_login_that_is_not_used_for_thirty_days_ends(session, aigerim):
    login = token_hash(actions.log_in(session, aigerim.id, now=NOW))
    session.flush()
    assert queries.find_me(session, login, now=NOW + timedelta(days=29))
    assert queries.find_me(session, login, now=NOW + timedelta(days=30)) is None


def test_nobody_ends_anothers_login(session, aigerim, bolat):
    login = token_hash(actions.log_in(session, aigerim.id, now=NOW))
    session.flush()
    assert not actions.end_login(session, bolat.id, login, now=NOW)


def test_a_role_is_granted_once_and_ends_the_logins(session, bolat):
    login = token_hash(actions.log_in(session, bolat.id, now=NOW))
    actions.grant_role(session, bolat.id, Role.TUTOR, by_id=None, now=NOW)
    actions.grant_role(session, bolat.id, Role.TUTOR, by_id=None, now=NOW)
    found = session.execute(select(RoleGrant.role).where(RoleGrant.person_id == bolat.id)).scalars().all()
    assert found == [Role.TUTOR]
    assert queries.find_me(session, login, now=NOW) is None


def test_a_role_that_ended_can_be_granted_again(session, dana):
    actions.end_role(session, dana.id, Role.TUTOR, now=NOW)
    actions.grant_role(session, dana.id, Role.TUTOR, by_id=None, now=NOW)
    login = token_hash(actions.log_in(session, dana.id, now=NOW))
    session.flush()
    assert queries.find_me(session, login, now=NOW).is_tutor


@pytest.mark.parametrize(("role", "country"), [(Role.COORDINATOR, ""), (Role.TUTOR, "KZ")])
def test_a_coordinator_has_a_country_and_nobody_else(session, bolat, role, country):
    with pytest.raises(ConflictError):
        actions.grant_role(session, bolat.id, role, country=country, by_id=None, now=NOW)


def test_the_last_administrator_stays(session, yerlan):
    with pytest.raises(ConflictError, match="last_admin"):
        actions.end_role(session, yerlan.id, Role.ADMIN, now=NOW)
    with pytest.raises(ConflictError, match="last_admin"):
        actions.deactivate(session, yerlan.id, now=NOW)
    with pytest.raises(ConflictError, match="last_admin"):
        actions.erase(session, yerlan.id, now=NOW)


def test_a_deactivated_person_does_not_log_in(session, bolat):
    login = token_hash(actions.log_in(session, bolat.id, now=NOW))
    actions.deactivate(session, bolat.id, now=NOW)
    assert queries.find_me(session, login, now=NOW) is None
    with pytest.raises(NotAllowedError):
        actions.log_in(session, bolat.id, now=NOW)


def test_a_reactivated_person_logs_in_again(session, bolat):
    actions.deactivate(session, bolat.id, now=NOW)
    actions.reactivate(session, bolat.id)
    assert actions.log_in(session, bolat.id, now=NOW)


def test_erasure_leaves_the_key_and_nothing_that_names(session, bolat):
    actions.log_in(session, bolat.id, now=NOW)
    actions.erase(session, bolat.id, now=NOW)
    assert session.get(Identity, bolat.id) is None
    assert session.execute(select(Login).where(Login.person_id == bolat.id)).all() == []
    assert session.get(Person, bolat.id).country is Country.KZ


def test_an_erased_person_does_not_come_back(session, bolat):
    actions.erase(session, bolat.id, now=NOW)
    with pytest.raises(NotFoundError):
        actions.reactivate(session, bolat.id)


def test_a_use_is_noted_every_ten_minutes_at_most(session, aigerim):
    login = token_hash(actions.log_in(session, aigerim.id, now=NOW))
    session.flush()
    actions.note_use(session, login, now=NOW + timedelta(minutes=9))
    assert queries.find_me(session, login, now=NOW).last_used_at == NOW
    actions.note_use(session, login, now=NOW + timedelta(minutes=10))
    assert queries.find_me(session, login, now=NOW).last_used_at == NOW + timedelta(minutes=10)


def test_what_is_over_is_deleted_daily(session, aigerim):
    actions.log_in(session, aigerim.id, now=NOW)
    reset_token(session, aigerim.email)
    actions.delete_old(session, now=NOW + timedelta(days=40))
    assert queries.logins_of(session, aigerim.id, now=NOW) == []
