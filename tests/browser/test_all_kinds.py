"""Every kind of question is answered by mouse, by keyboard, by touch on a phone, and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.all_kinds import QUESTIONS, RIGHT, WRONG, all_kinds
from tests.browser.axe import violations
from tests.browser.hands import answer_on, by_keyboard, by_mouse, by_touch
from tests.pages import PageClient
from tests.small_course import BAN, READING, SmallPress
from tests.web.answering import fields

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

LESSON = f"/en/courses/{BAN}/{READING}"
KINDS = [*QUESTIONS]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SAVED = "Saved:"


@pytest.fixture(scope="module")
def published(site, tmp_path_factory):
    SmallPress(site.app, tmp_path_factory.mktemp("kinds"))(all_kinds())


@pytest.fixture
def sit(site, published, open_browser):
    """sit("nurlan", "steps") -> the page of his attempt that asks this."""

    def page_of(name: str, question: str, **options: object) -> Page:
        client = PageClient(site.app).log_in(site.world.cast[name])
        client.post(f"/en/courses/{BAN}/enrol")
        address = client.post(f"/en/courses/{BAN}/test").headers["Location"]
        pages = [f"{address}/{number}" for number in range(1, len(KINDS) + 1)]
        found = next(one for one in pages if f"/answers/{question}" in client.get(one).form().get("action"))
        page = open_browser(name, **options).new_page()
        page.goto(found)
        return page

    return page_of


def by_words(given):
    return dict.fromkeys(given, "x") if isinstance(given, list) else dict(given)


def go_on(page: Page) -> str:
    """Press the button; the address of the question that was left."""
    here = page.url
    with page.expect_navigation():
        page.locator("form.question button.primary").click()
    return here


@pytest.mark.parametrize("question", KINDS)
@pytest.mark.parametrize(
    ("name", "hand", "options"),
    [("nurlan", by_mouse, {}), ("bolat", by_keyboard, {}), ("saltanat", by_touch, PHONE)],
    ids=["mouse", "keyboard", "touch"],
)
def test_an_answer_is_saved_while_it_is_given(sit, name, hand, options, question):
    page = sit(name, question, **options)
    hand(page, RIGHT[question])
    expect(page.locator(".saved")).to_contain_text(SAVED)
    page.goto(go_on(page))
    assert answer_on(page) == by_words(RIGHT[question])


@pytest.mark.parametrize("question", KINDS)
def test_what_is_given_without_a_line_outlives_the_page(sit, question):
    page = sit("dana", question)
    address = page.url
    page.context.set_offline(True)
    by_mouse(page, RIGHT[question])
    expect(page.locator(".saved")).to_have_class(re.compile("unsent"))
    page.close()
    page.context.set_offline(False)
    later = page.context.new_page()
    later.goto(address)
    expect(later.locator(".saved")).to_contain_text(SAVED)
    assert answer_on(later) == by_words(RIGHT[question])


@pytest.mark.parametrize("question", KINDS)
def test_an_answer_is_given_without_script(sit, question):
    page = sit("azamat", question, java_script_enabled=False)
    by_mouse(page, RIGHT[question])
    page.goto(go_on(page))
    assert answer_on(page) == by_words(RIGHT[question])


@pytest.mark.parametrize("question", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_question_has_a_violation(sit, question, scheme):
    page = sit("dana", question, color_scheme=scheme, bypass_csp=True, **PHONE)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("name", "given"), [("aigerim", RIGHT), ("cholpon", WRONG)], ids=["right", "wrong"])
def test_no_answer_in_a_lesson_has_a_violation(site, published, open_browser, name, given):
    client = PageClient(site.app).log_in(site.world.cast[name])
    client.post(f"/en/courses/{BAN}/enrol")
    for question, answer in given.items():
        form = client.get(LESSON).html.xpath(f"//*[@id='question-{question}']")[0]
        client.client.post(form.get("action"), data=fields(form, answer))
    page = open_browser(name, bypass_csp=True, **PHONE).new_page()
    page.goto(LESSON)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


# Ordering


def order_of(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator("[data-ordering] label").all_inner_texts()]


def numbers_of(page: Page) -> list[str]:
    return [select.input_value() for select in page.locator("[data-ordering] select").all()]


@pytest.fixture
def steps(sit):
    return sit("gulnara", "steps", viewport={"width": 1280, "height": 1000})


def test_a_step_that_is_moved_takes_its_number_along_and_is_told(steps):
    before = order_of(steps)
    steps.locator("[data-move='1']").first.click()
    assert order_of(steps) == [before[1], before[0], *before[2:]]
    assert numbers_of(steps) == ["1", "2", "3", "4"]
    expect(steps.locator("[data-moved]")).to_have_text(f"{before[0]} Place: 2 of 4")
    expect(steps.locator(":focus")).to_have_attribute("aria-label", "Move down")


def test_a_number_moves_its_step(steps):
    before = order_of(steps)
    steps.locator("[data-ordering] select").first.select_option("3")
    assert order_of(steps) == [before[1], before[2], before[0], before[3]]
    assert numbers_of(steps) == ["1", "2", "3", "4"]


def test_a_step_is_drawn_to_its_place(steps):
    before = order_of(steps)
    grip, last = steps.locator(".grip").first.bounding_box(), steps.locator(".grip").last.bounding_box()
    steps.mouse.move(grip["x"] + 8, grip["y"] + 8)
    steps.mouse.down()
    steps.mouse.move(last["x"] + 8, last["y"] + last["height"] + 20, steps=6)
    steps.mouse.up()
    assert order_of(steps) == [*before[1:], before[0]]
    expect(steps.locator(".saved")).to_contain_text(SAVED)


def test_steps_that_were_put_in_order_without_a_line_stand_so_again(steps):
    steps.context.set_offline(True)
    steps.locator("[data-move='1']").first.click()
    expect(steps.locator(".saved.unsent")).to_be_visible()
    moved, address = order_of(steps), steps.url
    steps.close()
    steps.context.set_offline(False)
    later = steps.context.new_page()
    later.goto(address)
    expect(later.locator(".saved")).to_contain_text(SAVED)
    assert order_of(later) == moved


# Typing


def test_what_is_typed_is_saved_after_a_pause(sit):
    page = sit("yerlan", "essay")
    page.locator("textarea").press_sequentially("Because")
    expect(page.locator(".saved")).to_contain_text(SAVED)
    expect(page.locator(".count")).to_have_text("Characters: 7 of 20000")
    assert answer_on(page) == {"Your answer": "Because"}


def test_what_was_typed_just_now_goes_along_when_one_goes_on(sit):
    page = sit("yerlan", "who")
    page.locator("[name='answer.text']").press_sequentially("the judge")
    page.goto(go_on(page))
    assert answer_on(page) == {"Your answer": "the judge"}


def test_words_typed_in_a_lesson_outlive_the_page(site, published, open_browser):
    PageClient(site.app).log_in(site.world.cast["yerlan"]).post(f"/en/courses/{BAN}/enrol")
    browser = open_browser("yerlan")
    page = browser.new_page()
    page.goto(LESSON)
    page.locator("#question-essay textarea").fill("Half an answer")
    page.close()
    later = browser.new_page()
    later.goto(LESSON)
    expect(later.locator("#question-essay textarea")).to_have_value("Half an answer")
