"""Makes the fonts of the site and of the certificates anew from the npm packages named in fonts.lock.json.

Run it with `python .ci/fonts.py` (npm, fonttools and brotli needed) after the lock has changed, commit what it makes,
and put the rules that it prints at the top of main.css and display.css. The packages' own subsets weigh 90 kB each:
they carry every letter of their script and every optical size.
"""

import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "helpcourse/static/fonts"
PAPER = ROOT / "helpcourse/certification/fonts"
LOCK = json.loads((Path(__file__).parent / "fonts.lock.json").read_text())
SITE, SECOND = "literata", "noto-serif"  # as the packages name their files
EASY, EASY_FAMILY = "andika", "Easy Reading"  # for those who ask for it; who changes Andika may not keep its name
EASY_WEIGHTS = (400, 700)

FEATURES = ["kern", "mark", "ccmp", "locl", "liga", "tnum"]
WEB_WEIGHTS = (400, 400, 700)  # from, default, to
WEB_OPTICAL_SIZE = 18  # the lesson's text; a whole axis would add 30 kB

KAZAKH = "ӘәҒғҚқҢңӨөҮүҺһ"  # Ұ ұ І і stand in the package's plain Cyrillic
PUNCTUATION = "\u00a0§©«°·»×‐–—‘’“”„•…\u202f€←→−"
# What the site's files hold: our name -> the package's subset, the letters.
WEB_FILES: dict[str, tuple[str, list[int]]] = {
    "latin": ("latin", [*range(0x20, 0x7F), *map(ord, PUNCTUATION)]),
    "latin-1": ("latin", [*range(0xC0, 0xD7), *range(0xD8, 0x100), 0x131, 0x152, 0x153, 0x2BB, 0x2BC]),  # Gäfgen
    "latin-ext": ("latin-ext", [*range(0x100, 0x131), *range(0x132, 0x152), *range(0x154, 0x180), 0x218, 0x219]),
    "cyrillic": ("cyrillic", [0x301, *range(0x400, 0x460), 0x490, 0x491, 0x4B0, 0x4B1, 0x2116]),
    "cyrillic-ext": ("cyrillic-ext", [*map(ord, KAZAKH), 0x20B8]),
}
# What a certificate's fonts hold: anything that a name may be spelt with.
PAPER_LETTERS: dict[str, list[int]] = {
    "latin": [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2BB, 0x2BC, *range(0x2010, 0x2040), 0x20AC, 0x2212],
    "latin-ext": [*range(0x100, 0x180), 0x218, 0x219, 0x21A, 0x21B],
    "cyrillic": [*range(0x400, 0x460), 0x490, 0x491, 0x4B0, 0x4B1, 0x2116],
    "cyrillic-ext": [*range(0x460, 0x530)],
}


@dataclass(frozen=True)
class Cut:
    """A static font of the certificates."""

    face: str
    file: str
    family: str
    style: str  # as the name table has it
    slant: str  # as the package names its files
    weight: int
    optical_size: int


CUTS = (
    Cut(SITE, "Literata-Regular.ttf", "Literata", "Regular", "normal", 400, 12),
    Cut(SITE, "Literata-Italic.ttf", "Literata", "Italic", "italic", 400, 12),
    Cut(SITE, "Literata-SemiBold.ttf", "Literata", "SemiBold", "normal", 600, 12),
    Cut(SITE, "LiterataDisplay-Medium.ttf", "Literata Display", "Regular", "normal", 500, 48),
    # Literata has no Tajik, Uzbek or Bashkir letters: a paper with one is set in this face whole.
    Cut(SECOND, "NotoSerif-Regular.ttf", "Noto Serif", "Regular", "normal", 400, 12),
    Cut(SECOND, "NotoSerif-Italic.ttf", "Noto Serif", "Italic", "italic", 400, 12),
    Cut(SECOND, "NotoSerif-SemiBold.ttf", "Noto Serif", "SemiBold", "normal", 600, 12),
    Cut(SECOND, "NotoSerifDisplay-Medium.ttf", "Noto Serif Display", "Regular", "normal", 500, 48),
)
LETTERS = {SITE: "letters.txt", SECOND: "more-letters.txt"}
LICENCES = {SITE: "OFL.txt", SECOND: "OFL-Noto-Serif.txt"}


def unpack(face: str, folder: Path) -> Path:
    """The package's folder, fetched by npm and compared with the lock."""
    locked = LOCK[face]
    name = f"{locked['package']}@{locked['version']}"
    folder.mkdir()
    subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True)  # noqa: S603, S607 - npm is where it is
    (archive,) = folder.glob("*.tgz")
    if hashlib.sha512(archive.read_bytes()).hexdigest() != locked["sha512"]:
        sys.exit(f"{name} is not the package that fonts.lock.json names")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def reopened(font: TTFont) -> TTFont:
    """The font after a save: fontTools' subsetting and instancing cannot share one in memory."""
    kept = io.BytesIO()
    font.save(kept)
    kept.seek(0)
    return TTFont(kept, recalcTimestamp=False)


