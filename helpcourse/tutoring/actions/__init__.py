"""Writes of cohorts: make, change and close them; who learns and who tutors in them."""

from helpcourse.tutoring.actions.cohorts import CohortDetails, change, close, make, move_to_edition, reopen
from helpcourse.tutoring.actions.imports import Links, Taken, take_in
from helpcourse.tutoring.actions.members import (
    add_member,
    add_tutor,
    confirm,
    remove_tutor,
    take_out,
    tell_member,
    tell_tutor,
    withdraw_confirmation,
)

__all__ = [
    "CohortDetails",
    "Links",
    "Taken",
    "add_member",
    "add_tutor",
    "change",
    "close",
    "confirm",
    "make",
    "move_to_edition",
    "remove_tutor",
    "reopen",
    "take_in",
    "take_out",
    "tell_member",
    "tell_tutor",
    "withdraw_confirmation",
]
