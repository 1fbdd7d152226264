"""The marked page on paper: words, marks, margin and cards as on the screen, sheet by sheet."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPainter,
    QPen,
    QTextBlock,
    QTextDocument,
)

from annotator.desk import Desk
from annotator.errors import ExportError
from annotator.text import block_at
from annotator.vocabulary import BlockKind
from ui.reading import arcs, cards, margin
from ui.reading.geometry import Frame, Geometry, SeenBlock
from ui.reading.lines import runs_left
from ui.reading.page import Page, Setting
from ui.reading.paging import Row, Slice, slices
from ui.reading.painting import Marks
from ui.reading.room import AFTER, BEFORE, SCROLL_MAP, Room, arrange
from ui.theme import LIGHT, sans

_POINTS = 0.6
"""How large a pixel of the page is on paper, in points."""
_PIXELS = 16
_MEASURES = (60, 58, 56, 54, 52, 50)
"""Characters a line: as many as leave room for the cards, else the most."""
_FOOTER = 36.0
_INTO_WORDS = 4.0
_THEME = replace(LIGHT, paper=QColor("white"))
_LEADING = {BlockKind.HEADLINE, BlockKind.SUBHEAD}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a print is: `done` of `total`."""

    done: int
    total: int


class PrintSetting(Setting):
    """Words set for paper: a letter is as wide as it was drawn, not as a screen rounds it."""

    def face(self, pixels: float, *, bold: bool = False) -> QFont:
        """Return the face that was chosen, unhinted."""
        font = super().face(pixels, bold=bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


class PrintedPage:
    """An article as it stands on the sheets of a device; always light, as paper is."""

    def __init__(self, desk: Desk, device: QPagedPaintDevice, setting: Setting) -> None:
        self._desk = desk
        self._device = device
        self._scale = device.logicalDpiX() / 72 * _POINTS
        self._width = device.width() / self._scale
        self._height = device.height() / self._scale - _FOOTER
        print_setting, self._room = _fitting(self._width, is_serif=setting.is_serif)
        self._document = QTextDocument()
        self._page = Page(desk, _THEME, self._document, print_setting)
        self._layout = self._page.layout
        column = self._room.cards - self._room.words - BEFORE - AFTER
        self._layout.set_column(BEFORE, column)
        self._geometry = Geometry(self._layout, self._page.positions)

    @property
    def guess(self) -> int:
        """Return about how many sheets it takes, before any line is set."""
        return max(1, round(self._layout.documentSize().height() / self._height))

    def run(self, first: int = 1, last: int | None = None) -> Generator[Progress, None, None]:
        """Print the sheets from `first` to `last`, one with each step after they are counted.

        Raises `ExportError` where the device does not take them.
        """
        sheets: list[Slice] = []
        for sheet in self._sheets():
            sheets.append(sheet)
            yield Progress(sheet.last.block, 2 * self._document.blockCount())
        painter = QPainter()
        if not painter.begin(self._device):
            raise ExportError(_tr("the printer does not answer, or the file cannot be written"))
        try:
            yield from self._print(painter, sheets, range(first, (last or len(sheets)) + 1))
        finally:
            painter.end()

    def print_with(self, painter: QPainter) -> None:
        """Print every sheet with a painter that prints on the device already."""
        sheets = list(self._sheets())
        for _ in self._print(painter, sheets, range(1, len(sheets) + 1)):
            pass

    def print_first(self, painter: QPainter) -> int:
        """Print the first sheet with a painter on something else; return how many there are."""
        sheets = list(self._sheets())
        for _ in self._print(painter, sheets, range(1, 2)):
            pass
        return len(sheets)

    def _sheets(self) -> Iterator[Slice]:
        return slices(self._rows(), self._height)

    def _print(
        self, painter: QPainter, sheets: list[Slice], numbers: range
    ) -> Generator[Progress, None, None]:
        blocks = self._document.blockCount()
        first = numbers.start
        for number, sheet in enumerate(sheets[first - 1 : numbers.stop - 1], first):
            if number > first and not self._device.newPage():
                raise ExportError(_tr("the printer stopped before page {n}").format(n=number))
            self._draw(painter, sheet)
            self._draw_footer(painter, f"{number} / {len(sheets)}")
            yield Progress(blocks + sheet.last.block, 2 * blocks)

    def _rows(self) -> Iterator[Row]:
        """Yield every line of the article; no more of them stay set than are needed."""
        to_offset = self._page.positions.to_offset
        block = self._document.firstBlock()
        while block.isValid():
            number = block.blockNumber()
            self._layout.lay_out(block)
            top, height = self._layout.top_of(block), self._layout.height_of(block)
            if block.length() == 1:
                yield Row(number, 0, 1, top, top + height, is_empty=True)
            else:
                told = block_at(self._desk.blocks, to_offset(block.position()))
                leads = told is not None and told.kind in _LEADING
                count = block.layout().lineCount()
                pitch = height / count
                for n in range(count):
                    yield Row(number, n, count, top + n * pitch, top + (n + 1) * pitch, leads)
            self._layout.trim(number, number)
            block = block.next()

    def _draw(self, painter: QPainter, sheet: Slice) -> None:
        room, top = self._room, sheet.first.top
        blocks = [self._seen(block, sheet) for block in self._blocks(sheet)]
        frame = Frame(self._desk, self._geometry, top, self._height, blocks)
        painter.resetTransform()
        painter.scale(self._scale, self._scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(room.words, 0)
        Marks().draw(painter, frame, blocks, _THEME)
        painter.setPen(_THEME.text)
        for seen in blocks:
            lines = _lines(seen.block, sheet)
            for line in map(seen.block.layout().lineAt, lines):
                line.draw(painter, QPointF(0, frame.top_of(seen)))
        painter.translate(-room.words, 0)
        self._draw_margin(painter, frame)
        if room.has_cards:
            painter.translate(room.cards, 0)
            self._draw_cards(painter, frame)
            painter.translate(-room.cards, 0)
        self._layout.trim(sheet.first.block, sheet.last.block)

    def _draw_margin(self, painter: QPainter, frame: Frame) -> None:
        right = self._room.words + _INTO_WORDS
        placed = margin.brackets(frame)
        if self._room.is_narrow:
            margin.draw_few(painter, frame, placed, float(self._room.words), _THEME)
            return
        margin.draw_brackets(painter, placed, right, _THEME, set())
        places = margin.draw_marks(painter, frame, placed, right, _THEME)
        found = arcs.arcs(frame, places, None, right)
        arcs.draw_arcs(painter, found, self._desk, self._height, places, _THEME)

    def _draw_cards(self, painter: QPainter, frame: Frame) -> None:
        for card in cards.cards(frame, self._room.after_cards - self._room.cards + 8):
            if card.rect.bottom() <= self._height:
                number = str(self._desk.number_of(card.claim))
                cards.draw_card(
                    painter,
                    self._desk,
                    card,
                    _THEME,
                    is_selected=False,
                    is_hovered=False,
                    number=number,
                )

    def _draw_footer(self, painter: QPainter, number: str) -> None:
        font = sans(11)
        metrics = QFontMetricsF(font)
        rect = QRectF(0, self._height + 12, self._width, _FOOTER - 12)
        painter.setPen(QPen(_THEME.lines, 1))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.setFont(font)
        painter.setPen(_THEME.muted)
        middle = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        room = self._width - metrics.horizontalAdvance(number) - 24
        title = " ".join(self._desk.article.title[:400].split())
        title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, middle | int(Qt.AlignmentFlag.AlignLeft), title)
        painter.drawText(rect, middle | int(Qt.AlignmentFlag.AlignRight), number)

    def _blocks(self, sheet: Slice) -> Iterator[QTextBlock]:
        block = self._document.findBlockByNumber(sheet.first.block)
        while block.isValid() and block.blockNumber() <= sheet.last.block:
            if block.length() > 1:
                self._layout.lay_out(block)
                yield block
            block = block.next()

    def _seen(self, block: QTextBlock, sheet: Slice) -> SeenBlock:
        """Return a block as far as a sheet shows it."""
        lines = _lines(block, sheet)
        first, last = (block.layout().lineAt(n) for n in (lines[0], lines[-1]))
        to_offset = self._page.positions.to_offset
        start = to_offset(block.position() + first.textStart())
        end = to_offset(block.position() + last.textStart() + last.textLength())
        # The space at which a line was broken takes no room.
        end = start + len(self._desk.text[start:end].rstrip())
        top = self._layout.top_of(block)
        return SeenBlock(block, top, start, end, runs_left(block.text()))


def _lines(block: QTextBlock, sheet: Slice) -> range:
    """Return the numbers of a block's lines that a sheet shows."""
    number = block.blockNumber()
    first = sheet.first.line if number == sheet.first.block else 0
    last = sheet.last.line if number == sheet.last.block else block.layout().lineCount() - 1
    return range(first, last + 1)


def _fitting(width: float, *, is_serif: bool) -> tuple[Setting, Room]:
    """Return how words are set on a sheet so many pixels wide, and where the parts stand."""
    settings = [PrintSetting(_PIXELS, measure, is_serif) for measure in _MEASURES]
    # There is no scroll map on paper, but the page's own arrangement leaves room for one.
    rooms = [(one, arrange(int(width + SCROLL_MAP), one.column)) for one in settings]
    return next(((one, room) for one, room in rooms if room.has_cards), rooms[0])


def _tr(words: str) -> str:
    return QCoreApplication.translate("Printing", words)
