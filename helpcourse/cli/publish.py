"""`helpcourse publish`: checked courses become editions in the database."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Engine
from sqlalchemy.orm import Session

from helpcourse.catalogue.actions import Manuscript, keep_media, manuscript, publish
from helpcourse.catalogue.models import Edition
from helpcourse.catalogue.queries import EditionRow, find_course, made_pages
from helpcourse.catalogue.search.index import find_indexed
from helpcourse.cli.check import course_folders, without_files_beside
from helpcourse.cli.jobs import add_jobs, each
from helpcourse.cli.renewing import migrated
from helpcourse.cli.summaries import as_text
from helpcourse.cli.words import add_language, in_words
from helpcourse.config import read_settings
from helpcourse.content.load import load
from helpcourse.content.mistakes import CourseMistakes, Mistake
from helpcourse.content.model import Course, Freshness
from helpcourse.content.translations import is_within, places
from helpcourse.db import begin_write, make_engine
from helpcourse.files.store import Store
from helpcourse.web.comparison import differences
from helpcourse.web.edition_wording import Section
from helpcourse.web.i18n import current_language, speaking
from helpcourse.web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing a course will do."""

    course_id: str
    lessons: int
    questions: int  # in the bank of the final test
    stale: tuple[str, ...]  # translations, by place
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
    add_jobs(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data)
    engine = migrated(settings)
    with speaking(args.language):
        try:
            plans = plan_all(engine, args.paths or [settings.courses], jobs=args.jobs)
        except CourseMistakes as error:
            print(in_words(error.mistakes))
            print(_("nothing was published"))
            return 1
        for plan in plans:
            print(_told(plan))
        stale = [where for plan in plans for where in _stale_in_bank(plan)]
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


def _stale_in_bank(plan: Plan) -> list[str]:
    """The questions of the tests that would be shown in the source language; whatever is stale is told."""
    in_bank = [where for where in plan.stale if is_within(where, "test") or is_within(where, "tests")]
    if plan.stale:
        known = {"course": plan.course_id, "count": len(plan.stale), "command": "helpcourse translations status"}
        print(_("%(course)s: stale translations: %(count)s; see `%(command)s`", **known))
    for where in in_bank:
        print(_("%(course)s: %(place)s: stale, would be shown in the source language",
                course=plan.course_id, place=where))  # fmt: skip
    return in_bank


def plan_all(engine: Engine, paths: Iterable[Path], *, jobs: int = 1) -> list[Plan]:
    """Of all courses in these folders. Raises CourseMistakes with those of all of them."""
    folders = [folder for path in without_files_beside(paths) for folder in course_folders(path)]
    plans: list[Plan] = []
    mistakes: list[Mistake] = []
    for made in each(partial(_planned, engine.url, current_language()), folders, jobs):
        if isinstance(made, Plan):
            plans.append(made)
        else:
            mistakes += made
    if mistakes:
        raise CourseMistakes(tuple(dict.fromkeys(mistakes)))
    return plans


def _planned(database: URL, language: str, folder: Path) -> Plan | tuple[Mistake, ...]:
    """The plan, or the mistakes of the course; with a connection of its own, since this may be another process."""
    try:
        course = load(folder, folder.resolve().parent / "sources.yaml")
    except CourseMistakes as error:
        return error.mistakes
    engine = make_engine(database.render_as_string(hide_password=False))
    with speaking(language), Session(engine) as session:
        plan = _plan(session, course)
    engine.dispose()
    return plan


def _plan(session: Session, course: Course) -> Plan:
    told = partial(Plan, course.id, len(course.lessons), len(course.bank), tuple(places(course, Freshness.STALE)))
    published = find_course(session, course.id)
    if published is None:
        return told(None, manuscript(course), [])
    if published.current.digest == course.digest:
        return told(published.current, None, [])
    current_id = published.current.id
    written = manuscript(course, made_pages(session, current_id), find_indexed(session, current_id))
    return told(published.current, written, differences(session, current_id, written.state))


def publish_all(engine: Engine, plans: Sequence[Plan], store: Store, *, now: datetime | None = None) -> list[Edition]:
    """Publish what has changed in one transaction: all of it or nothing. `now`: another time than that of the clock."""
    written = [plan.manuscript for plan in plans if plan.manuscript]
    for course in written:
        keep_media(store, course)
    with Session(engine, expire_on_commit=False) as session:
        begin_write(session)
        then = now or datetime.now(UTC)
        editions = [publish(session, course, now=then) for course in written]
        session.commit()
    return editions


def _told(plan: Plan) -> str:
    """The plan in words."""
    if plan.before is None:
        return _("%(course)s: not published yet; lessons: %(lessons)s, questions in the bank: %(questions)s",
                 course=plan.course_id, lessons=plan.lessons, questions=plan.questions)  # fmt: skip
    known = {"course": plan.course_id, "number": plan.before.number}
    if plan.manuscript is None:
        return _("%(course)s: nothing has changed since edition %(number)s", **known)
    if not plan.summary:
        return _("%(course)s: nothing that readers see has changed since edition %(number)s", **known)
    return as_text(_("%(course)s: changed since edition %(number)s", **known), plan.summary)
