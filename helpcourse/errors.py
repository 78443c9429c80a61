"""What can go wrong in the domain; web/errors.py shows each as a page."""


class HelpcourseError(Exception):
    """The base of all of ours."""


class NotFoundError(HelpcourseError):
    """There is no such thing, or it is not yours."""


class NotAllowedError(HelpcourseError):
    """It is there, but this person may not do this to it."""


class ConflictError(HelpcourseError):
    """The request contradicts what has happened since: `code` says how, for web/wording.py."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
