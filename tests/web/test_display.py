"""How pages look: chosen by a form, kept for a person or on a device."""

import pytest

LARGE = {"size": "large", "width": "narrow", "contrast": "high", "typeface": "easy", "keys": "off"}
CLASSES = "size-large width-narrow contrast-high typeface-easy keys-off"


def classes(page):
    return page.html.get("class")


def styles(page):
    return [link for link in page.html.xpath("//link[@rel='stylesheet']/@href") if "display.css" in link]


def test_pages_come_as_usual(client):
    page = client.get("/kk/")
    assert (classes(page), styles(page)) == (None, [])


def test_a_visitors_choice_is_kept_on_the_device(client, app, lesson_url, ban):
    page = client.send(client.get("/kk/display"), **LARGE)
    assert classes(page) == CLASSES
    assert classes(client.get(lesson_url)) == CLASSES
    assert styles(client.get("/ru/courses"))


def test_a_persons_choice_goes_with_them(log_in, aigerim, bolat, client):
    first, second = log_in(aigerim), log_in(aigerim)
    first.send(first.get("/kk/display"), **LARGE)
    assert classes(second.get("/kk/my")) == CLASSES
    assert (classes(log_in(bolat).get("/kk/my")), classes(client.get("/kk/"))) == (None, None)


def test_a_kept_lesson_is_drawn_for_each_as_they_chose(learner, client, lesson_url):
    learner.get(lesson_url)
    learner.send(learner.get("/kk/display"), **LARGE)
    assert classes(learner.get(lesson_url)) == CLASSES
    assert classes(client.get(lesson_url)) is None


def test_what_is_as_usual_again_leaves_nothing_behind(client):
    client.send(client.get("/kk/display"), **LARGE)
    usual = {"size": "usual", "width": "usual", "contrast": "usual", "typeface": "usual", "keys": "on"}
    assert classes(client.send(client.get("/kk/display"), **usual)) is None
    assert client.client.get_cookie("display") is None


def test_one_comes_back_to_the_page_one_was_on(client, ban, lesson_url):
    form = client.get("/kk/display", headers={"Referer": f"http://localhost{lesson_url}"})
    assert client.send(form, **LARGE).response.request.path == lesson_url


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example"])
def test_a_foreign_page_is_not_gone_back_to(client, target):
    response = client.send_raw(client.get("/kk/display"), next=target, **LARGE)
    assert response.headers["Location"] == "/kk/display"


@pytest.mark.parametrize("forged", ["size-huge", "x", "size", "size-large-x.y", '"><script>'])
def test_a_forged_cookie_is_nothing(client, forged):
    client.client.set_cookie("display", forged)
    assert classes(client.get("/kk/")) is None


def test_an_unknown_choice_is_refused(client):
    assert client.send(client.get("/kk/display"), 422, **LARGE | {"size": "huge"}).html.xpath("//*[@role='alert']")


def test_keys_that_are_off_load_no_script(client):
    assert client.get("/kk/").html.xpath("//script[contains(@src, 'keys.js')]")
    assert not client.send(client.get("/kk/display"), **LARGE).html.xpath("//script[contains(@src, 'keys.js')]")


def test_the_choice_is_in_ones_data(log_in, aigerim):
    person = log_in(aigerim)
    person.send(person.get("/kk/display"), **LARGE)
    assert person.client.get("/kk/me/data.json").json["account"]["display"].startswith("size-large")
