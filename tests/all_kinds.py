"""The small course with a question of every kind in its lesson and in its bank, in English and Kazakh."""

from collections.abc import Mapping

from tests.content.builders import LESSON_EN, LESSON_KK
from tests.small_course import Changes, rules


def _question(id_: str, prompt: str, answers: str, feedback: str, header: str = "") -> str:
    return f"::: question {id_}\n{header}\n{prompt}\n\n{answers}\n> {feedback}\n:::\n"


QUESTIONS: Mapping[str, tuple[str, str]] = {
    "truth": (
        _question("truth", "The ban is absolute.", "- [x] True\n- [ ] False\n", "FEEDBACK one."),
        _question("truth", "Тыйым абсолютті.", "- Дұрыс\n- Бұрыс\n", "ТҮСІНДІРМЕ бір."),
    ),
    "qualities": (
        _question(
            "qualities",
            "What is an investigation?",
            "- [x] Prompt.\n- [ ] Secret.\n- [x] Impartial.\n",
            "FEEDBACK two.",
            "credit: proportional\n",
        ),
        _question("qualities", "Тергеу қандай?", "- Жедел.\n- Құпия.\n- Бейтарап.\n", "ТҮСІНДІРМЕ екі."),
    ),
    "terms": (
        _question(
            "terms",
            "How long may each last?",
            "- arrest :: *48* hours\n- custody :: two months\n- appeal :: fifteen days\n",
            "FEEDBACK three.",
        ),
        _question(
            "terms",
            "Әрқайсысы қанша созылады?",
            "- ұстау :: *48* сағат\n- қамау :: екі ай\n- шағым :: он бес күн\n",
            "ТҮСІНДІРМЕ үш.",
        ),
    ),
    "steps": (
        _question(
            "steps",
            "In which order?",
            "1. Examine the person.\n2. Open the case.\n3. Question witnesses.\n4. Go to court.\n",
            "FEEDBACK four.",
            "credit: proportional\n",
        ),
        _question(
            "steps",
            "Қандай ретпен?",
            "1. Адамды қарау.\n2. Істі бастау.\n3. Куәлардан жауап алу.\n4. Сотқа беру.\n",
            "ТҮСІНДІРМЕ төрт.",
        ),
    ),
    "who": (
        _question("who", "Who decides on custody?", "= investigating judge\n= the court\n", "FEEDBACK five."),
        _question("who", "Қамау туралы кім шешеді?", "= тергеу судьясы\n", "ТҮСІНДІРМЕ бес."),
    ),
    "days": (
        _question("days", "For how long?", "= 30 ± 0.5 days\n", "FEEDBACK six."),
        _question("days", "Қанша уақытқа?", "= 30 ± 0,5 күн\n", "ТҮСІНДІРМЕ алты."),
    ),
    "sentence": (
        _question(
            "sentence",
            "The term is {{thirty|ten|sixty}} days, counted by {{= judge}} from the {{arrest|trial}}.",
            "",
            "FEEDBACK seven.",
        ),
        _question(
            "sentence",
            "Мерзімі {{отыз|он|алпыс}} күн, оны {{= судья}} {{ұстаудан|соттан}} бастап есептейді.",
            "",
            "ТҮСІНДІРМЕ жеті.",
        ),
    ),
    "essay": (
        _question("essay", "Why is the ban absolute?", "", "FEEDBACK eight."),
        _question("essay", "Тыйым неге абсолютті?", "", "ТҮСІНДІРМЕ сегіз."),
    ),
}
# What the fields are called and what is given for them, as an English page has it. A list: options to tick.
Given = list[str] | dict[str, str]
RIGHT: Mapping[str, Given] = {
    "truth": ["True"],
    "qualities": ["Prompt.", "Impartial."],
    "terms": {"arrest": "48 hours", "custody": "two months", "appeal": "fifteen days"},
    "steps": {"Examine the person.": "1", "Open the case.": "2", "Question witnesses.": "3", "Go to court.": "4"},
    "who": {"Your answer": "The COURT"},
    "days": {"Your answer": "30.4"},
    "sentence": {"Gap 1 of 3": "thirty", "Gap 2 of 3": "Judge", "Gap 3 of 3": "arrest"},
    "essay": {"Your answer": "Because\nit is."},
}
WRONG: Mapping[str, Given] = {
    "truth": ["False"],
    "qualities": ["Secret."],
    "terms": {"arrest": "two months", "custody": "48 hours", "appeal": "48 hours"},
    "steps": {"Examine the person.": "4", "Open the case.": "3", "Question witnesses.": "2", "Go to court.": "1"},
    "who": {"Your answer": "nobody"},
    "days": {"Your answer": "31"},
    "sentence": {"Gap 1 of 3": "ten", "Gap 2 of 3": "clerk", "Gap 3 of 3": "trial"},
}
CANONICAL = {
    "truth": {"1": "x"},
    "qualities": {"1": "x", "3": "x"},
    "terms": {"1": "1", "2": "2", "3": "3"},
    "steps": {"1": "1", "2": "2", "3": "3", "4": "4"},
    "who": {"text": "The COURT"},
    "days": {"text": "30.4"},
    "sentence": {"1": "1", "2": "Judge", "3": "1"},
    "essay": {"text": "Because\nit is."},
}


def all_kinds() -> Changes:
    """The whole bank is drawn."""
    english = "\n".join(words for words, _ in QUESTIONS.values())
    kazakh = "\n".join(words for _, words in QUESTIONS.values())
    return {
        "course.yaml": rules(minutes=40)["course.yaml"].replace("{ban: 1, duty: 1}", str(len(QUESTIONS))),
        "test.en.md": english,
        "test.kk.md": kazakh,
        "01-ban/01-why.en.md": f"{LESSON_EN}\n{english}",
        "01-ban/01-why.kk.md": f"{LESSON_KK}\n{kazakh}",
    }


# The same words on the page with another key: a question as it is written now, and how it could be written else.
OTHER_KEY = {
    "truth": ("- [x] True\n- [ ] False\n", "- [ ] True\n- [x] False\n"),
    "qualities": ("- [x] Prompt.\n- [ ] Secret.\n", "- [ ] Prompt.\n- [x] Secret.\n"),
    "terms": ("arrest :: *48* hours\n- custody :: two months\n", "arrest :: two months\n- custody :: *48* hours\n"),
    "steps": ("1. Examine the person.\n2. Open the case.\n", "1. Open the case.\n2. Examine the person.\n"),
    "who": ("= investigating judge\n= the court\n", "= CANARY judge\n"),
    "days": ("= 30 ± 0.5 days", "= 77777 ± 3 days"),
    "sentence": (
        "{{thirty|ten|sixty}} days, counted by {{= judge}}",
        "{{ten|thirty|sixty}} days, counted by {{= CANARY}}",
    ),
    "essay": ("FEEDBACK eight.", "CANARY eight."),
}


def with_another_key() -> Changes:
    """All kinds, their words as before; whatever must not be seen is a canary."""
    changed = dict(all_kinds())
    for file in ("test.en.md", "01-ban/01-why.en.md"):
        text = str(changed[file]).replace("FEEDBACK", "CANARY")
        for old, new in OTHER_KEY.values():
            assert old.replace("FEEDBACK", "CANARY") in text
            text = text.replace(old.replace("FEEDBACK", "CANARY"), new)
        changed[file] = text
    return {**changed, "test.kk.md": None, "01-ban/01-why.kk.md": LESSON_KK}
