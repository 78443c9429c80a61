"""My learning: one's courses, how far one is, where to go on."""

from helpcourse.catalogue.actions import withdraw
from tests.small_course import BAN, INVESTIGATION, READING, rules


def titles(page):
    return page.html.xpath("//article[@class='learning']//h2/a/text()")


def test_a_visitor_logs_in_first(client):
    assert client.get("/kk/my").response.request.path == "/kk/login"


def test_who_has_no_course_is_led_to_the_catalogue(log_in, bolat):
    page = log_in(bolat).get("/kk/my")
    assert titles(page) == []
    assert "/kk/courses" in page.html.xpath("//main//a/@href")


def test_a_course_is_there_with_its_progress_and_its_next_step(learner):
    learner.post(f"/kk/courses/{BAN}/{READING}/complete")
    page = learner.get("/en/my")
    assert titles(page) == ["The ban"]
    assert "Lessons finished: 1 / 2" in page.text
    assert f"/en/courses/{BAN}/{INVESTIGATION}" in page.links()


def test_who_has_read_all_is_led_to_the_test(learner):
    for lesson in (READING, INVESTIGATION):
        learner.post(f"/kk/courses/{BAN}/{lesson}/complete")
    button = learner.get("/en/my").html.xpath("string(//article//p[@class='actions']/a)")
    assert button.strip() == "To the final test"


def test_who_has_failed_reads_when_the_next_attempt_opens(press, learner, begin):
    press(rules(attempts=2, wait_hours=24))
    for lesson in (READING, INVESTIGATION):
        learner.post(f"/kk/courses/{BAN}/{lesson}/complete")
    assert "The next attempt" not in learner.get("/en/my").text
    learner.post(f"{begin()}/submit")
    assert "The next attempt opens on" in learner.get("/en/my").text


def test_nobody_sees_anothers_courses(learner, log_in, bolat):
    assert titles(log_in(bolat).get("/kk/my")) == []


def test_time_spent_is_shown_to_the_learner(learner):
    learner.post(f"/kk/courses/{BAN}/{READING}/place", {"seconds": "600"})
    assert "Time spent, in minutes: 10" in learner.get("/en/my").text


def test_the_course_that_was_read_last_comes_first(learner, clock):
    learner.post("/kk/courses/prohibition-of-torture/enrol")
    clock.advance(minutes=1)
    learner.post(f"/kk/courses/{BAN}/{READING}/complete")
    assert titles(learner.get("/en/my"))[0] == "The ban"


def test_courses_that_one_does_not_take_are_offered(learner):
    assert learner.get("/kk/my").html.xpath("//li[contains(@class, 'card')]//a/@href") == [
        "/kk/courses/prohibition-of-torture"
    ]


def test_a_course_out_of_the_catalogue_is_out_of_sight(app, learner, session, clock):
    withdraw(session, BAN, now=clock())
    session.commit()
    app.extensions["shelf"].look_again()
    assert titles(learner.get("/kk/my")) == []
    assert learner.status(f"/kk/courses/{BAN}") == 404
    assert learner.post(f"/kk/courses/{BAN}/enrol").status_code == 404


def test_a_learner_goes_on_at_the_first_lesson_not_read_when_the_last_place_is_gone(press, learner):
    learner.post(f"/kk/courses/{BAN}/{INVESTIGATION}/place", {"anchor": "opening", "seconds": "5"})
    press({"02-duty/01-duty.en.md": None, "02-duty/02-other.en.md": "---\ntitle: Other\nminutes: 5\n---\n\nWords.\n"})
    assert f"/kk/courses/{BAN}/{READING}" in learner.get("/kk/my").links()


def test_who_has_read_everything_goes_on_to_the_test(learner):
    for_all = [learner.post(f"/kk/courses/{BAN}/{lesson}/complete") for lesson in (READING, INVESTIGATION)]
    assert len(for_all) == 2
    assert f"/kk/courses/{BAN}/test" in learner.get("/kk/my").links()


def test_a_weekly_goal_is_set_reached_and_given_up(learner, lesson_url):
    page = learner.send(learner.get("/en/my"), action="/goal", lessons="1")
    assert "Lessons finished this week: 0 / 1" in page.text
    learner.post(f"{lesson_url}/complete")
    page = learner.get("/en/my")
    assert "Goal reached" in page.text
    assert "/ 1" not in learner.send(page, action="/goal", lessons="0").html.xpath(
        "string(//section[@aria-labelledby='week'])"
    )


def test_the_calendar_says_in_words_what_it_draws(learner, lesson_url):
    learner.post(f"{lesson_url}/place", {"seconds": "600"})
    page = learner.get("/en/my")
    assert page.html.xpath("//svg[@role='img']/@aria-label") == [
        "Days on which you have learnt in the last half year: 1"
    ]
    assert page.html.xpath("//section[@aria-labelledby='week']//tbody/tr/td/text()") == ["1", "0", "10"]
