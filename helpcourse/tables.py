"""All tables of the product: whoever needs them whole (migrations, tests) takes `metadata` from here."""

from sqlalchemy import Engine, MetaData

from helpcourse.accounts import models as accounts
from helpcourse.accounts.own_views import models as own_views
from helpcourse.catalogue import models as catalogue
from helpcourse.certification import models as certification
from helpcourse.certification.batches import models as batches
from helpcourse.certification.beside import models as beside
from helpcourse.certification.templates import models as templates
from helpcourse.db import Base
from helpcourse.learning import models as learning
from helpcourse.learning.activity import models as activity
from helpcourse.learning.essays import models as essays
from helpcourse.learning.notes import models as notes
from helpcourse.learning.refresher import models as refresher
from helpcourse.learning.regrading import models as regrading
from helpcourse.messages import models as messages
from helpcourse.tutoring import models as tutoring
from helpcourse.tutoring.calls import models as calls
from helpcourse.tutoring.cases import models as cases
from helpcourse.tutoring.evaluation import models as evaluation
from helpcourse.tutoring.group import models as group
from helpcourse.tutoring.letters import models as letters
from helpcourse.tutoring.levels import models as levels
from helpcourse.tutoring.schedule import models as schedule

PACKAGES = (
    accounts,
    own_views,
    catalogue,
    learning,
    activity,
    essays,
    notes,
    refresher,
    regrading,
    tutoring,
    cases,
    schedule,
    calls,
    group,
    evaluation,
    letters,
    levels,
    certification,
    batches,
    beside,
    templates,
    messages,
)  # imported: Base knows their tables
metadata = Base.metadata


def make_all(engine: Engine) -> None:
    """Make all tables without migrations, as tests do.

    From a copy: where tables refer to each other in a circle, PostgreSQL gets the last reference by an ALTER, and
    SQLAlchemy marks that reference in the metadata as not to be written in a CREATE TABLE any more, SQLite's neither.
    """
    copy = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(copy)
    copy.create_all(engine)
