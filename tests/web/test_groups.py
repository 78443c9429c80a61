"""The group's page from page to page, without script: announcements, discussion, moderation, who is who."""

import io

import pytest

from helpcourse.catalogue.shelf import Shelf
from helpcourse.reporting import personal
from tests.builders import NOW
from tests.pages import PageClient

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

WORDS = "Is a **confession** to a cellmate evidence?"


@pytest.fixture
def log_in(used_app, world):
    return lambda name: PageClient(used_app).log_in(world.cast[name])


@pytest.fixture
def group(world):
    return f"/en/groups/{world.things['aigerim'].cohort_id}"


@pytest.fixture
def aigerim(log_in):
    return log_in("aigerim")


@pytest.fixture
def saltanat(log_in):
    return log_in("saltanat")


@pytest.fixture
def dana(log_in):
    return log_in("dana")


@pytest.fixture
def thread(aigerim, group):
    """The address of a thread that Aigerim has just begun."""
    page = aigerim.send(aigerim.get(f"{group}/discussion/new"), title="Cellmates", text=WORDS)
    return page.response.request.path


def answer(client, thread, words):
    return client.send(client.get(thread), action=thread, text=words)


def link(page, words):
    """The first link of the page that says so."""
    return page.html.xpath(f"//a[contains(., '{words}')]/@href")[0]


def test_what_a_tutor_announces_stands_on_the_first_page_of_the_group(dana, aigerim, group):
    page = dana.get(link(dana.get(group), "Announce something"))
    dana.send(page, title="The webinar moves", text="To **Friday**, 18:00.")
    shown = aigerim.get(group)
    assert shown.html.xpath("//article[.//h2[contains(., 'The webinar moves')]]//strong[text()='Friday']")


def test_the_group_of_ones_cohort_is_found_among_what_one_learns(aigerim, group):
    assert group in aigerim.get("/en/my").links()


def test_a_learner_begins_a_thread_and_another_answers(thread, saltanat, group):
    assert thread in saltanat.get(f"{group}/discussion").links()
    page = answer(saltanat, thread, "It depends on who put him there.")
    assert "It depends on who put him there." in page.text
    assert "Answers: 1" in saltanat.get(f"{group}/discussion").text


def test_an_answer_begins_with_a_quotation_of_what_it_answers(thread, saltanat):
    page = saltanat.get(link(saltanat.get(thread), "Answer with a quotation"))
    assert "> Is a **confession** to a cellmate evidence?" in page.html.xpath("string(//textarea)")
    page = saltanat.send(page, action=thread, text=page.html.xpath("string(//textarea)") + "No.")
    assert "Answers message 1" in page.text
    assert page.html.xpath("//article[@id='post-2']//blockquote//strong[text()='confession']")


def test_whoever_is_named_is_shown_under_the_message(thread, saltanat):
    page = answer(saltanat, thread, "@Оспанова Дана, what does the Committee say?")
    assert "Named here: Оспанова Дана Қайратқызы" in page.text


def test_what_a_message_said_before_stays_in_its_history(thread, aigerim, saltanat):
    aigerim.send(aigerim.get(link(aigerim.get(thread), "Edit")), text="Is it evidence at all?")
    page = saltanat.get(thread)
    assert "Is it evidence at all?" in page.text
    assert "confession" not in page.text
    assert "Is a confession to a cellmate evidence?" in saltanat.get(link(page, "Edited:")).text


def test_of_two_who_edit_one_message_the_later_is_told(thread, aigerim):
    url = link(aigerim.get(thread), "Edit")
    old_page = aigerim.get(url)
    aigerim.send(aigerim.get(url), text="First.")
    assert aigerim.send_raw(old_page, text="Second.").status_code == 409


def test_a_withdrawn_message_leaves_its_place_and_no_words(thread, aigerim, dana):
    aigerim.send(aigerim.get(link(aigerim.get(thread), "Withdraw")))
    assert "The author has withdrawn this message." in dana.get(thread).text
    assert "confession" not in dana.get(thread).text


def test_a_hidden_message_tells_the_others_why_and_nothing_else(thread, dana, aigerim, saltanat):
    dana.send(dana.get(link(dana.get(thread), "Hide from the group")), reason="A client is named.")
    assert "Reason: A client is named." in saltanat.get(thread).text
    assert "confession" not in saltanat.get(thread).text
    assert "confession" in aigerim.get(thread).text


def test_a_hidden_message_can_be_shown_again(thread, dana, saltanat):
    dana.send(dana.get(link(dana.get(thread), "Hide from the group")), reason="A client is named.")
    dana.send(dana.get(thread), action="/show")
    assert "confession" in saltanat.get(thread).text


def test_the_history_of_a_hidden_message_is_closed_to_the_others(world, log_in, group, saltanat):
    post = world.things["aigerim"].post_id
    dana = log_in("dana")
    dana.send(dana.get(f"/en/tutor/cohorts/{group.rpartition('/')[2]}/posts/{post}/hide"), reason="…")
    assert saltanat.status(f"{group}/posts/{post}/history") == 403


def test_a_closed_thread_takes_no_messages(thread, dana, aigerim):
    page = aigerim.get(thread)
    dana.send(dana.get(thread), action="/closed", button="closed=yes")
    assert aigerim.send_raw(page, action=thread, text="One more thing.").status_code == 409
    assert not aigerim.get(thread).html.xpath("//textarea")


