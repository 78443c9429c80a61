"""The closing report of a cohort, drafted from what the site knows, in the language that is spoken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helpcourse.accounts.queries import institution_name
from helpcourse.catalogue.queries import get_course
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import ModuleOutline
from helpcourse.interop.markdown_text import heading, items, plain, table
from helpcourse.reporting.closing_report import printable
from helpcourse.reporting.items import Scope
from helpcourse.reporting.queries import certified, levels_issued_in
from helpcourse.tutoring.cases.rules import WorkState
from helpcourse.tutoring.evaluation.rules import Phase
from helpcourse.tutoring.overdue import as_they_stand
from helpcourse.tutoring.queries import CohortRow, Sight, learners_of, tutors_of
from helpcourse.tutoring.rules import Learner, TestStanding
from helpcourse.tutoring.schedule.attendance import attended
from helpcourse.tutoring.schedule.queries import entries_of, order_of
from helpcourse.web import statistics_view, wording
from helpcourse.web.case_lines import cases_of_learners
from helpcourse.web.evaluation_view import QuestionResult, Results, changes, results_of
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of, title_of_module, title_of_test
from helpcourse.web.pages import figure, percent

_HARDEST = 10  # questions of each test


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the report is made of."""

    cohort: CohortRow
    edition: ServedEdition
    learners: list[Learner]
    results: Mapping[Phase, Results]
    sight: Sight

    def share(self, count: int) -> list[str]:
        """How many of the learners, in two cells."""
        return [str(count), percent(count / len(self.learners) if self.learners else None)]


def draft(cohort: CohortRow, sight: Sight) -> str:
    """Markdown; what only a tutor can say is asked for at its end."""
    edition = shelf().edition(db.session, cohort.edition_id)
    found = learners_of(db.session, cohort.id, edition.course, now=now())
    learners = as_they_stand(db.session, shelf(), edition.course, found, now=now())
    sources = _Sources(cohort, edition, learners, results_of([cohort])[cohort.id], sight)
    parts = (_about, _participation, _completion, _tests, _questions, _feedback, _conclusions)
    return printable("\n".join(line for part in parts for line in part(sources))).rstrip() + "\n"


def title_of_report(cohort: CohortRow) -> str:
    return _("Closing report: %(cohort)s", cohort=cohort.name)


def _about(sources: _Sources) -> Iterator[str]:
    cohort, order = sources.cohort, order_of(db.session, sources.cohort.id)
    institution = institution_name(db.session, cohort.institution_id, current_language(), on=cohort.ends_on)
    days = f"{calendar().short_date(cohort.starts_on)} – {calendar().short_date(cohort.ends_on)}"
    known = [
        (_("Course"), title_of(sources.edition)),
        (_("Edition"), str(sources.edition.number)),
        (_("Dates"), days),
        (_("Country"), str(wording.COUNTRIES[cohort.country])),
        (_("Partner institution"), institution),
        (_("Order"), " ".join([order.number, calendar().short_date(order.day) if order.day else ""]).strip()),
        (_("Tutors"), ", ".join(tutor.name for tutor in tutors_of(db.session, cohort.id))),
    ]
    yield from heading(1, title_of_report(cohort))
    yield from items(f"**{name}:** {plain(value)}" for name, value in known if value)


def _participation(sources: _Sources) -> Iterator[str]:
    learners, lessons = sources.learners, len(sources.edition.lessons)
    counts = [
        (_("Learners in the cohort"), len(learners)),
        (_("Have begun the course"), sum(_has_begun(one) for one in learners)),
        (_("Have finished half of the lessons or more"), sum(2 * len(one.done) >= lessons for one in learners)),
    ]
    yield from heading(2, _("Participation"))
    yield from table(["", _("Learners"), _("Share")], ([name, *sources.share(count)] for name, count in counts))
    events = [one for one in entries_of(db.session, sources.cohort.id) if one.is_event and not one.cancelled_at]
    there = attended(db.session, [one.id for one in events])
    held = [
        [plain(one.title), calendar().short_date(one.at), *sources.share(len(there[one.id]))]
        for one in events
        if there.get(one.id)
    ]
    if held:
        yield from table([_("Event"), _("Date"), _("Were there"), _("Share")], held)


def _has_begun(learner: Learner) -> bool:
    return learner.last_active_at is not None or learner.test.tries > 0


def _completion(sources: _Sources) -> Iterator[str]:
    learners, issued = sources.learners, certified(levels_issued_in(db.session, sources.cohort.id))
    counts = [
        (_("Have finished the course"), sum(one.finished_at is not None for one in learners)),
        (_("Are confirmed for the certificate"), sum(one.certificate_confirmed_at is not None for one in learners)),
        (_("Have a certificate"), sum(one.enrolment_id in issued for one in learners)),
    ]
    modules = [
        (title_of_module(sources.edition, module.id), sum(_has_done(one, module) for one in learners))
        for module in sources.edition.course.modules
    ]
    yield from heading(2, _("Completion"))
    yield from table(["", _("Learners"), _("Share")], ([name, *sources.share(count)] for name, count in counts))
    by_module = ([plain(name), *sources.share(count)] for name, count in modules)
    yield from table([_("Module"), _("Have finished all its lessons"), _("Share")], by_module)
    yield from _case_studies(sources)


