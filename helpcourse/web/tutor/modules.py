"""How far cohorts are with the modules of their courses, as tables and charts show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.tutoring.rules import Learner, ModuleProgress, progress_by_module
from helpcourse.web.charts import Step, steps
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of_module
from helpcourse.web.pages import percent


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module as a row of a table."""

    number: int
    title: str
    progress: ModuleProgress
    out_of: int  # learners

    @property
    def finished(self) -> float:
        """A share, 0 to 1."""
        return self.progress.finished / self.out_of if self.out_of else 0.0

    @property
    def begun(self) -> float:
        return self.progress.begun / self.out_of if self.out_of else 0.0


@dataclass(frozen=True, slots=True)
class ModuleChart:
    """The same in a cell: a bar a module, and its words."""

    bars: Sequence[Step]
    words: str


def module_lines(edition: ServedEdition, learners: Sequence[Learner]) -> list[ModuleLine]:
    found = enumerate(progress_by_module(edition.course, learners), 1)
    return [ModuleLine(number, title_of_module(edition, one.module_id), one, len(learners)) for number, one in found]


def module_chart(edition: ServedEdition, learners: Sequence[Learner]) -> ModuleChart:
    lines = module_lines(edition, learners)
    words = [_("Module %(number)s: %(share)s", number=one.number, share=percent(one.finished)) for one in lines]
    return ModuleChart(steps([one.finished for one in lines]), ", ".join(words))
