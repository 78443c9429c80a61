"""Writes of people: registration, log-ins, passwords, what they tell about themselves, roles."""

from helpcourse.accounts.actions.email_change import ask_for_new_email, confirm_new_email
from helpcourse.accounts.actions.logins import (
    delete_old,
    end_login,
    end_logins,
    give_consent,
    log_in,
    log_out,
    note_use,
    replace_hash,
)
from helpcourse.accounts.actions.people import (
    choose_display,
    deactivate,
    edit_profile,
    end_role,
    erase,
    grant_role,
    reactivate,
)
from helpcourse.accounts.actions.registration import (
    NewPerson,
    Profile,
    add_person,
    confirm_email,
    register,
    send_confirmation,
)
from helpcourse.accounts.actions.tokens import change_password, make_reset_token, request_reset, reset_password

__all__ = [
    "NewPerson",
    "Profile",
    "add_person",
    "ask_for_new_email",
    "change_password",
    "choose_display",
    "confirm_email",
    "confirm_new_email",
    "deactivate",
    "delete_old",
    "edit_profile",
    "end_login",
    "end_logins",
    "end_role",
    "erase",
    "give_consent",
    "grant_role",
    "log_in",
    "log_out",
    "make_reset_token",
    "note_use",
    "reactivate",
    "register",
    "replace_hash",
    "request_reset",
    "reset_password",
    "send_confirmation",
]
