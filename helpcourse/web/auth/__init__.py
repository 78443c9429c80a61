"""Pages for everybody: register, confirm, log in, forgotten password, new address, consent."""

from helpcourse.web.auth import consent, log_in, new_email, passwords, registration
from helpcourse.web.auth.blueprint import blueprint

__all__ = ["blueprint", "consent", "log_in", "new_email", "passwords", "registration"]
