"""Works on case studies: handed in, taken back, reviewed, by whoever may."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from helpcourse.accounts.models import Role, RoleGrant
from helpcourse.errors import ConflictError, NotAllowedError, NotFoundError
from helpcourse.learning.actions import enrol
from helpcourse.learning.models import CaseDone
from helpcourse.learning.standing import accepted_cases
from helpcourse.messages.models import Mail, MailKind
from helpcourse.tutoring import actions
from helpcourse.tutoring.cases import handing_in, reviewing
from helpcourse.tutoring.cases.erasing import erase_works
from helpcourse.tutoring.cases.handing_in import CasePlace, Shown, Terms, Upload
from helpcourse.tutoring.cases.models import CaseComment, CaseReview, HandIn
from helpcourse.tutoring.cases.phrases import keep, phrases_of, set_languages
from helpcourse.tutoring.cases.queue import open_work, queue
from helpcourse.tutoring.cases.rules import Decision, Passage, WorkState
from helpcourse.tutoring.cases.telling import tell_tutors
from helpcourse.tutoring.queries import Sight
from tests.builders import NOW
from tests.case_world import CASE, CASE_LESSON
from tests.tutoring.casework import FULL, WORDS, Working
from tests.tutoring.conftest import COURSE

ALL = Sight(None, None)


@pytest.fixture
def place(session, cohort, aigerim):
    actions.add_member(session, cohort.id, aigerim.id, now=NOW)
    session.flush()
    return CasePlace(enrol(session, aigerim.id, COURSE, now=NOW), CASE_LESSON, CASE)


@pytest.fixture
def working(session, edition, place):
    return Working(session, edition, place)


@pytest.fixture
def other_tutor(session, cohort, bolat):
    session.add(RoleGrant(person_id=bolat.id, role=Role.TUTOR, granted_at=NOW, granted_by_id=None))
    session.flush()
    actions.add_tutor(session, cohort.id, bolat.id, now=NOW)
    session.flush()
    return bolat


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_a_form_sent_twice_hands_in_once(session, working):
    id_ = working.hand_in()
    working.hand_in(id_=id_)
    assert count(session, HandIn) == 1
    assert working.work.state is WorkState.HANDED_IN


def test_what_lies_with_the_tutors_is_not_handed_in_again(working):
    working.hand_in()
    with pytest.raises(ConflictError, match="work_handed_in"):
        working.hand_in()


def test_only_what_the_page_showed_is_handed_in(session, working, edition):
    seen = working.write()
    working.write("Басқа сөздер.", seen)
    terms = Terms(edition.id, 1, "kk", None)
    with pytest.raises(ConflictError, match="work_changed"):
        handing_in.hand_in(session, working.place, uuid.uuid4(), Shown(seen, frozenset()), terms, now=NOW)


def test_nothing_is_not_handed_in(working):
    with pytest.raises(ConflictError, match="work_empty"):
        working.hand_in(" \n")


def test_late_work_is_taken_and_marked(working):
    working.hand_in(due_at=NOW - timedelta(minutes=1))
    assert [one.is_late for one in working.work.hand_ins] == [True]


def test_a_revision_of_what_was_in_time_is_not_late(working, dana):
    working.review(working.hand_in(due_at=NOW), dana, Decision.RETURN)
    working.hand_in(WORDS + " Қосымша.", seen=1, due_at=NOW - timedelta(days=1))
    assert [one.is_late for one in working.work.hand_ins] == [False, False]


def test_a_work_is_taken_back_and_handed_in_again(session, working):
    id_ = working.hand_in()
    handing_in.take_back(session, working.place, id_, None, now=NOW)
    assert working.work.state is WorkState.WRITTEN
    working.hand_in(WORDS + " Қосымша.", seen=1)
    assert [one.number for one in working.work.hand_ins if not one.taken_back_at] == [2]


def test_a_work_that_is_being_reviewed_is_not_taken_back(session, working, dana):
    id_ = working.hand_in()
    reviewing.begin(session, id_, dana.id, now=NOW)
    with pytest.raises(ConflictError, match="review_begun"):
        handing_in.take_back(session, working.place, id_, None, now=NOW)


def test_a_work_that_was_taken_back_is_not_reviewed(session, working, dana):
    id_ = working.hand_in()
    handing_in.take_back(session, working.place, id_, None, now=NOW)
    with pytest.raises(ConflictError, match="work_gone"):
        reviewing.begin(session, id_, dana.id, now=NOW)
    with pytest.raises(NotFoundError):
        open_work(session, ALL, id_)


def test_files_go_with_the_work_until_they_are_left_out(session, working, edition):
    for name in ("1.pdf", "2.pdf"):
        handing_in.add_file(session, working.place, Upload(name, name * 8, 5), now=NOW)
    first, second = working.work.files
    handing_in.remove_file(session, working.place, first.id, now=NOW)
    shown = Shown(0, frozenset({second.id}))
    handing_in.hand_in(session, working.place, uuid.uuid4(), shown, Terms(edition.id, 1, "kk", None), now=NOW)
    session.flush()
    assert [file.name for one in working.work.hand_ins for file in one.files] == ["2.pdf"]


def test_a_second_reviewer_is_refused_where_one_is_asked_for(session, working, dana, other_tutor):
    id_ = working.hand_in()
    reviewing.begin(session, id_, dana.id, now=NOW)
    reviewing.begin(session, id_, dana.id, now=NOW)
    with pytest.raises(ConflictError, match="review_taken"):
        reviewing.begin(session, id_, other_tutor.id, now=NOW)


def test_nobody_reviews_their_own_work(session, working, aigerim):
    with pytest.raises(NotAllowedError):
        reviewing.begin(session, working.hand_in(), aigerim.id, now=NOW)


def test_a_work_that_is_left_waits_for_others(session, working, dana, other_tutor):
    id_ = working.hand_in()
    reviewing.begin(session, id_, dana.id, now=NOW)
    reviewing.comment(session, id_, dana.id, uuid.uuid4(), Passage(1), "Дәл.", now=NOW)
    reviewing.leave(session, id_, dana.id)
    assert count(session, CaseComment) == 0
    reviewing.begin(session, id_, other_tutor.id, now=NOW)
    assert session.scalars(select(CaseReview.reviewer_id)).all() == [other_tutor.id]


def test_an_old_tab_overwrites_no_newer_draft(session, working, dana):
    id_ = working.hand_in()
    reviewing.begin(session, id_, dana.id, now=NOW)
    draft = {"most": FULL, "now": NOW}
    reviewing.save_draft(session, id_, dana.id, FULL, "Жақсы.", None, seen=0, **draft)
    assert reviewing.save_draft(session, id_, dana.id, FULL, "Жақсы.", None, seen=0, **draft) == 1
    with pytest.raises(ConflictError, match="review_changed"):
        reviewing.save_draft(session, id_, dana.id, FULL, "Жаман.", None, seen=0, **draft)


def test_a_returned_work_is_revised_and_accepted(session, working, dana):
    working.review(working.hand_in(), dana, Decision.RETURN, [None] * 4)
    assert working.work.state is WorkState.RETURNED
    assert accepted_cases(session, working.place.enrolment_id) == set()
    working.review(working.hand_in(WORDS + " Қосымша.", seen=1), dana)
    assert working.work.state is WorkState.ACCEPTED
    assert accepted_cases(session, working.place.enrolment_id) == {(CASE_LESSON, CASE)}
    assert [one.points for one in working.work.reviewed] == [10, None]


def test_the_learner_is_told_of_each_review_once(session, working, dana):
    id_ = working.hand_in()
    working.review(id_, dana)
    reviewing.give(session, id_, dana.id, working.edition, now=NOW)
    mails = session.scalars(select(Mail).where(Mail.kind == MailKind.CASE_REVIEWED)).all()
    assert [mail.values["is_accepted"] for mail in mails] == [True]
    assert count(session, CaseDone) == 1


def test_a_review_that_was_given_is_not_changed(session, working, dana):
    id_ = working.hand_in()
    working.review(id_, dana)
    with pytest.raises(ConflictError, match="review_given"):
        reviewing.save_draft(session, id_, dana.id, FULL, "Басқа.", None, most=FULL, seen=1, now=NOW)


def test_of_two_reviewers_the_learner_waits_for_both(session, edition, place, dana, other_tutor):
    working = Working(session, edition, place, reviewers=2)
    id_ = working.hand_in()
    working.review(id_, dana)
    assert working.work.state is WorkState.HANDED_IN
    working.review(id_, other_tutor, points=[1.0, 1.0, 1.0, 1.0])
    assert working.work.state is WorkState.ACCEPTED
    assert [one.points for one in working.work.reviewed] == [7]


def test_a_work_is_returned_if_one_of_two_returns_it(session, edition, place, dana, other_tutor):
    working = Working(session, edition, place, reviewers=2)
    id_ = working.hand_in()
    working.review(id_, dana)
    working.review(id_, other_tutor, Decision.RETURN)
    assert working.work.state is WorkState.RETURNED


def test_the_queue_is_one_of_own_cohorts(session, working, dana, gulnara):
    id_ = working.hand_in()
    assert [row.hand_in_id for row in queue(session, Sight(dana.id, frozenset()), dana.id)] == [id_]
    assert queue(session, Sight(gulnara.id, frozenset({"KG"})), gulnara.id) == []


def test_a_work_stands_behind_others_where_another_tutor_has_its_language(session, working, dana, other_tutor):
    set_languages(session, dana.id, {"ru"})
    working.hand_in(language="kk")
    session.flush()
    assert [row.is_for_me for row in queue(session, ALL, dana.id)] == [False]
    assert [row.is_for_me for row in queue(session, ALL, other_tutor.id)] == [True]


def test_tutors_get_one_mail_for_all_that_waits(session, working, dana):
    working.hand_in(now=NOW - timedelta(hours=1))
    tell_tutors(session, now=NOW)
    tell_tutors(session, now=NOW + timedelta(hours=1))
    told = session.scalars(select(Mail).where(Mail.kind == MailKind.CASES_WAITING)).all()
    assert [(mail.person_id, mail.values["count"]) for mail in told] == [(dana.id, 1)]


def test_what_was_taken_back_at_once_is_told_to_nobody(session, working):
    id_ = working.hand_in(now=NOW - timedelta(hours=1))
    handing_in.take_back(session, working.place, id_, None, now=NOW)
    tell_tutors(session, now=NOW)
    assert count(session, Mail) == 0


def test_a_phrase_is_kept_once(session, dana):
    keep(session, dana.id, uuid.uuid4(), "Жақсы.", now=NOW)
    session.flush()
    keep(session, dana.id, uuid.uuid4(), "Жақсы.", now=NOW)
    assert [phrase.text for phrase in phrases_of(session, dana.id)] == ["Жақсы."]


def test_erasing_a_learner_leaves_points_and_no_words(session, working, dana, aigerim):
    handing_in.add_file(session, working.place, Upload("1.pdf", "a" * 64, 5), now=NOW)
    file = working.work.files[0]
    handing_in.remove_file(session, working.place, file.id, now=NOW)
    working.review(working.hand_in(), dana)
    assert erase_works(session, aigerim.id) == {"a" * 64}
    session.expire_all()
    (one,) = working.work.hand_ins
    assert [one.text, one.reviews[0].feedback, one.points] == ["", "", 10]
