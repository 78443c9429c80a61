"""Which pages there are to look at, and through whose eyes."""

from dataclasses import dataclass
from functools import cache

from tests.browser.site import Site
from tests.crawling import WALKERS
from tests.pages import PageClient
from tests.routes import routes
from tests.test_access import LED_BY_MORE, expected


@dataclass(frozen=True)
class Sight:
    """A page and one who may see it."""

    endpoint: str
    path: str
    viewer: str
    press: tuple[str, ...] = ()  # what is clicked first, one after the other; a key if it is one letter


@cache
def sights(site: Site, language: str) -> list[Sight]:
    """Every page once, seen by the first of the cast who may; and a page that is not there. Looked for once."""
    found: dict[str, Sight] = {}
    for viewer, owner in WALKERS.items():
        client = PageClient(site.app)
        if viewer != "visitor":
            client.log_in(site.world.cast[viewer])
        for route in routes(site.app, site.world, owner, language):
            is_open = route.method == "GET" and expected(viewer, owner, route) == "open"
            if is_open and route.endpoint not in found and route.endpoint not in LED_BY_MORE:
                response = client.client.get(route.path)
                if response.status_code == 200 and response.mimetype == "text/html":
                    found[route.endpoint] = Sight(route.endpoint, route.path, viewer)
                response.close()
    more = [
        Sight("public.search_found", f"/{language}/search?q={_TYPED[language]}", "visitor"),
        Sight("public.search_nothing", f"/{language}/search?q=xyzzyx", "visitor"),
        Sight("not_found", f"/{language}/nowhere", "visitor"),
    ]
    return [*sorted(found.values(), key=lambda sight: (sight.viewer, sight.endpoint)), *more]


_TYPED = {
    "kk": "Стамбул хаттамасы",
    "ru": "отказ+от+адвоката",
    "en": "wayver",
}  # a term, forms of words, a wrong letter
