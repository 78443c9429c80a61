"""Addresses as QR codes within a page."""

import segno
from markupsafe import Markup


def qr(address: str) -> Markup:
    """As an SVG with its quiet zone; the address stands beside it in letters."""
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None, dark="#000")
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704 - drawn by the library from figures
