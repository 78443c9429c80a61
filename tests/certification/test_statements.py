"""Statements of accomplishment: made by themselves when a course is finished."""

from helpcourse.certification.queries import papers_of
from tests.certification.builders import finish, worker_of


def test_a_finished_course_earns_a_statement_by_itself(app, session, aigerim):
    finish(session, aigerim)
    worker_of(app).make_papers()
    (statement,) = papers_of(session, aigerim.id)
    assert statement.record.names == {"kk": aigerim.name, "ru": aigerim.name}
    assert statement.record.number == "HC-2026-00001"
    assert statement.sha256
