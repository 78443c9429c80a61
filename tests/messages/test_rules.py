"""When a mail is tried again."""

from datetime import timedelta

import pytest

from helpcourse.messages.rules import MOST_TRIES, wait_after


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (11, 480)])
def test_the_wait_grows_with_the_tries(tries, minutes):
    assert wait_after(tries) == timedelta(minutes=minutes)


def test_after_the_last_try_a_mail_is_given_up():
    assert wait_after(MOST_TRIES) is None
