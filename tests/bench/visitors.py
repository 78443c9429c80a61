"""Who sits at the connections of the load tool."""

from dataclasses import dataclass

from tests.browsers import Browser


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks for the same page again and again."""

    asked: bytes

    def request(self, number: int) -> bytes:
        return self.asked


@dataclass(frozen=True, slots=True)
class Writer:
    """Saves answers in an attempt of their own."""

    browser: Browser

    def request(self, number: int) -> bytes:
        return self.browser.save(number)