def _has_done(learner: Learner, module: ModuleOutline) -> bool:
    return all(lesson.id in learner.done for lesson in module.lessons)


def _case_studies(sources: _Sources) -> Iterator[str]:
    lines = cases_of_learners(sources.edition, [one.enrolment_id for one in sources.learners]).values()
    by_case = list(zip(*lines, strict=True))
    rows = [
        [
            plain(of_case[0].title),
            str(sum(one.standing.state is not WorkState.WRITTEN for one in of_case)),
            *sources.share(sum(one.standing.state is WorkState.ACCEPTED for one in of_case)),
        ]
        for of_case in by_case
    ]
    if rows:
        yield from table([_("Case study"), _("Handed in"), _("Accepted"), _("Share")], rows)


def _tests(sources: _Sources) -> Iterator[str]:
    rows = [_test_row(sources, id_) for id_ in sources.edition.course.tests]
    if rows:
        yield from heading(2, _("Results of the tests"))
        head = [_("Test"), _("Have tried"), _("Have passed"), _("Share"), _("Mean of the points")]
        yield from table(head, rows)


def _test_row(sources: _Sources, module_id: str) -> list[str]:
    tried = [test for one in sources.learners if (test := _standing(one, module_id)) and test.tries]
    shares = [test.share for test in tried if test.share >= 0]
    mean = sum(shares) / len(shares) if shares else None
    passed = sum(test.is_passed for test in tried)
    return [plain(title_of_test(sources.edition, module_id)), str(len(tried)), *sources.share(passed), percent(mean)]


def _standing(learner: Learner, module_id: str) -> TestStanding | None:
    return learner.quizzes.get(module_id) if module_id else learner.test


def _questions(sources: _Sources) -> Iterator[str]:
    tables = [(id_, _hardest(sources, id_)) for id_ in sources.edition.course.tests]
    if any(rows for _id, rows in tables):
        yield from heading(2, _("Failure rates by question"))
        yield from (_("The share of the points that was not reached in first attempts; the highest first."), "")
    for id_, rows in tables:
        if rows:
            yield from heading(3, title_of_test(sources.edition, id_))
            yield from table([_("Question"), _("Attempts"), _("Failure rate")], rows)


def _hardest(sources: _Sources, module_id: str) -> list[list[str]]:
    """Of the questions of a test those that went worst."""
    scope = Scope(sources.cohort.course_id, module_id, cohort_id=sources.cohort.id)
    course = get_course(db.session, sources.cohort.course_id)
    asked = statistics_view.Wanted(course, [sources.cohort], scope, None, sources.edition, False, "place")
    found = statistics_view.report(sources.sight, asked)
    known = [
        (facility, item.figures.attempts, found.questions[id_])
        for id_, item in found.found.items.items()
        if (facility := item.figures.facility) is not None and id_ in found.questions
    ]
    worst = sorted(known, key=lambda one: (one[0], one[2].place))[:_HARDEST]
    return [
        [plain(statistics_view.plain(question.words.prompt)), str(attempts), percent(1 - facility)]
        for facility, attempts, question in worst
    ]


def _feedback(sources: _Sources) -> Iterator[str]:
    yield from heading(2, _("What the learners say"))
    compared = [
        [plain(one.words.striptags()), figure(round(one.before.value, 1)), figure(round(one.after.value, 1))]
        for one in changes(sources.results)
    ]
    if compared:
        yield from table([_("Question"), _("Before, of 5"), _("After, of 5")], compared)
    for one in sources.results.values():
        yield from _answers(one)


def _answers(results: Results) -> Iterator[str]:
    yield from heading(3, str(results.title))
    yield from (_("Have answered: %(given)s of %(all)s", given=results.given, all=results.learners), "")
    if not results.shown:
        yield from (_("Too few answers to show: they are anonymous."), "")
        return
    scales = [one for one in results.questions if one.mean]
    if scales:
        head = [_("Sentence"), _("Answers"), _("Mean, of 5")]
        yield from table(
            head, ([_asked(one), str(one.answered), figure(round(one.mean.value, 1))] for one in scales if one.mean)
        )
    for question in results.questions:
        if question not in scales and (lines := _said(question)):
            yield from (f"**{_asked(question)}**", "")
            yield from items(lines)


def _asked(result: QuestionResult) -> str:
    return plain(result.words.striptags())


def _said(result: QuestionResult) -> list[str]:
    counted = [f"{plain(str(line.words))}: {line.count} ({percent(line.share)})" for line in result.lines]
    return counted or [plain(text) for text in result.texts]


def _conclusions(_sources: _Sources) -> Iterator[str]:
    yield from heading(2, _("Conclusions"))
    asked = (
        _("What went well: write it here."),
        _("What should be different next time: write it here."),
        _("Questions and materials to be revised by the authors: write them here."),
    )
    yield from items(asked)
