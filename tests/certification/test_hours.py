"""Academic hours: which papers of a year count."""

from helpcourse.certification.actions import revoke
from helpcourse.certification.hours import counted, years_of
from helpcourse.certification.queries import papers_of
from helpcourse.db import begin_write
from tests.builders import NOW, TODAY
from tests.certification.builders import add_cohort, finish, issue_in, issue_to


def test_a_course_with_both_papers_counts_once(session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    issue_to(session, enrolment)
    (certificate,) = issue_in(session, add_cohort(session, enrolment), yerlan, enrolment)
    papers = papers_of(session, aigerim.id, today=TODAY)
    assert len(papers) == 2
    assert [paper.id for paper in counted(papers, 2026)] == [certificate]


def test_a_revoked_paper_does_not_count(session, aigerim, yerlan):
    statement = issue_to(session, finish(session, aigerim))
    begin_write(session)
    revoke(session, statement, by_id=yerlan.id, reason="…", now=NOW)
    assert years_of(papers_of(session, aigerim.id, today=TODAY)) == []
