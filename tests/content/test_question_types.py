"""Every type of question is read from what is written, in each language, and shown without what is right."""

import pytest

from helpcourse.assessment.questions import Amount, Credit, Gap, QuestionKind, Typed
from helpcourse.content import stored
from helpcourse.content.compile import compile_course, lesson_page
from tests.content.builders import BANK_EN, SETTINGS, added, load_course, mistakes_in


def asked(lines, header="", prompt="What now?\n\n"):
    return f"::: question x\n{header}\n{prompt}{lines}\n:::\n"


PAIRS = asked("- arrest :: *48* hours\n    > Article 131.\n- custody :: 72 hours\n", "credit: proportional\n")
PAIRS_KK = asked("- ұстау :: 48 сағат\n    > 131-бап.\n- қамау :: 72 сағат\n")
STEPS = asked("1. First.\n2. Second.\n3. Third.\n")
STEPS_KK = asked("1. Бірінші.\n2. Екінші.\n3. Үшінші.\n")
TEXT = asked("= judge\n= the judge\n", "exact_letters: true\n")
TEXT_KK = asked("= судья\n")
NUMBER = asked("= 30 ± 0.5 days\n")
NUMBER_KK = asked("= 30 ± 0,5 күн\n")
GAPS = asked("", prompt="The term is {{ten|thirty|sixty}} days, counted by {{= judge | the judge}}.\n")
GAPS_KK = asked("", prompt="Мерзімі {{он|отыз|алпыс}} күн, есептейтін {{= судья}}.\n")
ESSAY = asked("Give *reasons*.\n")
TYPES = {
    "matching": (PAIRS, PAIRS_KK),
    "ordering": (STEPS, STEPS_KK),
    "text": (TEXT, TEXT_KK),
    "number": (NUMBER, NUMBER_KK),
    "gaps": (GAPS, GAPS_KK),
    "essay": (ESSAY, ESSAY),
}


def read(folder, english, kazakh=""):
    return load_course(folder, added(english, kazakh)).lessons[0].blocks[-1].question


def words(folder, english, kazakh, language="kk"):
    return lesson_page(load_course(folder, added(english, kazakh)), "why", language).pieces[-1].words


@pytest.mark.parametrize("kind", TYPES)
def test_the_type_follows_from_what_is_written(tmp_path, kind):
    assert read(tmp_path, *TYPES[kind]).kind == kind


def test_a_choice_between_two_is_true_or_false(tmp_path):
    question = read(tmp_path, asked("- [x] True\n- [ ] False\n"))
    assert (question.kind, question.right) == (QuestionKind.SINGLE, {"1"})


def test_pairs_belong_together_as_they_are_written(tmp_path):
    question = read(tmp_path, *TYPES["matching"])
    assert (question.options, question.credit) == (("1", "2"), Credit.PROPORTIONAL)
    shown = words(tmp_path, PAIRS, PAIRS_KK, "en")
    assert (shown.options["1"], shown.matches["1"]) == ("arrest", "<em>48</em> hours")
    assert shown.option_feedback == {"1": "<p>Article 131.</p>"}


def test_steps_are_kept_in_the_right_order(tmp_path):
    assert read(tmp_path, STEPS).options == ("1", "2", "3")
    assert words(tmp_path, STEPS, STEPS_KK).options["2"] == "Екінші."


def test_each_language_has_typed_answers_of_its_own(tmp_path):
    assert read(tmp_path, TEXT, TEXT_KK).typed == Typed({"en": ("judge", "the judge"), "kk": ("судья",)}, True)


def test_a_number_has_a_tolerance_and_a_unit_in_each_language(tmp_path):
    assert read(tmp_path, NUMBER, NUMBER_KK).amount == Amount(30.0, 0.5, {"en": ("days",), "kk": ("күн",)})
    assert words(tmp_path, NUMBER, NUMBER_KK).unit == "күн"


def test_a_unit_has_several_forms_of_which_the_first_is_shown(tmp_path):
    russian = asked("= 30 ± 0.5 дней | день |  дня\n")
    assert read(tmp_path, NUMBER, russian).amount.units == {"en": ("days",), "kk": ("дней", "день", "дня")}
    assert words(tmp_path, NUMBER, russian).unit == "дней"


@pytest.mark.parametrize(
    ("kind", "credit"), [("matching", "proportional"), ("gaps", "proportional"), ("ordering", "exact")]
)
def test_several_small_questions_count_one_by_one_unless_the_author_says_otherwise(tmp_path, kind, credit):
    english = TYPES[kind][0].replace("credit: proportional\n", "")
    assert read(tmp_path, english).credit == credit
    assert read(tmp_path, english.replace("question x\n", "question x\ncredit: exact\n")).credit == Credit.EXACT


def test_a_gap_is_chosen_or_typed(tmp_path):
    typed = Typed({"en": ("judge", "the judge"), "kk": ("судья",)})
    assert read(tmp_path, GAPS, GAPS_KK).gaps == (Gap(choices=3), Gap(typed=typed))
    shown = words(tmp_path, GAPS, GAPS_KK)
    gap = '<span class="gap">{}</span>'
    assert shown.prompt == f"<p>Мерзімі {gap.format(1)} күн, есептейтін {gap.format(2)}.</p>"
    assert shown.choices == (("он", "отыз", "алпыс"), ())


