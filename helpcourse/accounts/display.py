"""How somebody wants the pages to look: size, width, contrast, typeface; and whether single keys do something."""

from collections.abc import Mapping
from dataclasses import dataclass

# What may be chosen of each; the first is how pages look to those who have chosen nothing.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "size": ("usual", "large", "larger", "largest"),
    "width": ("usual", "narrow", "wide"),
    "contrast": ("usual", "high"),
    "typeface": ("usual", "sans", "easy"),
    "keys": ("on", "off"),
}


@dataclass(frozen=True, slots=True)
class Display:
    """One code of each of CHOICES."""

    size: str = "usual"
    width: str = "usual"
    contrast: str = "usual"
    typeface: str = "usual"
    keys: str = "on"

    @property
    def codes(self) -> str:
        """As it is kept: size-large.typeface-easy; empty: as pages come."""
        return ".".join(self._chosen)

    @property
    def classes(self) -> str:
        """As the styles know it: size-large typeface-easy."""
        return " ".join(self._chosen)

    @property
    def _chosen(self) -> list[str]:
        return [
            f"{name}-{getattr(self, name)}" for name, (usual, *_more) in CHOICES.items() if getattr(self, name) != usual
        ]


def display_of(codes: str) -> Display:
    """What was kept; what nobody knows any more is left out."""
    pairs = (code.partition("-") for code in codes.split("."))
    return Display(**{name: code for name, _dash, code in pairs if code in CHOICES.get(name, ())})
