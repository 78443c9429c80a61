"""`helpcourse users`: the first administrator, and a way in for who gets no mail."""

import argparse
import getpass
import sys
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from helpcourse.accounts import actions
from helpcourse.accounts.models import Country, Profession, Role
from helpcourse.accounts.passwords import hash_password
from helpcourse.accounts.queries import find_account
from helpcourse.accounts.rules import RESET_LASTS, PasswordFault, is_email, password_fault
from helpcourse.cli.renewing import migrated
from helpcourse.config import Settings, read_settings
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.languages import DEFAULT, LANGUAGES

_FAULTS = {
    PasswordFault.TOO_SHORT: "shorter than 10 characters",
    PasswordFault.TOO_LONG: "longer than 200 characters",
    PasswordFault.TOO_COMMON: "one of the commonest",
    PasswordFault.TELLS_WHO: "made of the name or the address",
}


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    users = subcommands.add_parser("users", help="add an administrator; make a link for a new password")
    commands = users.add_subparsers(required=True, metavar="command")
    add = commands.add_parser("add-admin", help="add an administrator, or make somebody who has registered one")
    add.add_argument("email")
    add.add_argument("--surname", default="")
    add.add_argument("--name", default="", help="given name")
    add.add_argument("--patronymic", default="")
    add.add_argument("--language", choices=LANGUAGES, default=DEFAULT, help="of mails and pages")
    add.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    add.set_defaults(run=add_admin)
    reset = commands.add_parser("reset-link", help="print a link by which this person sets a new password")
    reset.add_argument("email")
    reset.set_defaults(run=reset_link)
    for command in (add, reset):
        command.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")


def add_admin(args: argparse.Namespace) -> int:
    """Whoever has an account keeps it and is given the role; anybody else gets an account that needs no mail."""
    engine = migrated(read_settings(data=args.data))
    with Session(engine) as session:
        is_known = find_account(session, args.email) is not None
    try:
        new = None if is_known else _new_person(args)
    except ValueError as error:
        return _complain(str(error))
    with Session(engine) as session:
        begin_write(session)
        now = datetime.now(UTC)
        person_id = actions.add_person(session, new, is_confirmed=True, now=now) if new else _id_of(session, args.email)
        actions.grant_role(session, person_id, Role.ADMIN, by_id=None, now=now)
        session.commit()
    print(f"{args.email} is an administrator.")
    return 0


def _id_of(session: Session, email: str) -> int:
    if account := find_account(session, email):
        return account.person_id
    raise NotFoundError


def _new_person(args: argparse.Namespace) -> actions.NewPerson:
    """From the command line; ValueError tells what is wrong."""
    if not is_email(args.email) or not args.surname or not args.name:
        raise ValueError("nobody has registered with this address: give a good one, --surname and --name")
    password = sys.stdin.readline().rstrip("\n") if args.password_stdin else getpass.getpass("Password: ")
    if fault := password_fault(password, [args.email, args.surname, args.name]):
        raise ValueError(f"choose another password: this one is {_FAULTS[fault]}")
    return actions.NewPerson(
        email=args.email,
        password_hash=hash_password(password),
        profile=actions.Profile(
            surname=args.surname,
            given_name=args.name,
            patronymic=args.patronymic,
            country=Country.KZ,
            profession=Profession.OTHER,
            language=args.language,
        ),
        consent_version="",  # asked for at the first log-in
        consent_language="",
    )


def _complain(what: str) -> int:
    print(what, file=sys.stderr)
    return 2


def reset_link(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data)
    with Session(migrated(settings)) as session:
        begin_write(session)
        account = find_account(session, args.email)
        if account is None:
            return _complain("nobody has registered with this address")
        token = actions.make_reset_token(session, account.person_id, now=datetime.now(UTC))
        session.commit()
    print(_reset_url(settings, account.language, token))
    print(f"It works once, for {RESET_LASTS.seconds // 3600} hours.", file=sys.stderr)
    return 0


def _reset_url(settings: Settings, language: str, token: str) -> str:
    return f"{settings.site_url.rstrip('/') or 'http://localhost:8000'}/{language}/password/{token}"
