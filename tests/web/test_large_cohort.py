"""A cohort of 900 with six tutors: every page of a tutor in few statements and few bytes. The bench tells times."""

import pytest

from helpcourse.catalogue.shelf import Shelf
from tests.builders import NOW
from tests.large_cohort import MOST_BYTES, add_large_cohort, pages_of
from tests.pages import PageClient
from tests.things import COURSE

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # as many on either database
MOST_STATEMENTS = 24  # and none a learner


@pytest.fixture
def large(session):
    made = add_large_cohort(session, Shelf().current(session, COURSE), now=NOW)
    session.commit()
    return made


@pytest.fixture
def weigh(app, large, listen):
    """weigh(url) -> statements and bytes on the wire."""
    client, asked = PageClient(app).log_in(large.tutors[0]), []
    listen(app.extensions["engine"], "before_cursor_execute", lambda *_rest: asked.append(1))

    def weighed(url):
        asked.clear()
        response = client.client.get(url, headers={"Accept-Encoding": "gzip"})
        return response.status_code, len(asked) <= MOST_STATEMENTS, len(response.data) < MOST_BYTES

    return weighed


def test_every_page_of_a_tutor_is_small_and_read_in_few_statements(large, weigh):
    weigh(pages_of(large)["learner"])  # reads the edition and its lessons, once a process
    found = {name: weigh(url) for name, url in pages_of(large).items()}
    assert {name: figures for name, figures in found.items() if figures != (200, True, True)} == {}
