"""Who may do what in a group, whom a message calls, how it is quoted."""

import pytest

from helpcourse.tutoring.group.rules import (
    MOST_CALLED,
    Seat,
    Standing,
    may_answer,
    may_edit,
    may_read,
    may_withdraw,
    mentioned,
    quoted,
)

AIGERIM, DANA, OTHER_AIGERIM = 1, 2, 3
NAMES = {
    AIGERIM: ["Серікова Айгерім", "Айгерім Серікова", "Серікова"],
    DANA: ["Оспанова Дана", "Дана Оспанова", "Дана"],
    OTHER_AIGERIM: ["Сүлейменова Айгерім", "Айгерім Сүлейменова"],
}
LEARNER, TUTOR = Seat(AIGERIM, leads=False, is_closed=False), Seat(DANA, leads=True, is_closed=False)
OWN = Standing(AIGERIM, is_withdrawn=False, is_hidden=False)
HIDDEN, WITHDRAWN = Standing(AIGERIM, False, True), Standing(AIGERIM, True, False)
STRANGER = Seat(OTHER_AIGERIM, leads=False, is_closed=False)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@Серікова Айгерім, сұрағым бар", {AIGERIM}),
        ("Рақмет, @Дана Оспановаға!", {DANA}),  # with the ending of its case
        ("@серикова айгерим", {AIGERIM}),  # typed on a Russian keyboard
        ("@Серікова\n Айгерім", {AIGERIM}),  # over the end of a line
        ("@Дана және @Айгерім Сүлейменова", {DANA, OTHER_AIGERIM}),
        ("Серікова Айгерім; dana@example.kz", set()),  # no call without the sign
        ("> @Оспанова Дана\n\nиә", set()),  # somebody else's call
        ("@ Дана", set()),
    ],
)
def test_whoever_stands_behind_the_sign_is_called(text, called):
    assert mentioned(text, NAMES) == called


def test_two_people_of_one_name_are_both_called():
    assert mentioned("@Ким Анна", {1: ["Ким Анна"], 2: ["Ким Анна"]}) == {1, 2}


def test_a_message_full_of_signs_calls_nobody_behind_the_first_fifty():
    assert mentioned("@" * MOST_CALLED + "@Дана", NAMES) == set()


def test_a_quotation_leaves_out_what_it_quotes_itself():
    assert quoted("> бұрын\n\nенді\nосы", "Серікова Айгерім") == "@Серікова Айгерім\n\n> енді\n> осы\n\n"


def test_a_long_quotation_ends_at_a_word():
    assert quoted("сөз " * 400, "Ким Анна").rstrip().endswith("сөз …")


@pytest.mark.parametrize(
    ("seat", "is_thread_closed", "answer"),
    [
        (LEARNER, False, True),
        (LEARNER, True, False),
        (TUTOR, True, True),  # who leads has the last word
        (Seat(DANA, leads=True, is_closed=True), False, False),  # in a closed cohort nobody has
    ],
)
def test_a_closed_thread_takes_words_of_who_leads_only(seat, is_thread_closed, answer):
    assert may_answer(seat, is_thread_closed=is_thread_closed) is answer


@pytest.mark.parametrize(("post", "answer"), [(OWN, True), (HIDDEN, False), (WITHDRAWN, False)])
def test_own_words_are_edited_while_they_are_shown(post, answer):
    assert may_edit(LEARNER, post, is_thread_closed=False) is answer


def test_nobody_edits_the_words_of_others():
    assert not may_edit(TUTOR, OWN, is_thread_closed=False)
    assert not may_withdraw(TUTOR, OWN)


@pytest.mark.parametrize(("seat", "answer"), [(LEARNER, True), (TUTOR, True), (STRANGER, False)])
def test_a_hidden_message_is_read_by_its_author_and_who_leads(seat, answer):
    assert may_read(seat, HIDDEN) is answer


@pytest.mark.parametrize("seat", [LEARNER, TUTOR])
def test_a_withdrawn_message_is_read_by_nobody(seat):
    assert not may_read(seat, WITHDRAWN)
