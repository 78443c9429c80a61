"""Every mistake of an author is told with its file and line."""

import pytest

from helpcourse.content.load import CourseMistakes, Mistake, load
from helpcourse.content.mistakes import phrase
from tests.content.builders import FILES, LESSON_EN, SETTINGS, load_course, mistakes_in, replaced, write_course

WHY_EN, WHY_KK, WHY_RU = "01-ban/01-why.en.md", "01-ban/01-why.kk.md", "01-ban/01-why.ru.md"


def told(changes, tmp_path):
    """What is told, without the folder that all files lie in."""
    return "\n".join(mistake.removeprefix("courses/ban/") for mistake in mistakes_in(tmp_path, changes))


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("title: Why the ban is absolute\n", "", "2: `title` is missing"),
        ("minutes: 20", "minutes: twenty", "3: `minutes`: must be a whole number"),
        ("minutes: 20", "minutes: 0", "3: `minutes`: input should be greater than or equal to 1"),
        ("minutes: 20", "minutes: 20\nauthor: Dana", "4: `author` is not known here"),
        ("minutes: 20", "minutes: 20\nminutes: 30", "4: `minutes` is given twice"),
        ("minutes: 20", "minutes: &m 20", "3: anchor `&m`"),
        ("title: Why", "title: 'Why", "2: not good YAML (found unexpected end of stream)"),
        ("20\n---\n", "20\n", "1: the front matter is not closed"),
        ("{#no-exception}", "", "8: the heading has no id"),
        ("{#no-exception}", "{#No_Exception}", "8: `No_Exception` is no id"),
        ("## No exception {", "##No exception {", "8: no space after `##`"),
        ("## No exception {", "# No exception {", "8: a heading with one `#`"),
        ("## No exception {", "## {", "8: a heading without words"),
        ("{#no-exception}", "{#war}", "12: the id `war` is used already, in line 8"),
        (
            "A section about",
            "Heading\n-------\nA section about",
            "11: a line of `-` or `=` makes the line above a heading",
        ),
        ("A section about", "```\nA section about", "10: a code fence is not closed"),
        ("A section about", "```{.py onclick=x}\n```\n\nAbout", "10: only a language may follow a code fence"),
        ("::: question war", "::: quiz war", "12: a block of kind `quiz` may not stand here"),
        ("::: question war", "::: question", "12: the block has no id"),
        ("::: question war", "::: question the war", "12: a block's first line is not understood"),
        ("::: question war", ":::: question war", "12: a block's first line is not understood"),
        ("points: 2", "points: 0", "13: `points`: input should be greater than 0"),
        ("points: 2", "points: many", "13: `points`: must be a number such as 2 or 0.75"),
        ("points: 2", "marks: 2", "13: `marks` is not known here"),
        ("tags: [ban]", "tags: [ban", "14: not good YAML (expected ',' or ']', but got the end of the text)"),
        ("tags: [ban]", "tags: [The ban]", "14: `tags.0`: must be a-z, 0-9 and single hyphens"),
        ("tags: [ban]", "tags: [ban, ban]", "13: a tag given twice"),
        (
            "points: 2",
            "type: single\npoints: 2\ncredit: proportional",
            "12: `war` is a single choice with proportional credit",
        ),
        ("points: 2", "\npoints: 2", "14: a header line after an empty line"),
        ("- [x] No.", "- [ ] No.", "12: `war` has no right answer"),
        ("- [x] No.\n    > Right.\n", "", "21: `war` has fewer than two options"),
        ("- [x] No.", "- [y] No.", "20: the mark `[y]` is not known"),
        ("- [x] No.", "- No.", "20: an option without a mark"),
        ("- [x] No.", "- [x] ", "20: an option without words"),
        ("- [x] No.", "- [x] Yes, in war.", "20: the same option twice"),
        ("- [x] No.", "- [x] No.\n\n    No?", "20: more than one paragraph"),
        ("- [x] No.", "Well.\n- [x] No.", "20: words that belong to no option"),
        ("May a state suspend the ban?\n\n", "", "12: `war` asks nothing"),
        (
            "> No derogation is allowed.\n:::",
            "> No derogation is allowed.",
            "12: the block `war` is not closed before the block in line 27",
        ),
        ("- It is absolute.\n:::", "- It is absolute.", "56: the block `key` is not closed before the end of the file"),
        ("More prose", ":::\n\nMore prose", "26: `:::` closes nothing"),
        ("More prose", "  ::: note x", "26: `:::` is indented"),
        ("\n> Write it down.\n>\n> Then act.\n", "", "30: `practice` has no model answer"),
        ("What would you do?\n\n", "", "28: `practice` asks nothing"),
        ("source: CAT/2.2", "source: CAT/two", "38: `two` names no place in a source"),
        ("source: CAT/2.2", "source: XYZ", "38: unknown source `XYZ`"),
        ("source: CAT/2.2", "kind: treaty", "38: `source` is missing"),
        ("as_of: 2026-10-01", "as_of: 1 October 2026", "45: `as_of`: must be a day such as 2026-10-01"),
        (
            "as_of: 2026-10-01",
            "as_of: 2026-13-01",
            "45: `as_of`: input should be a valid date or datetime",
        ),
        ("review_by: 2027", "review_by: 2026", "44: `review_by` is not after `as_of`"),
        ("country: KZ", "country: KG", "43: `KG` is not among the course's countries"),
        ("country: KZ", "country: Kazakhstan", "44: `country`: must be two capital letters, as in KZ"),
        ("(source:CAT/2.2)", "(source:CAT/x)", "6: `x` names no place in a source"),
        ("(source:CAT/2.2)", "(source:Cat)", "6: unknown source `Cat`"),
        ("(term:torture)", "(term:tortures)", "10: unknown term `tortures`"),
        ("An aside.", "An\n\n[aside](#nowhere).", "55: no `#nowhere` on this page"),
        ("Never from this one.", "Never <b>from this one.", "19: HTML `<b`"),
        ("No derogation is allowed.", "[No](x:y) derogation.", "23: a link of the kind `x:`"),
        ("Then act.", "Then [act](source:x).", "34: unknown source `x`"),
        ("An aside.", "An <b>aside</b>.", "53: HTML `<b`"),
        ("An aside.", "An <!-- aside -->.", "53: HTML `<!`"),
        ("An aside.", "[An](javascript:alert(1)) aside.", "53: a link of the kind `javascript:`"),
        ("An aside.", "[An](data:text/html,x) aside.", "53: a link of the kind `data:`"),
        ("An aside.", "[An](java&#115;cript:x) aside.", "53: a link of the kind `javascript:`"),
        ("An aside.", "[An](other-lesson.md) aside.", "53: a link that leads nowhere"),
        ("An aside.", "[An](https://x.y){onclick=go} aside.", "53: the attribute `onclick`"),
        ("An aside.", "An *aside*{style=color:red}.", "53: the attribute `style`"),
        ("An aside.", "An *aside*{#war}.", "53: the id `war` is used already"),
        ("An aside.", "An *aside*{#source-CAT}.", "53: `source-CAT` is no id"),
        ("An aside.", "![An](aside.png)", "53: a picture"),
        ("An aside.", "> ## An aside", "53: a heading of the page's own rank"),
        ("An aside.", "An a\u202eside.", "53: an invisible character U+202E"),
        ("An aside.", "[" * 51, "53: too many `[` that are not closed"),
        ("An aside.", "[a](" * 51, "53: too many `(` that are not closed"),
        ("An aside.", "a\n" * 600, "53: more than 500 lines without an empty one"),
        ("An aside.", "- # a\n" * 600, "53: more than 500 lines without an empty one"),
        ("An aside.", "> " * 21 + "An aside.", "53: lists or quotations within each other too deep"),
        ("(source:CAT/2.2)", "(source:" + "C" * 400 + ")", "6: unknown source `" + "C" * 300 + "…`"),
        ("Who investigates?\n", "", "43: `kz-law` has no words in its source language"),
        ("An aside.\n", "", "51: `aside` has no words in its source language"),
    ],
)
def test_a_mistake_in_a_lesson_is_told_with_its_line(tmp_path, old, new, mistake):
    assert f"{WHY_EN}:{mistake}" in told(replaced(WHY_EN, old, new), tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("title: Тыйым", "minutes: 20\ntitle: Тыйым", "2: `minutes` is not known here"),
        ("{#no-exception}", "{#exception}", "7: the source has no `exception`"),
        ("::: question war\n", "::: question war\npoints: 2\n", "12: header lines in a translation"),
        ("::: question war", "::: note war", "11: `war` is of kind `note`, in the source of kind `question`"),
        ("- Иә, соғыста.", "- [ ] Иә, соғыста.", "15: an option with a mark in a translation"),
        ("- Иә, соғыста.\n    > Бұдан ешқашан.\n", "", "11: `war` has 1 options, the source 2"),
        ("    > Дұрыс.\n", "", "17: an option's feedback stands in one language only"),
        ("\n> Шегінуге жол жоқ.\n", "", "18: the feedback of `war` stands in one language only"),
        ("Мемлекет тыйымды тоқтата ала ма?\n\n", "", "11: `war` asks nothing"),
        ("\n> Жазып қойыңыз.\n>\n> Содан кейін әрекет етіңіз.\n", "", "25: `practice` has no model answer"),
        ("Ескертпе.", "### Ескертпе\n\nЖоқ.", "44: `aside` has 1 headings within, the source 0, or of other rank"),
        ("Ескертпе.\n", "", "44: `aside` has no words"),
        ("::: note aside", "::: note key", "49: the id `key` is used already, in line 44"),
        ("(term:torture)", "(term:азаптау)", "9: unknown term `азаптау`"),
    ],
)
def test_a_mistake_in_a_translation_is_told_with_its_line(tmp_path, old, new, mistake):
    assert f"{WHY_KK}:{mistake}" in told(replaced(WHY_KK, old, new), tmp_path)


