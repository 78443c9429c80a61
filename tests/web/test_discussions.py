"""Discussions that await a tutor's word, on the desk and in their list."""

import pytest

from tests.pages import PageClient

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)


@pytest.fixture
def log_in(used_app, world):
    return lambda name: PageClient(used_app).log_in(world.cast[name])


@pytest.fixture
def dana(log_in):
    return log_in("dana")


@pytest.fixture
def thread(log_in, world, dana):
    """The address of a thread that Aigerim has just begun; whatever waited before is settled."""
    while dana.get("/en/tutor/discussions").html.xpath("//tbody/tr"):
        dana.send(dana.get("/en/tutor/discussions"), action="/settled")
    group, aigerim = f"/en/groups/{world.things['aigerim'].cohort_id}", log_in("aigerim")
    page = aigerim.send(aigerim.get(f"{group}/discussion/new"), title="Cellmates", text="Is it evidence?")
    return page.response.request.path


def waiting(client):
    return client.get("/en/tutor/discussions").html.xpath("//tbody//th/a/text()")


def test_a_learners_question_waits_on_the_desk_until_a_tutor_answers(dana, thread):
    assert dana.get("/en/tutor").html.xpath("//li[contains(., 'discussions await')]/b/text()") == ["1"]
    assert waiting(dana) == ["Cellmates"]
    dana.send(dana.get(thread), action=thread, text="It is not.")
    assert waiting(dana) == []


def test_what_needs_no_answer_waits_no_more_until_somebody_writes_again(dana, log_in, thread, clock):
    dana.send(dana.get("/en/tutor/discussions"), action="/settled")
    assert waiting(dana) == []
    clock.advance(minutes=1)
    saltanat = log_in("saltanat")
    saltanat.send(saltanat.get(thread), action=thread, text="And a letter?")
    assert waiting(dana) == ["Cellmates"]


def test_what_was_written_while_the_list_was_open_still_waits(dana, log_in, thread, clock):
    opened = dana.get("/en/tutor/discussions")
    clock.advance(minutes=1)
    saltanat = log_in("saltanat")
    saltanat.send(saltanat.get(thread), action=thread, text="And a letter?")
    clock.advance(minutes=1)
    dana.send(opened, action="/settled")
    assert waiting(dana) == ["Cellmates"]


def test_a_closed_thread_waits_for_nobody(dana, thread):
    dana.send(dana.get(thread), action="/closed", button="closed=yes")
    assert waiting(dana) == []


def test_a_hidden_message_awaits_nothing(dana, thread):
    link = dana.get(thread).html.xpath("//a[contains(@href, '/hide')]/@href")[0]
    dana.send(dana.get(link), reason="Names a client.")
    assert waiting(dana) == []
