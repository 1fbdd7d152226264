"""How wide words are in the window's face, and what of them fits, without a window."""

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from annotator.assets import face_of

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FACE = "fontpkg_inter"
FALLBACK = "fontpkg_source_serif_4"
"""For the few letters that the first face lacks."""
_EXACT = 1000
"""Advances are whole pixels: at this size they are exact to a thousandth of an em."""
_ROUNDED = 1e-9
"""Words have the room that was made for them, however their widths were added up; in ems."""
_LACKING = "\U0010ffff"
_WEIGHTS = {False: 400, True: 600}
_LONGEST = 1000
"""No line shows more characters than that, however long the words are."""
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(words: str) -> str:
    """Return words on one line, without control characters and what turns the line around."""
    line = " ".join(words[: 4 * _LONGEST].split())
    if line.isascii() and line.isprintable():
        return line
    shown = "".join(character for character in line if _is_shown(character))
    return " ".join(shown.split())  # what is left out may have stood between two spaces


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide words are where an em is `size`."""
    return size * sum(advance(character, bold=bold) for character in words)


@lru_cache(maxsize=2000)
def elided(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return the words on one line, cut with an ellipsis where they are wider than `room`."""
    line = plain(words)
    if len(line) <= _LONGEST and _fits(line, room, size, bold=bold):
        return line
    left = room - width("…", size, bold=bold)
    if left < 0:
        return ""
    import regex  # the first window appears without it

    kept = ""
    for grapheme in regex.finditer(r"\X", line[:_LONGEST]):
        left -= width(grapheme.group(), size, bold=bold)
        if left < 0:
            break
        kept += grapheme.group()
    return kept.rstrip(" ,;:.–—") + "…"


def _fits(words: str, room: float, size: float, *, bold: bool) -> bool:
    """Return whether words have room; of many that have none, no more is measured than that."""
    left = room / size
    for character in words:
        left -= advance(character, bold=bold)
        if left < -_ROUNDED:
            return False
    return True


@cache
def advance(character: str, *, bold: bool = False) -> float:
    """Return how far a character moves the pen, in ems."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    package = package_of(character)
    if package:
        return font(package, _EXACT, bold=bold).getlength(character) / _EXACT
    # Some other face of the system will have it; Han letters are square, pictures a bit wider.
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.3 if unicodedata.category(character) == "So" else 1
    return 0.8


@cache
def package_of(character: str) -> str | None:
    """Return which of the shipped faces has a character, None where neither does."""
    for package in (FACE, FALLBACK):
        small = font(package, 20, bold=False)
        if character.isspace() or _drawn(small, character) != _drawn(small, _LACKING):
            return package
    return None


@cache
def font(package: str, pixels: int, *, bold: bool) -> "FreeTypeFont":
    """Return a shipped face at a size, placed letter by letter so that it is the same anywhere."""
    from PIL import ImageFont

    face = ImageFont.truetype(face_of(package), pixels, layout_engine=ImageFont.Layout.BASIC)
    for axis in (axes := face.get_variation_axes()):
        if axis["name"] == b"Weight":
            axis["default"] = _WEIGHTS[bold]
    face.set_variation_by_axes([axis["default"] or 0 for axis in axes])
    return face


def _drawn(face: "FreeTypeFont", character: str) -> bytes:
    return bytes(face.getmask(character))


def _is_shown(character: str) -> bool:
    if character in _BIDI or character in "\ufffe\uffff\ufeff":
        return False
    return unicodedata.category(character) not in {"Cc", "Cs"}