def test_blocks_of_a_translation_keep_the_order_of_the_source(tmp_path):
    aside, key = "::: note aside\n\nЕскертпе.\n:::\n", "::: keypoints key\n\n- Ол абсолютті.\n:::\n"
    changes = replaced(WHY_KK, f"{aside}\n{key}", f"{key}\n{aside}")
    assert told(changes, tmp_path) == f"{WHY_KK}:49: `aside` stands in another order than in the source"


@pytest.mark.parametrize(
    ("file", "old", "new", "mistake"),
    [
        ("course.yaml", "source: en", "source: de", "1: `source`: input should be 'kk', 'ru' or 'en'"),
        ("course.yaml", "hours: 1.5", "hours: .nan", "3: `hours`: must be a number such as 2 or 0.75"),
        ("course.yaml", "open: true", "open: yes", "4: `open`: must be true or false"),
        ("course.yaml", "[en, kk, ru]", "[kk, ru]", "2: the source language `en` is not among the languages"),
        ("course.yaml", "[en, kk, ru]", "[en, kk, ru, ru]", "2: `languages` names one twice"),
        ("course.yaml", "[CAT]", "[CAT, ECHR]", "5: unknown source `ECHR`"),
        ("course.yaml", "{ban: 1, duty: 1}", "{ban: 2, duty: 1}", "8: the bank has 1 questions with the tag `ban`"),
        ("course.yaml", "{ban: 1, duty: 1}", "3", "8: the bank has 2 questions, fewer than are drawn"),
        ("course.yaml", "{ban: 1, duty: 1}", "all", "8: `test.draw`: must be a number of questions, or one by tag"),
        (
            "course.yaml",
            "pass_mark: 0.5",
            "pass_mark: 75",
            "9: `test.pass_mark`: input should be less than or equal to 1",
        ),
        ("course.yaml", "lessons: all", "lessons: some", "11: `completion.lessons`: must be all or false"),
        ("course.yaml", "all\n  test: true", "false\n  test: false", "10: nothing is needed to complete the course"),
        ("course.yaml", "open: true", "open: *yes", "4: alias `*yes`"),
        ("course.yaml", "open: true", "open: !!bool true", "4: tag `tag:yaml.org,2002:bool`"),
        ("course.yaml", "open: true", "---\nopen: true", "4: a second YAML document"),
        ("course.en.md", "summary: On the ban.\n", "", "2: `summary` is missing"),
        ("course.en.md", "Much.", "::: note x\n:::", "8: a block of kind `note` may not stand here"),
        ("glossary.en.md", "pain {#pain}", "pain", "4: a term without name or id"),
        ("glossary.en.md", "pain {#pain}", "pain {#torture}", "4: the term `torture` is defined twice"),
        ("glossary.en.md", "torture {#torture}\n", "", "1: a definition without its term"),
        ("glossary.en.md", ":   It hurts.", "It hurts.", "4: the term `pain` has no definition"),
        ("glossary.en.md", "(source:CAT/1)", "(source:CAAT/1)", "2: unknown source `CAAT`"),
        ("glossary.kk.md", "{#torture}", "{#azaptau}", "1: the source's glossary has no term `azaptau`"),
        ("test.en.md", "tags: [ban]", "tags: [ban, duty]", "1: `ban-1` has two tags that are drawn from: ban, duty"),
        ("test.en.md", "::: question ban-1", "Prose.\n\n::: question ban-1", "1: words outside of a block"),
        (
            "test.en.md",
            "::: question ban-1",
            "::: reflection ban-1",
            "1: a block of kind `reflection` may not stand here",
        ),
        ("test.kk.md", "- Жоқ.", "- [x] Жоқ.", "6: an option with a mark in a translation"),
        (
            "01-ban/module.en.md",
            "- to know it;",
            "## More {#more}",
            "1: a module has its learning objectives and nothing else",
        ),
    ],
)
def test_a_mistake_elsewhere_is_told_with_its_line(tmp_path, file, old, new, mistake):
    assert f"{file}:{mistake}" in told(replaced(file, old, new), tmp_path)


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"course.yaml": None}, "course.yaml:1: the file is missing"),
        ({WHY_EN: None}, "01-ban/01-why.en.md:1: the file in the course's source language is missing"),
        ({"course.en.md": None}, "course.en.md:1: the file in the course's source language is missing"),
        ({"test.en.md": None}, "test.en.md:1: the file in the course's source language is missing"),
        ({"01-ban/module.en.md": None}, "01-ban/module.en.md:1: the file in the course's source language is missing"),
        ({"glossary.en.md": None}, "glossary.en.md:1: the glossary's source language is missing"),
        ({WHY_KK: "Құқық".encode("utf-16")}, f"{WHY_KK}:1: not UTF-8"),
        ({WHY_RU: b"---\ntitle: \xcf\xfb\xf2\xea\xe0\n---\n"}, f"{WHY_RU}:2: not UTF-8"),  # windows-1251
        ({WHY_EN: LESSON_EN + "x" * 60_000}, f"{WHY_EN}:1: {len(LESSON_EN.encode()) + 60_000} bytes are too many"),
        ({WHY_EN: "---\ntitle: Why\nminutes: 5\n---\n"}, f"{WHY_EN}:1: a lesson without words"),
        ({"01-ban/2-more.en.md": "x"}, "01-ban/2-more.en.md:1: a file that is not known here"),
        ({"01-ban/02-More.en.md": LESSON_EN}, "01-ban/02-More.en.md:1: the lesson's id `More` is no id"),
        ({"01-ban/02-test.en.md": LESSON_EN}, "01-ban/02-test.en.md:1: the lesson's id `test` is an address"),
        ({"01-ban/02-duty.en.md": LESSON_EN}, "02-duty/01-duty:1: the lesson id `duty` is used already"),
        ({"01-ban/01-how.en.md": LESSON_EN}, "01-ban:1: the number 01 is given twice"),
        ({"01-ban/01-why.de.md": LESSON_EN}, "01-ban/01-why.de.md:1: a file that is not known here"),
        ({"01-ban/02-a\nb.en.md": LESSON_EN}, r"01-ban/02-a\u000ab.en.md:1: a file that is not known here"),
        ({"01-ban/02-\udcff.en.md": LESSON_EN}, r"01-ban/02-\udcff.en.md:1: the lesson's id `\udcff` is no id"),
        ({"01-ban/02-\udcff.ru.md": LESSON_EN}, r"01-ban/02-\udcff.en.md:1: the file in the course's source language"),
        ({"media/\u202egnp.exe": b"x"}, r"media/\u202egnp.exe:1: no good name for a media file"),
        ({"notes.txt": "x"}, "notes.txt:1: a file that is not known here"),
        ({"drafts/x.md": "x"}, "drafts:1: a folder that is not known here"),
        ({"03-empty/module.en.md": "---\ntitle: x\n---\n\n- y\n"}, "03-empty:1: a module without lessons"),
        ({"translations.lock": "<<<<<<< HEAD\n"}, "translations.lock:1: not a line of the lock"),
        ({"course.yaml": SETTINGS.replace(", ru]", "]")}, f"{WHY_RU}:1: `ru` is not a language of this course"),
        ({"course.yaml": SETTINGS[: SETTINGS.index("test:")]}, "test.en.md:1: a bank, but no test in course.yaml"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_told(tmp_path, changes, mistake):
    assert mistake in told(changes, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("kind: treaty", "kind: treatise", "2: `kind`: input should be 'treaty', 'document', 'law'"),
        (", kk: Гефген Германияға қарсы", "", "9: `title.kk` is missing"),
        ("  number: 22978/05\n", "", "7: `gafgen` has no number or no body"),
        ("https://example.org/cat", "javascript:go()", "6: `url.en`: must be an address that begins with https://"),
        ("unused:", "CAT:", "13: `CAT` is given twice"),
    ],
)
def test_a_mistake_in_the_sources_is_told(tmp_path, old, new, mistake):
    changes = replaced("../sources.yaml", old, new)
    assert f"courses/sources.yaml:{mistake}" in told(changes, tmp_path)


