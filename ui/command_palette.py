"""The command palette: a line over the window that finds commands, articles, claims and more."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui.palette_entries import Entry, entries
from ui.palette_rows import ENTRY_ROLE, EntriesModel, EntryRow
from ui.panels.fields import ENTER
from ui.panels.shapes import quiet_label
from ui.theme import LARGE, SMALL, sans

if TYPE_CHECKING:
    from ui.main_window import MainWindow

ROWS = 12
"""How many rows are seen at once; the others by scrolling."""
_WIDEST, _EDGE, _TOP = 640, 16, 36
_KEPT = 30
"""How many commands are remembered as used last."""


class PaletteLine(QLineEdit):
    """Where it is typed; arrows go through the rows, Enter does one, Esc leaves."""

    moved = Signal(int)
    chosen = Signal()
    left = Signal()
    lost = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the rows; everything else is typing."""
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -ROWS,
            Qt.Key.Key_PageDown: ROWS,
            Qt.Key.Key_Backtab: -1,
            Qt.Key.Key_Tab: 1,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key in ENTER:
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Have Tab as a key; it would leave the palette."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys went elsewhere, but for a menu or another program."""
        super().focusOutEvent(event)
        if event.reason() not in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }:
            self.lost.emit()


class CommandPalette(QFrame):
    """Stands over the window while it is asked; then the keys are where they were."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("commandPalette")
        self.setAccessibleName(self.tr("Command palette"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self._came_from: QWidget | None = None
        self._has_said = False
        self.input = PaletteLine()
        self.input.setObjectName("paletteInput")
        self.input.setPlaceholderText(self.tr("Find a command or an article"))
        self.input.setAccessibleName(self.input.placeholderText())
        self.input.setFont(sans(LARGE))
        self.model = EntriesModel(self)
        self.list = QListView()
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryRow(window.look, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self._nothing = quiet_label(self.tr("Nothing by these words."))
        self._nothing.setContentsMargins(12, 8, 12, 8)
        self._signs = quiet_label(self.tr("#  claim     @  source     !  check"), wraps=False)
        self._signs.setFont(sans(SMALL))
        self._signs.setContentsMargins(12, 6, 12, 2)
        self._pointer = QCursor.pos()
        self._lay_out()
        self._connect()
        self.hide()

    def open(self) -> None:
        """Come with an empty line; a second time go away again."""
        if self.isVisible():
            self.leave()
            return
        self._came_from = QApplication.focusWidget()
        self._pointer = QCursor.pos()
        self.show()
        self.raise_()
        self.input.clear()
        self._look_for("")
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go away, and give the keys back to where they were."""
        came_from, self._came_from = self._came_from, None
        self.hide()
        # A field over a row is gone with the keys.
        if came_from and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.back_to_text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window as it changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        for part in (self.input, self.list, self._nothing, self._signs):
            column.addWidget(part)

    def _connect(self) -> None:
        self.input.textChanged.connect(self._look_for)
        self.input.moved.connect(self._move)
        self.input.chosen.connect(self._do_current)
        self.input.left.connect(self.leave)
        self.input.lost.connect(self.hide)
        self.list.clicked.connect(self._do)
        self.list.entered.connect(self._point_at)
        self._window.workspace.said.connect(self._note_said)
        self._window.workspace.failed.connect(self._note_said)
        self._window.installEventFilter(self)

    def _look_for(self, typed: str) -> None:
        if not self.isVisible():
            return
        self.model.show_entries(entries(self._window, typed))
        count = self.model.rowCount()
        self._nothing.setVisible(not count)
        self.list.setVisible(bool(count))
        self._place()
        self.list.setCurrentIndex(self.model.index(0, 0))
        self._announce(self.model.index(0, 0))

    def _place(self) -> None:
        window = self._window
        width = min(_WIDEST, window.width() - 2 * _EDGE)
        row = self.list.sizeHintForRow(0)
        self.list.setFixedHeight(row * min(ROWS, self.model.rowCount()))
        self.setFixedWidth(width)
        room = window.height() - _TOP - _EDGE
        self._column.activate()
        more = self.sizeHint().height() - room
        if more > 0:
            self.list.setFixedHeight(max(row, self.list.height() - more))
        self._column.activate()
        self.resize(width, self.sizeHint().height())
        self.move((window.width() - width) // 2, _TOP)

    def _point_at(self, index: QModelIndex) -> None:
        """Choose the row that the mouse went to, not one that was scrolled below it."""
        if QCursor.pos() != self._pointer:
            self._pointer = QCursor.pos()
            self.list.setCurrentIndex(index)

    def _move(self, steps: int) -> None:
        self._pointer = QCursor.pos()
        at = self.list.currentIndex().row() + steps
        while at >= self.model.rowCount() and self.model.canFetchMore(QModelIndex()):
            self.model.fetchMore(QModelIndex())
        index = self.model.index(min(max(at, 0), self.model.rowCount() - 1), 0)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self._announce(index)

    def _announce(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        nothing = self._nothing.text()
        self._window.announcer.tell(entry.spoken if isinstance(entry, Entry) else nothing)

    def _do_current(self) -> None:
        self._do(self.list.currentIndex())

    def _do(self, index: QModelIndex) -> None:
        """Do what a row says, from where the keys were, and say that it was done."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        said = self._window.workspace.said
        if entry.why:
            words = self.tr("{what}: {why}.")
            said.emit(words.replace("{what}", entry.title).replace("{why}", entry.why))
            return
        self.leave()
        self._remember(entry)
        self._has_said = False
        entry.run()
        if not self._has_said and entry.said:
            said.emit(entry.said)

    def _remember(self, entry: Entry) -> None:
        if entry.command:
            used = self._window.settings.texts("recent_commands")
            kept = [entry.command, *(name for name in used if name != entry.command)]
            self._window.settings.remember("recent_commands", kept[:_KEPT])

    def _note_said(self) -> None:
        self._has_said = True
