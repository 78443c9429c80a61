"""The paper as a PDF: whole, one page, archival, the same bytes every time."""

import hashlib
import io
from dataclasses import replace
from datetime import date
from functools import cache

import pypdf
import pytest

from helpcourse.certification.draw import UnprintableError, draw
from helpcourse.certification.record import OwnWords, PaperKind, Record
from tests.certification.template_builders import logo

RECORD = Record(
    kind=PaperKind.CERTIFICATE,
    code="7Q4M2NXK9RTW",
    number="2026/000123",
    languages=("kk", "ru"),
    names={"kk": "Ахметова Әйгерім Серікқызы", "ru": "Ахметова Айгерим Сериковна", "en": "Akhmetova Aigerim"},
    course_titles={"kk": "Азаптауға тыйым салу", "ru": "Запрет пыток", "en": "The prohibition of torture"},
    hours=6,
    started_on=date(2026, 9, 14),
    finished_on=date(2026, 10, 30),
    issued_on=date(2026, 11, 3),
    edition_number=3,
    edition_digest="a1b2c3d4",
    issuers={"kk": "Адвокаттар алқасы", "ru": "Коллегия адвокатов", "en": "Bar Association"},
    signatory_names={"kk": "Ерлан Сәрсенов", "ru": "Ерлан Сарсенов", "en": "Yerlan Sarsenov"},
    signatory_positions={"kk": "Төраға", "ru": "Председатель", "en": "President"},
    places={"kk": "Астана", "ru": "Астана", "en": "Astana"},
    verify_url="https://help.example.org/verify/7Q4M2NXK9RTW",
)
STATEMENT = replace(RECORD, kind=PaperKind.STATEMENT)
EVERY_LANGUAGE = ("kk", "ru", "en")
PAPERS = [
    replace(RECORD, kind=kind, languages=languages)
    for kind in PaperKind
    for languages in [("kk", "ru"), ("kk",), ("en",), EVERY_LANGUAGE]
]
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


def everywhere(text: str) -> dict[str, str]:
    return dict.fromkeys(EVERY_LANGUAGE, text)


def crowded(record: Record) -> Record:
    """The longest texts that anybody has thought of."""
    return replace(
        record,
        names=everywhere(" ".join(["Әлімқұлжанбекмұхамедияров" * 2 + "аминовтай"] * 3)),
        course_titles=everywhere("Адамгершілікке жатпайтын қатыгез іс-әрекеттерге тыйым салу " * 4),
        issuers=everywhere("Қазақстан Республикасы Жоғарғы Сотының жанындағы Сот төрелігі академиясы " * 4),
        signatory_names=everywhere("Абдурахмангали Мухамедиярович Сарсенбаев-Кыдыралиев"),
        signatory_positions=everywhere("Исполняющий обязанности ректора Академии правосудия при Верховном Суде " * 2),
        places=everywhere("Петропавловск-Камчатский"),
        number="KZ-РКА-2026/11-000123-Қ",
        finished_on=date(2027, 10, 30),
        words=dict.fromkeys(
            EVERY_LANGUAGE,
            OwnWords(
                "Біліктілікті арттыру туралы мемлекеттік үлгідегі куәлік",
                "Ұйымның мүшесі " * 5,
                "біліктілігін арттырды " * 8,
            ),
        ),
        verify_url="https://a-long-name-of-a-host.training.institution.example.org/verify/7Q4M2NXK9RTW",
    )


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(record: Record) -> str:
    """What a reader copies from the paper, with every run of white space made one space."""
    return _text_of(record.to_json())


@cache
def _text_of(record: str) -> str:
    return " ".join(read(draw(Record.from_json(record))).pages[0].extract_text().split())


@pytest.mark.parametrize("record", PAPERS)
def test_every_language_of_the_paper_is_whole(record: Record) -> None:
    texts = [record.names, record.course_titles, record.issuers, record.signatory_names, record.signatory_positions]
    text = text_of(record)
    assert [said[lang] for said in texts for lang in record.languages if said[lang] not in text] == []


@pytest.mark.parametrize(
    "printed",
    [
        "СЕРТИФИКАТ",
        "7Q4M-2NXK-9RTW",
        "https://help.example.org/verify/7Q4M2NXK9RTW",
        "Тіркеу нөмірі 2026/000123",
        "Регистрационный номер 2026/000123",
        "Оқу көлемі 6 академиялық сағат",
        "Объём обучения 6 академических часов",
        "Оқу мерзімі 2026 жылғы 14 қыркүйек – 30 қазан",
        "Период обучения 14 сентября – 30 октября 2026 года",
        "Редакция курса 3 (a1b2c3d4)",
        "Берілген күні Астана, 2026 жылғы 3 қараша",
        "Дата выдачи Астана, 3 ноября 2026 года",
    ],
)
def test_a_certificate_says_all_that_a_bar_asks(printed: str) -> None:
    assert printed in text_of(RECORD)


