"""Every look that a side can have, as a grid that opens below a button."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from annotator.charts.badges import side_look
from annotator.palette import SIDE_HATCHES, SIDE_LOOKS, SIDES
from ui.models.sides import look_told
from ui.models.wording import plain_tip
from ui.panels.fields import ENTER
from ui.sides import swatch_icon
from ui.theme import Theme

CELL = 34
"""The side of a cell, in pixels at 100 %."""
_FRAME = 4
"""What stands around all cells: a line and its padding, as the style sheet has them."""


class LookGrid(QTableWidget):
    """A column a color, a row a pattern; `chosen` carries the number of a look.

    Arrows and Enter choose, as a click does; Esc chooses nothing. `owners` are the names of the
    sides by their looks.
    """

    chosen = Signal(int)
    left = Signal()

    def __init__(
        self, theme: Theme, current: int, owners: Mapping[int, str], parent: QWidget
    ) -> None:
        super().__init__(len(SIDE_HATCHES), len(SIDES), parent)
        self.setObjectName("lookGrid")
        self.setProperty("popup", True)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Swatch and pattern"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(CELL)
            header.setDefaultSectionSize(CELL)
        for look in range(SIDE_LOOKS):
            place = look % len(SIDE_HATCHES), look % len(SIDES)
            self.setItem(*place, self._cell(theme, look, owners.get(look, "")))
            if look == current % SIDE_LOOKS:
                self.setCurrentCell(*place)
        frame = 2 * _FRAME
        self.setFixedSize(CELL * len(SIDES) + frame, CELL * len(SIDE_HATCHES) + frame)
        self.cellClicked.connect(self._choose)

    def open_below(self, button: QWidget) -> None:
        """Open at the lower edge of a button, within the screen."""
        room = button.screen().availableGeometry()
        at = button.mapToGlobal(QPoint(0, button.height()))
        left = max(min(at.x(), room.right() - self.width()), room.left())
        self.move(left, max(min(at.y(), room.bottom() - self.height()), room.top()))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter or Space, leave on Esc; arrows are the grid's own."""
        if event.key() in {*ENTER, Qt.Key.Key_Space}:
            self._choose(self.currentRow(), self.currentColumn())
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _cell(self, theme: Theme, look: int, owner: str) -> QTableWidgetItem:
        told = look_told(look)
        if owner:
            told += ": " + owner
        item = QTableWidgetItem(swatch_icon(side_look(look), theme), "")
        item.setData(Qt.ItemDataRole.UserRole, look)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        item.setToolTip(plain_tip(told))
        item.setBackground(theme.chrome if owner else theme.paper)
        return item

    def _choose(self, row: int, column: int) -> None:
        item = self.item(row, column)
        look = item.data(Qt.ItemDataRole.UserRole) if item else None
        self._leave()
        if look is not None:
            self.chosen.emit(look)

    def _leave(self) -> None:
        self.left.emit()
        self.close()