def cut(source: Path, letters: Iterable[int], **axes: object) -> TTFont:
    """A variable font with only these letters and these limits of its axes."""
    kept = reopened(with_letters(source, letters))
    limits = {axis.axisTag: axes.get(axis.axisTag, axis.defaultValue) for axis in kept["fvar"].axes}
    return instancer.instantiateVariableFont(kept, limits)  # one family has optical sizes, the other widths


def with_letters(source: Path, letters: Iterable[int]) -> TTFont:
    """A font with only these letters."""
    font = TTFont(source, recalcTimestamp=False)
    for table in {"vhea", "vmtx", "VVAR"} & set(font.keys()):  # vertical writing
        del font[table]
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def make_web_fonts(package: Path) -> None:
    for name, (part, letters) in WEB_FILES.items():
        source = package / f"files/literata-{part}-standard-normal.woff2"
        font = cut(source, letters, wght=WEB_WEIGHTS, opsz=WEB_OPTICAL_SIZE)
        font.flavor = "woff2"
        font.save(WEB / f"literata-{name}.woff2")
        print(font_face("Literata", f"literata-{name}", f"{WEB_WEIGHTS[0]} {WEB_WEIGHTS[2]}"))


def make_easy_fonts(package: Path) -> None:
    for name, (part, letters) in WEB_FILES.items():
        for weight in EASY_WEIGHTS:
            font = with_letters(package / f"files/{EASY}-{part}-{weight}-normal.woff2", letters)
            for key in (1, 4, 6, 16):
                font["name"].setName(EASY_FAMILY.replace(" ", "") if key == 6 else EASY_FAMILY, key, 3, 1, 0x409)
            font.flavor = "woff2"
            font.save(WEB / f"easy-{name}-{weight}.woff2")
            print(font_face(f'"{EASY_FAMILY}"', f"easy-{name}-{weight}", str(weight)))


def font_face(family: str, file: str, weights: str) -> str:
    """The rule of one file as it stands in the styles, its range read from the file itself."""
    letters = sorted(TTFont(WEB / f"{file}.woff2").getBestCmap())
    return (
        f'@font-face {{ font-family: {family}; src: url(fonts/{file}.woff2) format("woff2"); '
        f"font-weight: {weights}; font-display: swap; unicode-range: {unicode_range(letters)} }}"
    )


def unicode_range(letters: list[int]) -> str:
    """Sorted code points as CSS writes them: U+20-7E, U+A0."""
    runs: list[list[int]] = []
    for letter in letters:
        if runs and letter == runs[-1][1] + 1:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)


def make_paper_font(package: Path, wanted: Cut, folder: Path) -> None:
    """One static font out of the package's four subsets."""
    parts, taken = [], set[int]()
    for part, letters in PAPER_LETTERS.items():
        source = package / f"files/{wanted.face}-{part}-standard-{wanted.slant}.woff2"
        fresh = set(letters) & set(TTFont(source).getBestCmap()) - taken  # a letter in two parts breaks the merge
        taken |= fresh
        parts.append(folder / f"{wanted.file}.{part}.ttf")
        cut(source, fresh, wght=wanted.weight, opsz=wanted.optical_size).save(parts[-1])
    font = merge.Merger().merge([str(part) for part in parts])
    rename(font, wanted)
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = TTFont(parts[0])["head"].created  # not the hour of the merge
    font.save(PAPER / wanted.file)


def rename(font: TTFont, wanted: Cut) -> None:
    names, plain = font["name"], wanted.style in {"Regular", "Italic"}
    family = wanted.family if plain else f"{wanted.family} {wanted.style}"
    postscript = wanted.file.removesuffix(".ttf")
    said = {1: family, 2: wanted.style if plain else "Regular", 4: f"{wanted.family} {wanted.style}", 6: postscript}
    if not plain:
        said |= {16: wanted.family, 17: wanted.style}
    for key, text in said.items():
        names.setName(text, key, 3, 1, 0x409)
    font["OS/2"].usWeightClass = wanted.weight


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packages = {face: unpack(face, folder / face) for face in LOCK}
        make_web_fonts(packages[SITE])
        make_easy_fonts(packages[EASY])
        for wanted in CUTS:
            make_paper_font(packages[wanted.face], wanted, folder)
        for face in LETTERS:
            fonts = [TTFont(PAPER / wanted.file) for wanted in CUTS if wanted.face == face]
            letters = set.intersection(*(set(font.getBestCmap()) for font in fonts))
            (PAPER / LETTERS[face]).write_text(unicode_range(sorted(letters)) + "\n")
            shutil.copy(packages[face] / "LICENSE", PAPER / LICENCES[face])
        shutil.copy(packages[SITE] / "LICENSE", WEB / "OFL.txt")
        shutil.copy(packages[EASY] / "LICENSE", WEB / "OFL-Andika.txt")


if __name__ == "__main__":
    main()