def test_each_language_is_read_to_its_end_before_the_next() -> None:
    text = text_of(RECORD)
    assert text.index("Берілген күні") < text.index("Слушатель")


def test_kazakh_letters_can_be_copied() -> None:
    assert KAZAKH in text_of(replace(RECORD, names=everywhere(KAZAKH)))


def test_a_statement_is_not_called_a_certificate() -> None:
    text = text_of(STATEMENT)
    assert "Справка о завершении курса" in text
    assert "сертификат" not in text.lower()


@pytest.mark.parametrize("record", PAPERS)
def test_the_longest_texts_stay_on_one_page(record: Record) -> None:
    pdf = read(draw(crowded(record)))
    assert len(pdf.pages) == 1
    assert crowded(record).names["kk"].split()[0] in pdf.pages[0].extract_text()


@pytest.mark.parametrize("record", PAPERS)
def test_the_same_record_gives_the_same_bytes(record: Record) -> None:
    assert draw(record) == draw(Record.from_json(record.to_json()))


def test_the_logo_is_there_and_says_whose_it_is() -> None:
    picture = logo()
    pdf = draw(replace(RECORD, logo=hashlib.sha256(picture.content).hexdigest()), logo=picture.content)
    assert [(image.image.size) for image in read(pdf).pages[0].images] == [(picture.width, picture.height)]
    assert "Логотип: Адвокаттар алқасы" in [str(figure.get("/Alt")) for figure in figures(pdf)]


def figures(pdf: bytes) -> list[pypdf.generic.DictionaryObject]:
    """What the file tells readers to be pictures."""
    objects = (read(pdf).get_object(number) for number in range(1, read(pdf).trailer["/Size"]))
    return [one for one in objects if isinstance(one, pypdf.generic.DictionaryObject) and one.get("/S") == "/Figure"]


@pytest.mark.parametrize("content", [b"", logo(1).content])
def test_another_logo_than_the_recorded_one_is_not_drawn(content: bytes) -> None:
    with pytest.raises(ValueError, match="logo"):
        draw(replace(RECORD, logo=hashlib.sha256(logo().content).hexdigest()), logo=content)


@pytest.mark.parametrize("languages", [("ru",), ("kk", "ru"), EVERY_LANGUAGE])
def test_an_issuers_own_words_are_printed_in_the_place_of_ours(languages: tuple[str, ...]) -> None:
    own = OwnWords("Удостоверение о повышении квалификации адвоката", "Адвокат", "Повышена квалификация по курсу")
    text = text_of(replace(RECORD, languages=languages, words={"ru": own}))
    assert [words for words in (own.heading.upper(), own.lead, own.sentence) if words not in text] == []
    assert "Слушатель" not in text


def test_fonts_are_embedded() -> None:
    pdf = draw(RECORD)
    assert pdf.count(b"/FontFile2") == pdf.count(b"/FontDescriptor ") == 4


@pytest.mark.parametrize(
    "marker", ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</", "<pdfuaid:part>1</pdfuaid:part>"]
)
def test_the_file_is_for_archives_and_for_screen_readers(marker: str) -> None:
    assert marker.encode() in draw(RECORD)


def test_the_file_is_dated_by_the_day_of_issue() -> None:
    assert b"/CreationDate(D:20261103000000Z)" in draw(RECORD)


def test_texts_are_never_read_as_markup() -> None:
    assert '#panic() *Әйгерім* $x$ \\ "' in text_of(replace(RECORD, names=everywhere('#panic() *Әйгерім* $x$ \\ "')))


def test_a_letter_split_in_two_is_put_together() -> None:
    assert "Сергей" in text_of(replace(RECORD, names=everywhere("Сергеи\u0306")))


def test_letters_that_the_fonts_lack_are_named() -> None:
    with pytest.raises(UnprintableError) as error:
        draw(replace(RECORD, names=everywhere("王 Айгерим")))
    assert error.value.letters == "王"


@pytest.mark.parametrize(
    "name",
    [
        "Әбдіғаппар Һұсейінқызы",
        "Ёлкина Щербакова-Ъ",
        "Oʻtkir Gʻulomov",
        "Şaýdurdyýewa Ñ Ň Ž",
        "Ўткир",
        "Ҷӯраева Мавзуна Ҳакимӣ",
    ],
)
def test_the_names_of_the_region_can_be_printed(name: str) -> None:
    assert name in text_of(replace(STATEMENT, names=everywhere(name)))


def test_a_name_is_printed_in_one_face() -> None:
    pdf = draw(replace(RECORD, names=everywhere("Ҷӯраева Мавзуна Ҳакимӣ")))
    assert b"NotoSerif" in pdf
    assert b"Literata" not in pdf