def test_sources_that_are_not_there_are_told_once(tmp_path):
    assert mistakes_in(tmp_path, {"../sources.yaml": None}) == [
        "courses/sources.yaml:1: cannot be read (No such file or directory)"
    ]


def test_a_folder_that_is_not_there_is_told_alone(tmp_path):
    with pytest.raises(CourseMistakes, match="courses/x:1: no such folder"):
        load(tmp_path / "courses" / "x", tmp_path / "sources.yaml")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n")
    folder = write_course(tmp_path, {"01-ban/01-why.ru.md": None})
    (folder / "01-ban" / "01-why.ru.md").symlink_to(secret)
    with pytest.raises(CourseMistakes, match=r"01-why\.ru\.md:1: a link that leads out of the course's folder"):
        load(folder, folder.parent / "sources.yaml")


def test_hidden_files_are_nobodys_mistake(tmp_path):
    assert load_course(tmp_path, {".DS_Store": b"\x00", "01-ban/.swp": b"\x00"}).id == "ban"


def test_all_mistakes_of_all_files_are_told_at_once_and_sorted(tmp_path):
    changes = replaced(WHY_EN, "(term:torture)", "(term:x)") | replaced("course.yaml", "hours: 1.5", "hours: long")
    changes |= replaced(WHY_KK, "(source:CAT/2.2)", "(source:Y)")
    assert [mistake.partition(": ")[0] for mistake in told(changes, tmp_path).splitlines()] == [
        f"{WHY_EN}:10",
        f"{WHY_KK}:5",
        "course.yaml:3",
    ]


def test_a_fault_of_the_source_is_not_told_again_at_its_translations(tmp_path):
    mistakes = told(replaced(WHY_EN, "{#no-exception}", ""), tmp_path)
    assert mistakes == f"{WHY_EN}:8: the heading has no id"


def test_a_mistake_reads_like_a_compiler_error():
    mistake = Mistake("courses/x/01-a/02-b.kk.md", 41, phrase("HTML `<b`"), phrase("write it in Markdown"))
    assert str(mistake) == "courses/x/01-a/02-b.kk.md:41: HTML `<b`: write it in Markdown"


def test_the_small_course_itself_has_none(tmp_path):
    assert mistakes_in(tmp_path, FILES) == []
