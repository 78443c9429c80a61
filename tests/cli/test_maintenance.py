"""The page that stands in for the site."""

from werkzeug.test import Client

from helpcourse.cli import main
from helpcourse.cli.maintenance import stand_in
from helpcourse.web.maintenance import maintenance_page


def test_it_speaks_all_languages_and_loads_nothing():
    page = maintenance_page("help@example.kz")
    assert all(f'<section lang="{language}">' in page for language in ("kk", "ru", "en"))
    assert "src=" not in page
    assert page.count("mailto:help@example.kz") == 3


def test_every_address_says_that_the_site_is_away():
    response = Client(stand_in(maintenance_page())).post("/kk/attempts/1/answers/war", data={"answer": "1"})
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "Сайт обновляется" in response.get_data(as_text=True)


def test_it_is_written_for_a_web_server(tmp_path):
    assert main(["maintenance", "--to", str(tmp_path / "away.html"), "--data", str(tmp_path)]) == 0
    assert "The site is being renewed" in (tmp_path / "away.html").read_text("utf-8")
