"""Addresses and citations of parts and paragraphs of a lesson."""

from tests.small_course import BAN, READING, settings

CITE = f"/en/courses/{BAN}/{READING}/cite"


def test_a_part_and_its_paragraphs_are_cited_with_their_addresses(client, ban):
    part = client.get(CITE).html.xpath("//section[@id='no-exception']")[0]
    said = " ".join(part.text_content().split())
    assert "Why the ban is absolute: No exception, paragraph 1 // The ban. – helpcourse, edition of" in said
    assert f"URL: http://localhost/en/courses/{BAN}/{READING}#no-exception.1 (accessed: " in said


def test_an_address_leads_to_its_paragraph_in_every_language(client, ban, lesson_url):
    for page in (client.get(lesson_url), client.get(lesson_url.replace("/kk/", "/en/"))):
        assert page.html.xpath("//section[@id='no-exception']/p[@id='no-exception.1']")


def test_it_does_so_with_two_languages_side_by_side(client, ban, lesson_url):
    page = client.get(f"{lesson_url}?beside=en")
    assert page.html.xpath("//p[@id='no-exception.1']")
    assert page.html.xpath("//p[@id='no-exception.1-en']")


def test_each_part_of_a_lesson_leads_to_its_citation(client, ban, lesson_url):
    links = client.get(lesson_url).html.xpath("//a[@class='pilcrow']/@href")
    listed = client.get(f"{lesson_url}/cite").html.xpath("//main//section/@id")
    assert [link.partition("#")[2] for link in links] == listed


def test_a_closed_course_is_cited_by_its_learners_only(press, client, log_in, bolat):
    press(settings("open: true", "open: false"))
    assert client.get(CITE).response.request.path == "/en/login"
    assert log_in(bolat).get(CITE).response.request.path == f"/en/courses/{BAN}"


def test_a_lesson_that_is_not_there_is_not_cited(client, ban):
    assert client.status(f"/kk/courses/{BAN}/nowhere/cite") == 404
