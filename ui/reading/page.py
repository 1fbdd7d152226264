"""The page: an article set for reading, in lines of 60 to 75 characters."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextDocument

from annotator.desk import Desk
from annotator.text import block_at
from annotator.vocabulary import BlockKind
from ui.positions import Positions
from ui.reading.layout import LineStyle, PageLayout
from ui.theme import Theme, sans, serif

LINE_PITCH, HEADLINE_PITCH = 1.7, 1.35
"""Of the em, not of the font's own height, on which Qt's percentages are based."""
SIZES = (14, 15, 16, 18, 20, 22, 25, 28, 32, 36)
MEASURES = (54, 60, 66, 75, 90)
"""Sizes in pixels and characters a line, as they are chosen one after another."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a person wants the words set: size in pixels, characters a line, with serifs or not."""

    pixels: int = 18
    measure: int = 66
    is_serif: bool = True

    @property
    def pitch(self) -> float:
        """Return the pixels from one baseline to the next."""
        return round(self.pixels * LINE_PITCH)

    @property
    def gap(self) -> float:
        """Return the pixels between two paragraphs with an empty line between them."""
        return round(self.pixels * 0.6)

    @property
    def column(self) -> float:
        """Return the width of a column of words in pixels."""
        return QFontMetricsF(self.face(self.pixels)).averageCharWidth() * self.measure

    def face(self, pixels: float, *, bold: bool = False) -> QFont:
        """Return the face that was chosen."""
        return serif(pixels, bold=bold) if self.is_serif else sans(pixels, bold=bold)


class Page:
    """An article's text in a Qt document, and where its offsets stand in it."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        document: QTextDocument,
        setting: Setting,
    ) -> None:
        self.positions = Positions(desk.text)
        self._blocks = desk.blocks
        self.document = document
        self._styles = _styles(setting, theme)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(setting.face(setting.pixels))
        document.setPlainText(self.positions.shown)
        self.layout = PageLayout(document, self.positions.shown, self._style_at, setting.gap)
        document.setDocumentLayout(self.layout)

    def set_anew(self, theme: Theme, setting: Setting) -> None:
        """Set the same words in other colors, or another size or face."""
        self._styles = _styles(setting, theme)
        self.document.setDefaultFont(setting.face(setting.pixels))
        self.layout.set_anew(setting.gap)

    def _style_at(self, position: int) -> LineStyle:
        """Return the style of the line at a position; of plain paragraphs for -1."""
        offset = self.positions.to_offset(position)
        block = block_at(self._blocks, offset) if position >= 0 else None
        is_inside = block is not None and block.start <= offset
        kind = block.kind if block and is_inside else BlockKind.PARAGRAPH
        return self._styles[kind]


def _styles(setting: Setting, theme: Theme) -> dict[BlockKind, LineStyle]:
    pixels, pitch = setting.pixels, setting.pitch
    large, small = round(pixels * 1.6), round(pixels * 0.85)

    def letters(font: QFont | None = None, *, is_muted: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        if font:
            made.setFont(font)
        if is_muted:
            made.setForeground(theme.muted)
        return made

    plain = LineStyle(pitch)
    indented = LineStyle(pitch, indent=pixels)
    headline = letters(setting.face(large, bold=True))
    subhead = letters(setting.face(pixels, bold=True))
    furniture = letters(setting.face(small), is_muted=True)
    return {
        **dict.fromkeys(BlockKind, plain),
        BlockKind.HEADLINE: LineStyle(round(large * HEADLINE_PITCH), letters=headline),
        BlockKind.SUBHEAD: LineStyle(pitch, letters=subhead),
        BlockKind.FURNITURE: LineStyle(round(small * LINE_PITCH), letters=furniture),
        BlockKind.CAPTION: LineStyle(pitch, letters=letters(is_muted=True)),
        BlockKind.QUOTE: indented,
        BlockKind.LIST_ITEM: indented,
    }


def _stepped(choices: tuple[int, ...], now: int, steps: int) -> int:
    at = min(range(len(choices)), key=lambda n: abs(choices[n] - now))
    return choices[min(max(at + steps, 0), len(choices) - 1)]


def other_face(setting: Setting) -> Setting:
    """Return the same with or without serifs."""
    return replace(setting, is_serif=not setting.is_serif)


SETTINGS: dict[str, Callable[[Setting], Setting]] = {
    "larger": lambda now: replace(now, pixels=_stepped(SIZES, now.pixels, 1)),
    "smaller": lambda now: replace(now, pixels=_stepped(SIZES, now.pixels, -1)),
    "normal": lambda now: Setting(is_serif=now.is_serif),
    "wider": lambda now: replace(now, measure=_stepped(MEASURES, now.measure, 1)),
    "narrower": lambda now: replace(now, measure=_stepped(MEASURES, now.measure, -1)),
}
"""What a person can change about how an article is set, by the name of its command."""