def test_what_is_typed_is_on_no_page(tmp_path):
    course = load_course(tmp_path, added(TEXT + GAPS.replace("question x", "question y"), TEXT_KK))
    page = stored.to_json(lesson_page(course, "why", "en"))
    assert "the judge" not in page
    assert "the judge" in stored.to_json(compile_course(course))


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_comes_back_as_it_was_stored(tmp_path, kind):
    course = load_course(tmp_path, added(*TYPES[kind]))
    compiled, page = compile_course(course), lesson_page(course, "why", "kk")
    assert stored.course_from_json(stored.to_json(compiled)) == compiled
    assert stored.lesson_page_from_json(stored.to_json(page)) == page


@pytest.mark.parametrize(
    ("question", "mistake"),
    [
        (PAIRS.replace(" :: 72 hours", ""), "half a pair"),
        (PAIRS.replace("72 hours", "*48* hours"), "`*48* hours` stands in two pairs"),
        (asked("- arrest :: 48 hours\n"), "`x` has fewer than two pairs"),
        (asked("1. First.\n"), "`x` has fewer than two steps to put in order"),
        (STEPS.replace("Third", "First"), "the same option twice"),
        (asked("= judge\n=\n"), "an empty answer"),
        (asked("= about thirty\n", "type: number\n"), "this is no number"),
        (asked("= 30 days\n", "type: number\n"), "this is no number"),
        (asked("= 30 ± 0 days\n= 31 ± 0 days\n", "type: number\n"), "a number has one right value"),
        (asked("", prompt="In {{ten}} days.\n"), "a gap with one answer to choose from"),
        (asked("", prompt="In {{ten|}} days.\n"), "a gap with an empty answer"),
        (asked("", prompt="In {{ten|ten}} days.\n"), "the same answer twice in a gap"),
        (asked("", prompt="In {{ten|six}} or {{two days.\n"), "`x` has a gap that is not closed"),
        (asked("- [x] Yes.\n- [ ] No.\n", "type: essay\n"), "`x` is said to be of type `essay` and is written as"),
        (asked("Why?\n", "type: ordering\n"), "`x` is said to be of type `ordering` and is written as `essay`"),
        (asked("Why?\n", "type: poem\n"), "`type`: input should be 'single', 'multiple'"),
        (asked("= judge\n", "credit: proportional\n"), "`x` cannot be partly right"),
        (STEPS.replace("question x\n", "question x\nexact_letters: true\n"), "in which no words are typed"),
        (asked("1. First.\n2. Second.\n", prompt=""), "`x` asks nothing"),
        (PAIRS.replace("72 hours", "72 <b>hours"), "HTML `<b`"),
    ],
)
def test_what_is_wrong_with_a_question_is_told(tmp_path, question, mistake):
    told = mistakes_in(tmp_path, added(question))
    assert any(mistake in one for one in told), told


@pytest.mark.parametrize(
    ("kind", "old", "new", "mistake"),
    [
        ("matching", " :: 72 сағат", "", "half a pair"),
        ("matching", "- қамау :: 72 сағат\n", "", "`x` has 1 options, the source 2"),
        ("matching", "    > 131-бап.\n", "", "an option's feedback stands in one language only"),
        ("ordering", "3. Үшінші.\n", "", "`x` has 2 options, the source 3"),
        ("ordering", "1. Бірінші.\n2. Екінші.\n3. Үшінші.", "= үш", "`x` is answered in another way"),
        ("text", "= судья\n", "", "`x` is answered in another way"),
        ("number", "30", "31", "another number than in the source"),
        ("gaps", ", есептейтін {{= судья}}", "", "`x` has 1 gaps, the source 2"),
        ("gaps", "|алпыс", "", "a gap that is filled in another way"),
        ("gaps", "= судья", "судья|сот", "a gap that is filled in another way"),
        ("essay", "question x\n", "question x\npoints: 2\n", "header lines in a translation"),
    ],
)
def test_what_is_wrong_with_its_translation_is_told(tmp_path, kind, old, new, mistake):
    english, kazakh = TYPES[kind]
    assert old in kazakh
    told = mistakes_in(tmp_path, added(english, kazakh.replace(old, new, 1)))
    assert any("01-why.kk.md" in one and mistake in one for one in told), told


def with_bank(*more, draw="{ban: 1, duty: 1}"):
    written = [BANK_EN, *(one.replace("question x", f"question x-{number}") for number, one in enumerate(more))]
    return {"test.en.md": "\n".join(written), "course.yaml": SETTINGS.replace("{ban: 1, duty: 1}", draw)}


def test_a_bank_takes_every_type(tmp_path):
    course = load_course(tmp_path, with_bank(*(english for english, _ in TYPES.values())))
    assert [question.kind for question in compile_course(course).bank][2:] == list(TYPES)


def test_a_test_draws_questions_of_every_type(tmp_path):
    course = load_course(tmp_path, with_bank(*(english for english, _ in TYPES.values()), draw=str(2 + len(TYPES))))
    assert course.test.draw == 2 + len(TYPES)
