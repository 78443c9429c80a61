"""The whole road of a learner in a real browser: from registration to the verified paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.learner import Learner

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("language", "options"),
    [("kk", {}), ("ru", {"java_script_enabled": False}), ("en", {"viewport": {"width": 360, "height": 740}})],
    ids=["kazakh", "russian-without-script", "english-on-a-phone"],
)
def test_a_lawyer_comes_as_a_stranger_and_leaves_with_a_paper(site, open_browser, language, options):
    learner = Learner(open_browser(**options).new_page(), site, language, f"new-{language}@example.kz")
    learner.register()
    learner.confirm()
    learner.enrol()
    assert learner.read_all() == 9
    learner.take_test()
    expect(learner.page.get_by_text(learner.says("You have passed the test"))).to_be_visible()
    learner.wait_for_paper().click()
    expect(learner.page.get_by_role("heading", name="HC-2026-")).to_be_visible()
    expect(learner.page.get_by_text("Сейітқали Жанар Ерланқызы").first).to_be_visible()
    learner.page.context.clear_cookies()  # whoever checks the paper has no account
    learner.page.reload()
    expect(learner.page.get_by_text(learner.says("This paper is valid")).first).to_be_visible()


def test_a_knowledge_check_answers_at_once(site, open_browser):
    learner = Learner(open_browser("bolat").new_page(), site, "kk", "bolat@example.kz")
    outcome = learner.answer_check("what-is-torture", "1")
    expect(outcome).to_be_visible()
