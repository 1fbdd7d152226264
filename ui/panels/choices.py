"""Fields for a choice or a flag, kept at once."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionButton, QWidget

from ui.panels.fields import Keep


class ChoiceField(QComboBox):
    """One of several values, "" for none; kept at once. The wheel never changes it."""

    def __init__(
        self,
        choices: Iterable[tuple[str, str]],
        keep: Keep,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._values: list[str] = []
        self._stored = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for words, value in choices:
            self.addItem(words)
            self._values.append(value)
        self.activated.connect(self._chosen)

    def load(self, value: str | None) -> None:
        """Show what is stored."""
        self._stored = value or ""
        row = self._values.index(self._stored) if self._stored in self._values else -1
        self.setCurrentIndex(row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow, for which the style sheet would need a picture."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().placeholderText(), 1.5))
        x, y = self.width() - 15.5, self.height() / 2 - 1.5
        corners = [QPointF(x, y), QPointF(x + 4, y + 4), QPointF(x + 8, y)]
        painter.drawPolyline(QPolygonF(corners))

    def _chosen(self, row: int) -> None:
        value = self._values[row]
        if value != self._stored and not self._keep(value):
            self.load(self._stored)


class FlagField(QCheckBox):
    """Yes or no; kept at once."""

    def __init__(
        self, words: str, keep: Callable[[bool], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._keep = keep
        self.clicked.connect(self._clicked)

    def load(self, value: bool) -> None:
        """Show what is stored."""
        self.setChecked(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box in colors that are seen on dark paper, too."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_CheckBoxIndicator
        box = QRectF(self.style().subElementRect(element, option, self)).adjusted(1, 1, -1, -1)
        colors = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colors.link() if self.hasFocus() else colors.placeholderText()
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(colors.link() if self.isChecked() else colors.base())
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            painter.setPen(QPen(colors.base(), 1.8))
            width, height = box.width(), box.height()
            places = ((0.24, 0.52), (0.43, 0.70), (0.76, 0.32))
            tick = [QPointF(box.x() + width * x, box.y() + height * y) for x, y in places]
            painter.drawPolyline(QPolygonF(tick))

    def _clicked(self, checked: bool) -> None:
        if not self._keep(checked):
            self.setChecked(not checked)
