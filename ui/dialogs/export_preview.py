"""How a file will begin: looked at in the background, drawn as it will be, given up when stale."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator import previewing
from annotator.errors import AnnotatorError
from annotator.exporting import Order, Outcome
from annotator.files import named
from annotator.leaf import Leaf
from annotator.previewing import Counts, Preview, Rows
from annotator.store.reader import Reader
from annotator.vocabulary import FileFormat
from ui import paper
from ui.clipboard import PlainLines
from ui.dialogs.export_writing import read_report
from ui.dialogs.leaf_drawing import drawn
from ui.dialogs.shapes import sentence_of, theme_now
from ui.lookup import IsWanted
from ui.panels.shapes import quiet_label
from ui.survey import Survey
from ui.theme import SMALL
from ui.workspace import Workspace

_PAUSE = 120
"""Milliseconds without another choice after which it is looked."""
_WIDE = 1000
"""How many pixels wide a page is drawn, to be made smaller."""
_FRAME = 8
_LONGEST_CELL = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look came to; `pages` only of a format that has some."""

    preview: Preview
    image: QImage | None = None
    pages: int = 0


def _seen(order: Order, reader: Reader, is_wanted: IsWanted) -> Seen | None:
    """Look at what will be written, in the pool; None once nobody wants to know."""
    report = read_report(order, reader, is_wanted)
    if report is None:
        return None
    preview = previewing.look(order, report, paper.printed, is_wanted)
    if isinstance(preview.shown, Leaf):
        return Seen(preview, drawn(preview.shown, _WIDE / preview.shown.width))
    if order.kind is FileFormat.PDF:
        from ui.reading.pdf import first_sheet

        is_letter = order.paper == "letter"
        image, sheets = first_sheet(preview.report.articles[0], _WIDE, is_letter=is_letter)
        is_one = len(preview.report.articles) == 1
        return Seen(preview, image, sheets if is_one else 0)
    return Seen(preview)


def _paged(order: Order, seen: Seen, _: Reader, is_wanted: IsWanted) -> int:
    return previewing.pages(order, seen.preview.report, is_wanted)


