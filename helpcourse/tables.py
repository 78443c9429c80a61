"""All tables of the product: whoever needs them whole (migrations, tests) takes `metadata` from here."""

from helpcourse.accounts import models as accounts
from helpcourse.catalogue import models as catalogue
from helpcourse.certification import models as certification
from helpcourse.db import Base
from helpcourse.learning import models as learning
from helpcourse.messages import models as messages
from helpcourse.tutoring import models as tutoring

PACKAGES = (accounts, catalogue, learning, tutoring, certification, messages)  # imported: Base knows their tables
metadata = Base.metadata
