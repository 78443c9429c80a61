"""How answers to a question of ours are processed in QTI 3: declarations and rules."""

from collections.abc import Iterable, Sequence
from html import escape

from helpcourse.assessment.questions import Credit


def response(name: str, cardinality: str, base_type: str, correct: Iterable[str], mapping: str = "") -> str:
    values = "".join(f"<qti-value>{escape(value, quote=False)}</qti-value>" for value in correct)
    right = f"<qti-correct-response>{values}</qti-correct-response>" if values else ""
    return (
        f'<qti-response-declaration identifier="{name}" cardinality="{cardinality}" base-type="{base_type}">'
        f"{right}{mapping}</qti-response-declaration>"
    )


def mapping(values: Iterable[tuple[str, float]], *, is_exact: bool | None = None) -> str:
    """What each response is worth; `is_exact` says of words whether capital letters matter."""
    case = "" if is_exact is None else f' case-sensitive="{str(is_exact).lower()}"'
    entries = "".join(
        f'<qti-map-entry map-key="{escape(key)}" mapped-value="{value:.7g}"{case}/>' for key, value in values
    )
    return f'<qti-mapping default-value="0" lower-bound="0">{entries}</qti-mapping>'


def outcome(name: str, cardinality: str, base_type: str, default: Iterable[str] = ()) -> str:
    values = "".join(f"<qti-value>{value}</qti-value>" for value in default)
    given = f"<qti-default-value>{values}</qti-default-value>" if values else ""
    return (
        f'<qti-outcome-declaration identifier="{name}" cardinality="{cardinality}" base-type="{base_type}">'
        f"{given}</qti-outcome-declaration>"
    )


def is_correct(name: str = "RESPONSE") -> str:
    return f'<qti-match><qti-variable identifier="{name}"/><qti-correct identifier="{name}"/></qti-match>'


def is_within(tolerance: str) -> str:
    """Whether a number is."""
    return (
        f'<qti-equal tolerance-mode="absolute" tolerance="{tolerance} {tolerance}">'
        '<qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-equal>'
    )


def is_at(place: int, choice: str) -> str:
    """Whether a step stands at this place."""
    at = f'<qti-index n="{place}"><qti-variable identifier="RESPONSE"/></qti-index>'
    return f'<qti-match>{at}<qti-base-value base-type="identifier">{choice}</qti-base-value></qti-match>'


def is_accepted(name: str) -> str:
    """Whether what was typed is among the words that are mapped."""
    zero = '<qti-base-value base-type="float">0</qti-base-value>'
    return f'<qti-gt><qti-map-response identifier="{name}"/>{zero}</qti-gt>'


def scored(conditions: Sequence[str], points: float, credit: Credit) -> str:
    """All points if all are met; or in proportion, each its share."""
    if credit is Credit.EXACT:
        whole = conditions[0] if len(conditions) == 1 else f"<qti-and>{''.join(conditions)}</qti-and>"
        return _if(whole, _points(points))
    share = f'<qti-sum><qti-variable identifier="SCORE"/>{_points(points / len(conditions))}</qti-sum>'
    return "".join(_if(condition, share) for condition in conditions)


def as_mapped() -> str:
    return _set("SCORE", '<qti-map-response identifier="RESPONSE"/>')


def shown_with_response() -> str:
    """The feedback to what was chosen."""
    return _set("FEEDBACK", '<qti-variable identifier="RESPONSE"/>')


def modal(name: str, html: str, outcome_name: str = "FEEDBACK") -> str:
    return (
        f'<qti-modal-feedback outcome-identifier="{outcome_name}" identifier="{name}" show-hide="show">'
        f"<qti-content-body>{html}</qti-content-body></qti-modal-feedback>"
    )


def _points(points: float) -> str:
    return f'<qti-base-value base-type="float">{points:.7g}</qti-base-value>'


def _if(condition: str, value: str) -> str:
    met = f"<qti-response-if>{condition}{_set('SCORE', value)}</qti-response-if>"
    return f"<qti-response-condition>{met}</qti-response-condition>"


def _set(name: str, value: str) -> str:
    return f'<qti-set-outcome-value identifier="{name}">{value}</qti-set-outcome-value>'
