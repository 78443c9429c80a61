"""What a lesson weighs as a browser counts it: all that comes over the line for it, with the heads of the answers."""

import pytest

from tests.things import COURSE

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

LESSON, NEXT = f"/kk/courses/{COURSE}/what-is-torture", f"/kk/courses/{COURSE}/why-absolute"


@pytest.fixture
def weigh(open_browser):
    """weigh(path) -> bytes by address, of what one browser of Saltanat's has fetched for the page."""
    page = open_browser("saltanat").new_page()
    counting = page.context.new_cdp_session(page)
    counting.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}
    counting.on("Network.requestWillBeSent", lambda told: urls.update({told["requestId"]: told["request"]["url"]}))
    counting.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))

    def weighed(path: str) -> dict[str, int]:
        sizes.clear()
        page.goto(path, wait_until="networkidle")
        return {urls[id_]: int(size) for id_, size in sizes.items()}

    return weighed


def test_a_browser_fetches_little_for_a_lesson_and_less_for_the_next(weigh):
    first, second = weigh(LESSON), weigh(NEXT)
    assert sum(first.values()) < 100_000
    assert sum(size for url, size in first.items() if "/fonts/" not in url) < 45_000
    assert sum(second.values()) < 15_000
