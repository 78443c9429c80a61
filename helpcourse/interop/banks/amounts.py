"""Numbers as they are written in our files: value, tolerance and unit."""

from decimal import Decimal, InvalidOperation

from helpcourse.content.typed import amount_of


def amount_text(value: str, tolerance: str, unit: str = "") -> str:
    """`30 ± 0.5 days`; empty if our files cannot say this number."""
    number, spread = plain_number(value), plain_number(tolerance)
    written = " ".join(filter(None, (f"{number} ± {spread.removeprefix('-')}", " ".join(unit.split()))))
    return written if number and spread and amount_of(written) else ""


def plain_number(text: str) -> str:
    """Without an exponent or needless zeros; empty if it is none."""
    try:
        number = Decimal(text.strip().replace(",", ".").replace("−", "-"))
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > 9:
        return ""
    return f"{number.normalize():f}"
