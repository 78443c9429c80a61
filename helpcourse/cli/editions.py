"""`helpcourse editions`: what was published of a course; `helpcourse rollback`: back at an older edition."""

import argparse

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.catalogue.actions import roll_back
from helpcourse.catalogue.queries import CourseRow, EditionRow, find_course
from helpcourse.cli.renewing import migrated
from helpcourse.cli.summaries import as_text
from helpcourse.cli.words import add_language
from helpcourse.config import read_settings
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.reporting.editions import Standing, standings
from helpcourse.web.comparison import between
from helpcourse.web.edition_wording import Section
from helpcourse.web.i18n import Calendar, speaking
from helpcourse.web.i18n import gettext as _


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    editions = subcommands.add_parser("editions", help="list the editions of a course, and what stands on each")
    editions.set_defaults(run=run)
    rollback = subcommands.add_parser("rollback", help="make an older edition of a course the current one")
    rollback.set_defaults(run=run_rollback)
    for parser in (editions, rollback):
        parser.add_argument("course", help="the course's id")
        parser.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")
        add_language(parser)
    rollback.add_argument("number", nargs="?", type=int, help="of the edition; else the one before the current")
    rollback.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")


def run(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data)
    with speaking(args.language), Session(migrated(settings)) as session:
        course = find_course(session, args.course)
        if course is None:
            return _refuse(_("no course `%(course)s` was ever published", course=args.course))
        standing = standings(session, course.id)
        calendar = Calendar(settings.timezone)
        for edition in course.editions:
            print(_listed(edition, edition.id == course.current_edition_id, standing[edition.id], calendar))
    return 0


def run_rollback(args: argparse.Namespace) -> int:
    engine = migrated(read_settings(data=args.data))
    with speaking(args.language), Session(engine) as session:
        course = find_course(session, args.course)
        if course is None:
            return _refuse(_("no course `%(course)s` was ever published", course=args.course))
        try:
            edition = _wanted(course, args.number)
        except NotFoundError:
            known = {"course": course.id, "command": f"helpcourse editions {course.id}"}
            return _refuse(_("%(course)s has no such edition; `%(command)s` lists those that it has", **known))
        summary = between(session, course.current_edition_id, edition.id)
        return _roll_back(engine, course, edition, summary, is_dry=args.dry_run)


def _wanted(course: CourseRow, number: int | None) -> EditionRow:
    """Raises NotFoundError."""
    return course.get_edition(number) if number else course.get_edition_before(course.current.number)


def _roll_back(engine: Engine, course: CourseRow, edition: EditionRow, summary: list[Section], *, is_dry: bool) -> int:
    known = {"course": course.id, "number": edition.number}
    if edition.id == course.current_edition_id:
        print(_("%(course)s: edition %(number)s is the current one already", **known))
        return 0
    print(as_text(_("%(course)s: back to edition %(number)s", **known), summary))
    if is_dry:
        print(_("nothing was changed: this was a dry run"))
        return 0
    with Session(engine) as session:
        begin_write(session)
        roll_back(session, course.id, edition.number)
        session.commit()
    print(_("%(course)s: edition %(number)s is the current one now, %(digest)s", **known, digest=edition.digest[:12]))
    return 0


def _listed(edition: EditionRow, is_current: bool, standing: Standing, calendar: Calendar) -> str:
    said = _(
        "%(number)s  %(moment)s  %(digest)s  learners: %(learners)s, attempts: %(attempts)s (open: %(open)s), "
        "cohorts: %(cohorts)s, papers: %(papers)s",
        number=edition.number,
        moment=calendar.short_moment(edition.published_at),
        digest=edition.digest[:12],
        learners=standing.learners,
        attempts=standing.attempts,
        open=standing.open_attempts,
        cohorts=standing.cohorts,
        papers=standing.papers,
    )
    return f"{'*' if is_current else ' '} {said}"


def _refuse(why: str) -> int:
    print(why)
    return 1
