"""Two thousand courses spoilt by chance: nothing falls over, nothing hangs, nothing runs in a browser."""

import pytest

from tests.content.mutations import mutation
from tests.content.trial import Bench, scripts_in

pytestmark = pytest.mark.usefixtures("tidy_memory")

GROUPS, IN_A_GROUP = 20, 100


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return Bench(tmp_path_factory.mktemp("spoilt"))


@pytest.mark.parametrize("group", range(GROUPS))
def test_whatever_is_written_is_told_or_shown_without_harm(bench, group):
    numbers = range(group * IN_A_GROUP, (group + 1) * IN_A_GROUP)
    assert [fault for number in numbers for fault in bench.faults(mutation(number))] == []


def test_the_trial_finds_what_it_looks_for():
    harmful = '<p onclick="x"><script>x</script><a href="javascript:x">x</a><svg/><a href="https://good.example">x</a>'
    assert len(scripts_in(harmful)) == 4