def test_a_pinned_thread_stands_above_newer_ones(thread, dana, aigerim, group):
    dana.send(dana.get(thread), action="/pinned", button="pinned=yes")
    aigerim.send(aigerim.get(f"{group}/discussion/new"), title="Newer", text="…")
    titles = aigerim.get(f"{group}/discussion").html.xpath("//main//h2/a/text()")
    assert titles.index("Cellmates") < titles.index("Newer")


def test_html_and_dangerous_links_of_people_stay_words(thread, saltanat):
    page = answer(saltanat, thread, "<script>alert(1)</script> [here](javascript:alert(1))")
    assert not page.html.xpath("//article//script|//article//a[starts-with(@href, 'javascript')]")


def test_who_is_who_names_tutors_first_and_tells_no_addresses(aigerim, group):
    page = aigerim.get(f"{group}/people")
    assert page.text.index("Оспанова Дана") < page.text.index("Жұмабаева Салтанат")
    assert "example.kz" not in page.text


def test_secrecy_is_called_to_mind_where_one_writes(aigerim, group):
    assert "advocate's secrecy" in aigerim.get(f"{group}/discussion/new").text


def test_the_page_of_a_closed_cohort_is_only_read(log_in, aigerim, group, thread):
    yerlan = log_in("yerlan")
    yerlan.post(f"/en/admin/cohorts/{group.rpartition('/')[2]}/close")
    assert not aigerim.get(thread).html.xpath("//textarea")
    assert "its page can still be read" in aigerim.get(group).text


@pytest.fixture
def material(dana, group):
    """The page on which Dana changes a material that she has just added."""
    page = dana.get(link(dana.get(f"{group}/materials"), "Add a material"))
    return dana.send(page, title="How to complain", text="Read the **second** part.")


@pytest.fixture
def add_file(material, dana):
    """add_file(content) -> the page after it was sent under the name guide.pdf."""
    url = material.response.request.path

    def added(content=b"%PDF-1.7 guide", name="guide.pdf", **typed):
        data = dict(dana.get(url).form(url).form_values()) | typed | {"file": (io.BytesIO(content), name)}
        return dana.client.post(url, data=data, content_type="multipart/form-data", follow_redirects=True)

    return added


def test_what_a_tutor_gives_the_group_is_read_by_its_members(add_file, aigerim, group):
    add_file()
    page = aigerim.get(f"{group}/materials")
    assert page.html.xpath("//article//strong[text()='second']")
    answer = aigerim.client.get(link(page, "guide.pdf"))
    assert (answer.get_data(), answer.mimetype) == (b"%PDF-1.7 guide", "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_of_another_type_is_not_taken(add_file, aigerim, group):
    assert "Files of this type are not taken" in add_file(b"MZ\x00\x01").get_data(as_text=True)
    assert "guide.pdf" not in aigerim.get(f"{group}/materials").text


def test_words_and_a_file_are_saved_together(add_file, aigerim, group):
    add_file(title="Where to complain")
    page = aigerim.get(f"{group}/materials")
    assert link(page, "guide.pdf")
    assert "Where to complain" in page.text


def test_what_was_typed_stays_when_a_file_is_not_taken(add_file):
    assert "Where to complain" in add_file(b"MZ\x00\x01", title="Where to complain").get_data(as_text=True)


def test_a_removed_file_can_no_longer_be_downloaded(material, add_file, dana, aigerim, group):
    add_file()
    url = link(aigerim.get(f"{group}/materials"), "guide.pdf")
    dana.send(dana.get(material.response.request.path), action="/files/remove")
    assert aigerim.status(url) == 404


def test_of_two_who_change_a_material_the_later_is_told(material, dana, group):
    url = material.response.request.path
    old_page = dana.get(url)
    dana.send(dana.get(url), action=url, title="First")
    assert dana.send_raw(old_page, action=url, title="Second").status_code == 409


def test_a_removed_material_is_gone_for_all(material, dana, aigerim, group):
    dana.send(dana.get(link(material, "Remove the material")))
    assert "How to complain" not in aigerim.get(f"{group}/materials").text
    assert dana.status(material.response.request.path) == 404


def test_the_words_of_an_erased_person_are_gone_and_announcements_stay(thread, used_session, world, saltanat, group):
    personal.erase(used_session, Shelf(), world.cast["aigerim"].id, now=NOW)
    personal.erase(used_session, Shelf(), world.cast["dana"].id, now=NOW)
    used_session.commit()
    assert saltanat.get(thread).h1 == "Erased subject"
    assert "confession" not in saltanat.get(thread).text
    assert "1, 2, 3…" in saltanat.get(group).text


def test_what_one_has_written_can_be_taken_away(thread, aigerim):
    assert WORDS in aigerim.client.get("/en/me/data.json").get_data(as_text=True)


def test_who_has_written_in_a_thread_can_mute_it(aigerim, thread):
    page = aigerim.send(aigerim.get(thread), action="/muted", button="muted=yes")
    assert "You are told of its answers no more." in page.text
    assert "You are told of its answers again." in aigerim.send(page, action="/muted", button="muted=no").text


def test_who_has_not_written_in_a_thread_has_nothing_to_mute(saltanat, thread):
    assert not saltanat.get(thread).html.xpath("//form[contains(@action, '/muted')]")
