"""A picture with its heading, what explains it, and its table twin."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.pictures import Picture
from ui.models.wording import label_of, told
from ui.panels.picture_table import PictureTable
from ui.panels.shapes import plain_label
from ui.picture_view import PictureView
from ui.theme import LARGE, Look, sans

_GAP = 6
"""Between the heading and what stands below it."""


class PictureCard(QWidget):
    """Shows a picture, or its table.

    `chosen` carries the mark or the row that was chosen, `reached` the place that the keys came
    to, `told` what is said of it. `explained` carries the heading of a measure in the help;
    `save_wanted` and `copy_wanted` ask for this picture alone.
    """

    chosen = Signal(object)
    reached = Signal(QRect)
    told = Signal(str)
    explained = Signal(str)
    save_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.title = title
        name = told(title)
        self.heading = plain_label(name, wraps=False)
        self.heading.setFont(sans(LARGE, bold=True))
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.view = PictureView(look)
        self.view.setAccessibleName(name)
        self.table = PictureTable()
        self.table.setAccessibleName(name)
        self.table.hide()
        self.measures = QMenu(self)
        self.help = self._help_button(name)
        self.view.asked.connect(self._explain)
        self.view.told.connect(self.told)
        for part in (self.view, self.table):
            part.chosen.connect(self.chosen)
            part.reached.connect(self._reach)
        self._lay_out()

    @property
    def start(self) -> QWidget:
        """Return what takes the keys first."""
        return self.view if self.table.isHidden() else self.table

    def show_picture(self, picture: Picture) -> None:
        """Show a picture in place of the one before."""
        if picture.description != self.view.picture.description:
            self.view.setAccessibleDescription(self._described(picture.description))
            self.table.setAccessibleDescription(picture.description)
        self.view.show_picture(picture)
        if not self.table.isHidden():
            self.table.show_table(picture.table)

    def show_table(self, *, is_wanted: bool) -> None:
        """Show the table in place of the picture, or the picture again; the keys stay here."""
        if is_wanted != self.table.isHidden():
            return
        if is_wanted:
            self.table.show_table(self.view.picture.table)
        has_keys = self.start.hasFocus()
        self.view.setVisible(not is_wanted)
        self.table.setVisible(is_wanted)
        if has_keys:
            self.start.setFocus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with this picture alone."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return what can be done with this picture alone."""
        menu = QMenu(self)
        menu.addAction(self.tr("Save this picture…"), self.save_wanted.emit)
        menu.addAction(self.tr("Copy these numbers"), self.copy_wanted.emit)
        return menu

    def _help_button(self, name: str) -> QToolButton:
        from annotator.charts.explained import measures_behind

        button = QToolButton(self)
        button.setObjectName("pictureHelp")
        button.setText("?")
        button.setProperty("chip", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = self.tr("What is this? “{picture}” explained").replace("{picture}", name)
        button.setAccessibleName(words)
        button.setToolTip(self.tr("What is this?"))
        button.clicked.connect(self._explain)
        for measure in measures_behind(self.title):
            action = self.measures.addAction(label_of(told(measure.title)))
            heading = f"{measure.title} ({measure.id})"
            action.triggered.connect(lambda _=False, to=heading: self.explained.emit(to))
        button.setHidden(self.measures.isEmpty())
        return button

    def _explain(self) -> None:
        """Offer the measures behind the picture; each leads to its place in the help."""
        self.measures.popup(self.help.mapToGlobal(QPoint(0, self.help.height())))

    def _described(self, description: str) -> str:
        words = self.tr("{seen} Press ? for what it measures: {measures}.")
        titles = ", ".join(action.text() for action in self.measures.actions())
        words = words.replace("{measures}", titles)
        return words.replace("{seen}", description)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.heading, 1)
        line.addWidget(self.help)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(line)
        column.addWidget(self.view)
        column.addWidget(self.table)
        QWidget.setTabOrder(self.view, self.table)
        QWidget.setTabOrder(self.table, self.help)

    def _reach(self, place: QRect) -> None:
        part = self.start
        self.reached.emit(place.translated(part.mapTo(self, QPoint(0, 0))))
