"""Pages for everybody: register, confirm, log in, forgotten password, consent."""

from helpcourse.web.auth import consent, log_in, passwords, registration
from helpcourse.web.auth.blueprint import blueprint

__all__ = ["blueprint", "consent", "log_in", "passwords", "registration"]
