"""The blocks of a lesson as they stand on paper: nothing to press, nothing folded, no answers told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape

from helpcourse.assessment.questions import Question
from helpcourse.content.compiled import Piece
from helpcourse.content.media_types import MediaKind
from helpcourse.content.model import BlockKind, Freshness
from helpcourse.interop.tasks import task


@dataclass(frozen=True, slots=True)
class Words:
    """What a book says besides its course, in its language; plain text."""

    language: str
    tags: Mapping[str, str]  # kind of block -> what stands over it
    how_to_answer: Mapping[str, str]  # by kind of question; of a single choice nothing
    model_answers: str
    criterion: str
    points: str
    stale: str
    stale_question: str
    missing: str
    media: Mapping[MediaKind, str]  # over what a picture, a sound or a video shows
    transcripts: Mapping[MediaKind, str]  # over what is said in it
    country: Callable[[str], str]  # "KZ" -> over a national note
    as_of: Callable[[Piece], str]  # under a national note: its dates, who checked it
    number: Callable[[float], str]  # points
    about: str
    contents: str
    objectives: str
    glossary: str
    sources: str
    source_kinds: Mapping[str, str]
    as_a_whole: str  # of a source that is cited without a place in it
    module: Callable[[int], str]  # over a module's title
    edition: str  # which it is, and of when
    address: str  # of the course on the site; empty: unknown


@dataclass(slots=True)
class Drawing:
    """Draws one lesson; numbers the tasks and keeps their model answers for its end."""

    questions: Mapping[str, Question]
    words: Words
    tasks: int = 0
    answers: str = ""

    def all(self, pieces: Iterable[Piece]) -> str:
        """The lesson's HTML."""
        drawn = "".join(self._piece(piece) for piece in pieces)
        if not self.answers:
            return drawn
        return f'{drawn}<section class="models"><h2>{escape(self.words.model_answers)}</h2>{self.answers}</section>'

    def _piece(self, piece: Piece, around: Piece | None = None) -> str:
        draw = _WAYS.get(piece.kind, Drawing._tagged)
        return self._freshness(piece, around) + draw(self, piece)

    def _freshness(self, piece: Piece, around: Piece | None) -> str:
        """Said once where a block and what stands in it are of one age."""
        if piece.freshness is Freshness.CURRENT or (around and around.freshness is piece.freshness):
            return ""
        stale = self.words.stale_question if piece.kind is BlockKind.QUESTION else self.words.stale
        said = stale if piece.freshness is Freshness.STALE else self.words.missing
        return f'<p class="stale">{escape(said)}</p>'

    def _inside(self, piece: Piece) -> str:
        return piece.html + "".join(self._piece(inner, piece) for inner in piece.inside)

    def _tag(self, text: str) -> str:
        return f'<p class="tag" lang="{self.words.language}">{escape(text)}</p>' if text else ""

    def _section(self, piece: Piece) -> str:
        heading = f"<h2>{piece.heading}</h2>" if piece.heading else ""
        return f"<section{_names(piece)}>{heading}{self._inside(piece)}</section>"

    def _tagged(self, piece: Piece) -> str:
        """A block that is set apart; of a kind that has no words over it, just its own."""
        tag = self._tag(self.words.tags.get(piece.kind, ""))
        title = f'<p class="title">{piece.heading}</p>' if piece.heading else ""
        looks = f"note {piece.kind}" if tag else piece.kind
        return f'<div class="{looks}"{_names(piece)}>{tag}{title}{self._inside(piece)}</div>'

    def _keypoints(self, piece: Piece) -> str:
        heading = f'<h2 lang="{self.words.language}">{escape(self.words.tags[piece.kind])}</h2>'
        return f'<section class="keypoints"{_names(piece)}>{heading}{self._inside(piece)}</section>'

    def _legal(self, piece: Piece) -> str:
        source = f"<figcaption>{piece.citation_html}</figcaption>" if piece.citation_html else ""
        return f'<figure class="legal"{_names(piece)}>{self._inside(piece)}{source}</figure>'

    def _media(self, piece: Piece) -> str:
        """Its words: the picture, the sound or the video itself stays on the site."""
        if piece.media is None:
            return ""
        kind = piece.media.kind
        alt = f"{self._tag(self.words.media[kind])}<p>{escape(piece.media.alt)}</p>"
        said = f"{self._tag(self.words.transcripts[kind])}{piece.model_html}" if piece.model_html else ""
        return f'<div class="note media"{_names(piece)}>{alt}{self._inside(piece)}{said}</div>'

    def _national(self, piece: Piece) -> str:
        language = self.words.language
        as_of = f'<p class="as-of" lang="{language}">{escape(self.words.as_of(piece))}</p>'
        tag = self._tag(self.words.country(piece.country))
        return f'<section class="national"{_names(piece)}>{tag}{self._inside(piece)}{as_of}</section>'

    def _question(self, piece: Piece) -> str:
        """What is asked and how it is answered; neither what is right nor what is said about it."""
        question, words = self.questions.get(piece.id), piece.words
        if question is None or words is None:
            return ""
        how = self.words.how_to_answer.get(question.kind, "")
        hint = f'<p lang="{self.words.language}">{escape(how)}</p>' if how else ""
        asked = f'<div class="prompt">{words.prompt}</div>{hint}{task(question, words)}'
        return f'<section class="question"{_names(piece)}>{self._tag(self.words.tags[piece.kind])}{asked}</section>'

    def _task(self, piece: Piece) -> str:
        """What is asked; the model answer waits at the end of the lesson."""
        self.tasks += 1
        name = f"{self.words.tags[piece.kind]} {self.tasks}"
        if piece.model_html or piece.rubric:
            answer = f"{self._rubric(piece)}{piece.model_html}"
            self.answers += f'<div lang="{piece.language}"><h3>{escape(name)}</h3>{answer}</div>'
        return f'<section class="reflection"{_names(piece)}>{self._tag(name)}{self._inside(piece)}</section>'

    def _rubric(self, piece: Piece) -> str:
        if not piece.rubric:
            return ""
        head = f"<tr><th>{escape(self.words.criterion)}</th><th>{escape(self.words.points)}</th></tr>"
        rows = "".join(f"<tr><td>{one.html}</td><td>{self.words.number(one.points)}</td></tr>" for one in piece.rubric)
        return f'<table class="rubric"><thead>{head}</thead><tbody>{rows}</tbody></table>'


_WAYS: Mapping[BlockKind, Callable[[Drawing, Piece], str]] = {
    BlockKind.SECTION: Drawing._section,
    BlockKind.QUESTION: Drawing._question,
    BlockKind.REFLECTION: Drawing._task,
    BlockKind.CASE: Drawing._task,
    BlockKind.LEGAL: Drawing._legal,
    BlockKind.KEYPOINTS: Drawing._keypoints,
    BlockKind.NATIONAL: Drawing._national,
    BlockKind.MEDIA: Drawing._media,
}


def _names(piece: Piece) -> str:
    return f' id="{escape(piece.id)}" lang="{piece.language}"'
