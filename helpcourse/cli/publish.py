"""`helpcourse publish`: checked courses become editions in the database."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from helpcourse.catalogue.actions import Manuscript, keep_media, manuscript, publish
from helpcourse.catalogue.models import Edition
from helpcourse.catalogue.queries import EditionRow, find_course, made_pages
from helpcourse.catalogue.search.index import find_indexed
from helpcourse.cli.check import course_folders, without_files_beside
from helpcourse.cli.renewing import migrated
from helpcourse.cli.summaries import as_text
from helpcourse.cli.words import add_language, in_words
from helpcourse.config import read_settings
from helpcourse.content.load import load
from helpcourse.content.mistakes import CourseMistakes, Mistake
from helpcourse.content.model import Course, Freshness
from helpcourse.content.translations import is_within, places
from helpcourse.db import begin_write
from helpcourse.files.store import Store
from helpcourse.web.comparison import differences
from helpcourse.web.edition_wording import Section
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import speaking


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing a course will do."""

    course: Course
    before: EditionRow | None  # the current edition; None: there is none yet
    manuscript: Manuscript | None  # None: nothing has changed
    summary: list[Section]


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("publish", help="publish courses; nothing is published if one has a mistake")
    parser.add_argument("paths", nargs="*", type=Path, help="courses, or folders of courses; else the courses setting")
    parser.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, and publish nothing")
    parser.add_argument(
        "--allow-stale", action="store_true", help="even if questions of a test have stale translations"
    )
    add_language(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data)
    engine = migrated(settings)
    with speaking(args.language):
        try:
            plans = plan_all(engine, read_courses(args.paths or [settings.courses]))
        except CourseMistakes as error:
            print(in_words(error.mistakes))
            print(_("nothing was published"))
            return 1
        for plan in plans:
            print(_told(plan))
        stale = [where for plan in plans for where in _stale_in_bank(plan.course)]
        if args.dry_run:
            print(_("nothing was published: this was a dry run"))
            return 0
        if stale and not args.allow_stale:
            print(
                _("nothing was published: translate these questions again, or say %(option)s", option="--allow-stale")
            )
            return 1
        for edition in publish_all(engine, plans, Store(settings.media)):
            print(_("%(course)s: edition %(number)s is the current one now, %(digest)s",
                    course=edition.course_id, number=edition.number, digest=edition.digest[:12]))  # fmt: skip
    return 0


def _stale_in_bank(course: Course) -> list[str]:
    """The questions of the tests that would be shown in the source language; whatever is stale is told."""
    stale = places(course, Freshness.STALE)
    in_bank = [where for where in stale if is_within(where, "test") or is_within(where, "tests")]
    if stale:
        known = {"course": course.id, "count": len(stale), "command": "helpcourse translations status"}
        print(_("%(course)s: stale translations: %(count)s; see `%(command)s`", **known))
    for where in in_bank:
        print(_("%(course)s: %(place)s: stale, would be shown in the source language", course=course.id, place=where))
    return in_bank


def read_courses(paths: Iterable[Path]) -> list[Course]:
    """All courses in these folders. Raises CourseMistakes with those of all of them."""
    folders = [folder for path in without_files_beside(paths) for folder in course_folders(path)]
    courses: list[Course] = []
    mistakes: list[Mistake] = []
    for folder in folders:
        try:
            courses.append(load(folder, folder.resolve().parent / "sources.yaml"))
        except CourseMistakes as error:
            mistakes += error.mistakes
    if mistakes:
        raise CourseMistakes(tuple(dict.fromkeys(mistakes)))
    return courses


def plan_all(engine: Engine, courses: Iterable[Course]) -> list[Plan]:
    with Session(engine) as session:
        return [_plan(session, course) for course in courses]


def _plan(session: Session, course: Course) -> Plan:
    published = find_course(session, course.id)
    if published is None:
        return Plan(course, None, manuscript(course), [])
    if published.current.digest == course.digest:
        return Plan(course, published.current, None, [])
    current_id = published.current.id
    written = manuscript(course, made_pages(session, current_id), find_indexed(session, current_id))
    return Plan(course, published.current, written, differences(session, current_id, written.state))


def publish_all(engine: Engine, plans: Sequence[Plan], store: Store) -> list[Edition]:
    """Publish what has changed in one transaction: all of it or nothing."""
    written = [plan.manuscript for plan in plans if plan.manuscript]
    for course in written:
        keep_media(store, course)
    with Session(engine, expire_on_commit=False) as session:
        begin_write(session)
        now = datetime.now(UTC)
        editions = [publish(session, course, now=now) for course in written]
        session.commit()
    return editions


def _told(plan: Plan) -> str:
    """The plan in words."""
    if plan.before is None:
        lessons, questions = len(plan.course.lessons), len(plan.course.bank)
        return _("%(course)s: not published yet; lessons: %(lessons)s, questions in the bank: %(questions)s",
                 course=plan.course.id, lessons=lessons, questions=questions)  # fmt: skip
    known = {"course": plan.course.id, "number": plan.before.number}
    if plan.manuscript is None:
        return _("%(course)s: nothing has changed since edition %(number)s", **known)
    if not plan.summary:
        return _("%(course)s: nothing that readers see has changed since edition %(number)s", **known)
    return as_text(_("%(course)s: changed since edition %(number)s", **known), plan.summary)