class SheetView(QWidget):
    """A page, as wide as there is room, on white paper in every theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._scaled = QPixmap()
        self.setAccessibleName(self.tr("First page"))

    def show_image(self, image: QImage) -> None:
        """Show a page."""
        self._image = image
        self._scale()

    def sizeHint(self) -> QSize:
        """Return a size of the page's shape."""
        return QSize(320, self._height(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the page anew in another room."""
        super().resizeEvent(event)
        self._scale()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page and its edge."""
        super().paintEvent(event)
        if self._scaled.isNull():
            return
        painter = QPainter(self)
        painter.drawPixmap(_FRAME, _FRAME, self._scaled)
        painter.setPen(QPen(theme_now().lines, 1))
        size = self._scaled.deviceIndependentSize().toSize()
        painter.drawRect(_FRAME, _FRAME, size.width() - 1, size.height() - 1)
        painter.end()

    def _height(self, width: int) -> int:
        if self._image.isNull():
            return width
        inner = width - 2 * _FRAME
        return round(inner * self._image.height() / self._image.width()) + 2 * _FRAME

    def _scale(self) -> None:
        self.setFixedHeight(self._height(self.width()))
        inner = self.width() - 2 * _FRAME
        if self._image.isNull() or inner <= 0:
            return
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        image = self._image.scaledToWidth(round(inner * ratio), smooth)
        self._scaled = QPixmap.fromImage(image)
        self._scaled.setDevicePixelRatio(ratio)
        self.update()


class ExportPreview(QFrame):
    """How the file begins, or why there is nothing to see; later what became of each file."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportPreview")
        self.setAccessibleName(self.tr("Preview"))
        self._order: Order | None = None
        self._look, self._pages = Survey(workspace, self), Survey(workspace, self)
        for survey in (self._look, self._pages):
            survey.gave_way.connect(self._begin_soon)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._begin)
        self._words = quiet_label()
        self._words.setObjectName("previewWords")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setContentsMargins(28, 28, 28, 28)
        self.counts = quiet_label()
        self.counts.setObjectName("exportCounts")
        self._build()
        self.setMinimumSize(300, 300)
        self._tell(self.tr("Looking at what will be written…"))

    @property
    def is_settled(self) -> bool:
        """Return whether what is shown is what was asked for last."""
        waits = self._timer.isActive() or self._look.is_running or self._pages.is_running
        return not waits

    def ask(self, order: Order) -> None:
        """Look soon at how an order begins; what was looked at before is not wanted any more."""
        if self._order == order:
            return
        self._timer.setInterval(_PAUSE if self._order else 0)
        self._order = order
        self._look.cancel()
        self._pages.cancel()
        self._begin_soon()

    def stop(self) -> None:
        """Want nothing any more."""
        self._timer.stop()
        self._look.cancel()
        self._pages.cancel()

    def show_outcomes(self, outcomes: tuple[Outcome, ...]) -> None:
        """Tell of each file whether it was written, those that failed first."""
        self._results.clear()
        failed = [one for one in outcomes if one.error]
        for outcome in (*failed, *(one for one in outcomes if one.error is None)):
            words = self.tr("✓  {name}") if outcome.error is None else self.tr("✗  {name}")
            words = words.format(name=named(outcome.path.name))
            if outcome.error:
                words += f"\n{sentence_of(outcome.error)}"
            self._results.addItem(QListWidgetItem(words))
        self._stack.setCurrentWidget(self._results)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._sheet.update()

    def _build(self) -> None:
        self._sheet = SheetView()
        page = QScrollArea()
        page.setObjectName("exportPageView")
        page.setAccessibleName(self.tr("First page"))
        page.setWidget(self._sheet)
        page.setWidgetResizable(True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = page
        self._rows = QTableWidget()
        self._rows.setObjectName("exportRows")
        self._rows.setAccessibleName(self.tr("First rows"))
        self._rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._rows.setTabKeyNavigation(False)
        self._rows.verticalHeader().hide()
        self._rows.verticalHeader().setDefaultSectionSize(26)
        self._rows.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._rows.setWordWrap(False)
        self._lines = PlainLines()
        self._lines.setObjectName("exportLines")
        self._lines.setAccessibleName(self.tr("First lines"))
        self._lines.setReadOnly(True)
        self._lines.setTabChangesFocus(True)
        self._lines.setLineWrapMode(PlainLines.LineWrapMode.NoWrap)
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setPixelSize(SMALL)
        self._lines.setFont(face)
        self._results = QListWidget()
        self._results.setObjectName("exportResults")
        self._results.setAccessibleName(self.tr("What became of each file"))
        self._results.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        for shown in (self._words, self._page, self._rows, self._lines, self._results):
            self._stack.addWidget(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 16, 4)
        column.setSpacing(8)
        column.addWidget(self.counts)
        column.addWidget(self._stack, 1)

    def _begin_soon(self) -> None:
        if self._order:
            self._timer.start()

    def _begin(self) -> None:
        if self._order:
            self._look.begin(partial(_seen, self._order), self._show, self._refuse)

    def _show(self, seen: Seen) -> None:
        shown = seen.preview.shown
        if seen.image:
            self._sheet.show_image(seen.image)
            self._stack.setCurrentWidget(self._page)
        elif isinstance(shown, Rows):
            self._fill(shown)
        elif isinstance(shown, str):
            self._lines.setPlainText(shown)
            self._stack.setCurrentWidget(self._lines)
        self._count(seen.preview.counts, seen.pages)
        if self._order and self._order.kind is FileFormat.WORD and not self._order.is_each:
            tell = partial(self._tell_pages, seen.preview.counts)
            self._pages.begin(partial(_paged, self._order, seen), tell, lambda _: None)

    def _count(self, counts: Counts, pages: int) -> None:
        claims = self.tr("{n} claim") if counts.claims == 1 else self.tr("{n} claims")
        alleged = (
            self.tr("{n} allegation") if counts.allegations == 1 else self.tr("{n} allegations")
        )
        told = [
            claims.format(n=counts.claims),
            alleged.format(n=counts.allegations),
            self.tr("{n} unanswered").format(n=counts.unanswered),
        ]
        if counts.files > 1:
            told.insert(0, self.tr("{n} files").format(n=counts.files))
        if counts.parts:
            told.append(self.tr("{n} parts").format(n=counts.parts))
        if pages:
            told.append(self._paged(pages))
        self.counts.setText(", ".join(told))

    def _paged(self, pages: int) -> str:
        """Return how many pages there are: of a Word report they are reckoned, not set."""
        words = self.tr("{n} page") if pages == 1 else self.tr("{n} pages")
        if self._order and self._order.kind is FileFormat.WORD:
            words = self.tr("about {n} pages") if pages > 1 else self.tr("about one page")
        return words.format(n=pages)

    def _tell_pages(self, counts: Counts, pages: int) -> None:
        self._count(counts, pages)

    def _fill(self, shown: Rows) -> None:
        header, *rows = shown.rows or ((),)
        self._rows.clear()
        self._rows.setColumnCount(len(header))
        self._rows.setRowCount(len(rows))
        self._rows.setHorizontalHeaderLabels(list(header))
        for n, row in enumerate(rows):
            for m, words in enumerate(row):
                cell = " ".join(words[: 4 * _LONGEST_CELL].split())[:_LONGEST_CELL]
                self._rows.setItem(n, m, QTableWidgetItem(cell))
        self._rows.resizeColumnsToContents()
        for column in range(len(header)):
            self._rows.setColumnWidth(column, min(self._rows.columnWidth(column), 180))
        self._stack.setCurrentWidget(self._rows)

    def _refuse(self, error: AnnotatorError) -> None:
        self._tell(sentence_of(error))
        self.counts.setText("")

    def _tell(self, words: str) -> None:
        self._words.setText(words)
        self._stack.setCurrentWidget(self._words)
