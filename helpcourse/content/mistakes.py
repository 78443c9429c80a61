"""An author's mistakes: each with its file, line and remedy, all told at once."""

from dataclasses import dataclass

from helpcourse.errors import HelpcourseError


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    file: str  # relative to the folder above the courses
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}: {self.remedy}"


class CourseMistakes(HelpcourseError):  # noqa: N818 - it holds all mistakes of a course
    """A course cannot be used as it is written."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = mistakes  # by file and line
        super().__init__("\n".join(map(str, mistakes)))


class MistakeLog:
    """Collects mistakes while a course is read, so that one does not hide the others."""

    def __init__(self) -> None:
        self._mistakes: set[Mistake] = set()

    def tell(self, file: str, line: int, what: str, remedy: str) -> None:
        self._mistakes.add(Mistake(file, line, what, remedy))

    def has_any(self, file: str) -> bool:
        """Whether this file has one already: what follows from it need not be told too."""
        return any(mistake.file == file for mistake in self._mistakes)

    def all(self) -> tuple[Mistake, ...]:
        """By file and line."""
        return tuple(sorted(self._mistakes))

    def raise_if_any(self) -> None:
        if self._mistakes:
            raise CourseMistakes(self.all())
