"""The questionnaires that every cohort has until somebody writes others."""

from collections.abc import Mapping

from helpcourse.tutoring.evaluation.asked import Kind, Question
from helpcourse.tutoring.evaluation.rules import Phase
from helpcourse.tutoring.options import Option


def _words(kk: str, ru: str, en: str) -> Mapping[str, str]:
    return {"kk": kk, "ru": ru, "en": en}


def _options(*wordings: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(str(number), wording) for number, wording in enumerate(wordings, 1))


# Asked before and after: what has changed is seen by them.
_KNOWLEDGE = Question(
    "knowledge",
    Kind.SCALE,
    _words(
        "Мен курс тақырыбын жақсы білемін.",
        "Я хорошо знаю тему курса.",
        "I know the subject of the course well.",
    ),
)
_PRACTICE = Question(
    "practice",
    Kind.SCALE,
    _words(
        "Мен жұмысымда адам құқықтарының халықаралық стандарттарына сенімді түрде сүйене аламын.",
        "Я могу уверенно опираться на международные стандарты прав человека в своей работе.",
        "I can rely on international human-rights standards in my work with confidence.",
    ),
)

_BEFORE = (
    _KNOWLEDGE,
    _PRACTICE,
    Question(
        "experience",
        Kind.CHOICE,
        _words(
            "Курс тақырыбына қатысты істермен қаншалықты жиі жұмыс істейсіз?",
            "Как часто Вы работаете с делами по теме курса?",
            "How often do you work on cases that touch the subject of the course?",
        ),
        _options(
            _words("Әзірге жұмыс істеген жоқпын", "Пока не приходилось", "Not so far"),
            _words("Жылына бірнеше рет", "Несколько раз в год", "A few times a year"),
            _words("Ай сайын немесе одан да жиі", "Каждый месяц или чаще", "Every month or more often"),
        ),
    ),
    Question(
        "expectations",
        Kind.SEVERAL,
        _words("Курстан не күтесіз?", "Чего Вы ждёте от курса?", "What do you expect of the course?"),
        _options(
            _words(
                "Халықаралық стандарттар мен практиканы түсіну",
                "Разобраться в международных стандартах и практике",
                "To understand international standards and practice",
            ),
            _words(
                "Процестік құжаттарда оларға сүйенуді үйрену",
                "Научиться ссылаться на них в процессуальных документах",
                "To learn to use them in procedural documents",
            ),
            _words("Әріптестермен тәжірибе алмасу", "Обменяться опытом с коллегами", "To share experience with peers"),
            _words("Біліктілікті арттыру", "Повысить квалификацию", "To count it as professional development"),
        ),
    ),
    Question(
        "wish",
        Kind.WORDS,
        _words(
            "Қай сұраққа міндетті түрде жауап алғыңыз келеді?",
            "На какой вопрос Вы обязательно хотели бы получить ответ?",
            "Which question would you like to have answered by all means?",
        ),
    ),
)

_AFTER = (
    Question(
        "usefulness",
        Kind.SCALE,
        _words(
            "Курста үйренгенім жұмысыма пайдалы.",
            "То, что я узнал(а) на курсе, полезно для моей работы.",
            "What I have learnt in the course is useful for my work.",
        ),
    ),
    _KNOWLEDGE,
    _PRACTICE,
    Question(
        "tutor",
        Kind.SCALE,
        _words(
            "Тьютор түсінікті түсіндірді және сұрақтарға уақтылы жауап берді.",
            "Тьютор понятно объяснял и вовремя отвечал на вопросы.",
            "The tutor explained clearly and answered questions in time.",
        ),
    ),
    Question(
        "materials",
        Kind.SCALE,
        _words(
            "Сабақтар мен материалдар түсінікті әрі жеткілікті болды.",
            "Занятия и материалы были понятными и достаточными.",
            "The lessons and materials were clear and sufficient.",
        ),
    ),
    Question(
        "pace",
        Kind.CHOICE,
        _words("Оқу қарқыны қандай болды?", "Каким был темп обучения?", "How was the pace?"),
        _options(
            _words("Тым баяу", "Слишком медленным", "Too slow"),
            _words("Қолайлы", "Подходящим", "About right"),
            _words("Тым жылдам", "Слишком быстрым", "Too fast"),
        ),
    ),
    Question(
        "best",
        Kind.WORDS,
        _words("Ең пайдалысы не болды?", "Что было самым полезным?", "What was most useful?"),
    ),
    Question(
        "better",
        Kind.WORDS,
        _words("Нені жақсартуға болады?", "Что стоит улучшить?", "What could be better?"),
    ),
)

STANDARD: Mapping[Phase, tuple[Question, ...]] = {Phase.BEFORE: _BEFORE, Phase.AFTER: _AFTER}
COMPARED = (_KNOWLEDGE.id, _PRACTICE.id)  # asked before and after
