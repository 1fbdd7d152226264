"""The letters of a page of a PDF, joined into runs that stand on one line without a gap."""

import math
from collections import Counter
from dataclasses import dataclass

from pypdfium2 import PdfPage, PdfTextPage, raw

LINE_HYPHEN = "\x02"
"""What pdfium gives for a hyphen that ends a line, whichever the file has."""

# Word processors draw bullets from fonts of symbols, which have no characters of their own.
_SYMBOLS = {"\uf0b7": "•", "\uf095": "•", "\uf0a7": "▪", "\uf06e": "■", "\uf0d8": "➢"}
_GAP = 1.0
"""A wider gap, in font sizes, may lie between two columns."""

_ASLANT = math.radians(8)
_QUARTER = math.pi / 2
_SAMPLED = 400


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in a row; places in points, as if the text ran from left to right, upright."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool

    @property
    def height(self) -> float:
        """Return how high its letters may be."""
        return self.top - self.bottom


def runs_of(page: PdfPage) -> list[Run]:
    """Return the runs of a page in the order in which the file draws them."""
    letters = page.get_textpage()
    try:
        return _Reading(letters, page.get_cropbox()).runs()
    finally:
        letters.close()


class _Reading:
    """Goes through the letters of one page."""

    def __init__(self, letters: PdfTextPage, seen: tuple[float, float, float, float]) -> None:
        self._letters = letters
        self._count = letters.count_chars()
        self._seen = seen
        self._rect = raw.FS_RECTF()
        self._quarters = self._direction()
        self._found: list[Run] = []
        self._text: list[str] = []
        self._box = (0.0, 0.0, 0.0, 0.0)
        self._size, self._bold, self._taken = 1.0, False, False

    def runs(self) -> list[Run]:
        """Return the runs; what stands aslant or outside the page is no text of it."""
        for at in range(self._count):
            code = raw.FPDFText_GetUnicode(self._letters, at)
            letter = chr(code) if 0 <= code < 0x110000 else "\ufffd"
            if letter in "\r\n":
                self._end()
            elif letter.isspace():
                if self._text:
                    self._text.append(letter)
            else:
                self._put(at, letter)
        self._end()
        return self._found

    def _put(self, at: int, letter: str) -> None:
        raw.FPDFText_GetLooseCharBox(self._letters, at, self._rect)
        box = self._turned()
        if not self._text or not self._continues(box):
            self._end()
            self._begin(at, box)
        else:
            left, right, bottom, top = self._box
            self._box = left, max(right, box[1]), bottom, top
        self._text.append(_SYMBOLS.get(letter, letter))

    def _begin(self, at: int, box: tuple[float, float, float, float]) -> None:
        self._box = box
        # Sizes are told before the page scales them; the boxes are what is seen.
        self._size = max(box[3] - box[2], 1.0)
        self._bold = raw.FPDFText_GetFontWeight(self._letters, at) >= 600
        angle = raw.FPDFText_GetCharAngle(self._letters, at) - self._quarters * _QUARTER
        aslant = abs(math.remainder(angle, 2 * math.pi)) > _ASLANT
        self._taken = not aslant and self._is_seen()

    def _continues(self, box: tuple[float, float, float, float]) -> bool:
        _, right, bottom, top = self._box
        shared = min(top, box[3]) - max(bottom, box[2])
        least = min(top - bottom, box[3] - box[2])
        gap = box[0] - right
        return shared >= least / 2 and -self._size < gap < _GAP * self._size

    def _is_seen(self) -> bool:
        left, bottom, right, top = self._seen
        x = (self._rect.left + self._rect.right) / 2
        y = (self._rect.bottom + self._rect.top) / 2
        return left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1

    def _end(self) -> None:
        # pdfium tells a character beyond U+FFFF as two halves.
        letters = "".join(self._text).encode("utf-16-le", "surrogatepass")
        text = letters.decode("utf-16-le", "replace").strip()
        if text and self._taken:
            self._found.append(Run(text, *self._box, self._size, self._bold))
        self._text = []

    def _direction(self) -> int:
        """Return by how many quarters of a turn most of the page's text is turned."""
        step = max(1, self._count // _SAMPLED)
        angles = (
            raw.FPDFText_GetCharAngle(self._letters, at) for at in range(0, self._count, step)
        )
        quarters = Counter(round(angle / _QUARTER) % 4 for angle in angles if angle >= 0)
        return quarters.most_common(1)[0][0] if quarters else 0

    def _turned(self) -> tuple[float, float, float, float]:
        """Return left, right, bottom and top as they are when the page is turned upright."""
        rect = self._rect
        left, right, bottom, top = rect.left, rect.right, rect.bottom, rect.top
        if self._quarters == 3:
            return bottom, top, -right, -left
        if self._quarters == 2:
            return -right, -left, -top, -bottom
        if self._quarters == 1:
            return -top, -bottom, left, right
        return left, right, bottom, top
