"""In which language a command speaks."""

import pytest

from helpcourse.cli import main
from helpcourse.cli.words import language_of
from tests.content.builders import replaced, write_course


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "ru_KZ.UTF-8", "LC_MESSAGES": "kk_KZ.UTF-8"}, "kk"),
        ({"LC_ALL": "ru_RU.UTF-8", "LC_MESSAGES": "kk_KZ.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),  # set to nothing counts as not set
        ({"LANG": "uz_UZ.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "HELPCOURSE_LANGUAGE": "kk"}, "kk"),
    ],
)
def test_the_setting_wins_over_the_locale(environment, language):
    assert language_of(environment) == language


def test_publish_tells_mistakes_in_the_language_asked_for(tmp_path, capsys):
    folder = write_course(tmp_path, replaced("course.yaml", "hours: 1.5", "hours: long"))
    assert main(["publish", str(folder), "--data", str(tmp_path), "--language", "kk"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "courses/ban/course.yaml:3: `hours`: 2 немесе 0.75 сияқты сан болуы керек: мәнін түзетіңіз",
        "ештеңе жарияланған жоқ",
    ]
