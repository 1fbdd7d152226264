"""What the library shows before there is an article: where to drop one, and three ways in."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.panels.shapes import plain_label, quiet_label
from ui.theme import LARGE, Look, sans


class EmptyLibrary(QWidget):
    """A drop target with Import, Paste and the sample.

    `unlisted` says why the last project may not be open by itself.
    """

    import_wanted = Signal()
    paste_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_dropping = False
        look.changed.connect(self.update)
        title = plain_label(self.tr("Drop articles here"))
        title.setFont(sans(LARGE, bold=True))
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        kinds = quiet_label(self.tr("Text, web pages or Word documents"))
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(kinds)
        column.addSpacing(12)
        for name, words, wanted in (
            ("importButton", self.tr("Import…"), self.import_wanted),
            ("pasteButton", self.tr("Paste"), self.paste_wanted),
            ("sampleButton", self.tr("Open the sample"), self.sample_wanted),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.clicked.connect(wanted)
            column.addWidget(button)
        self.unlisted = quiet_label(
            self.tr("Confidential projects are not opened by themselves, nor listed.")
        )
        self.unlisted.setObjectName("unlisted")
        self.unlisted.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.unlisted.hide()
        column.addSpacing(12)
        column.addWidget(self.unlisted)
        column.addStretch(3)

    def set_dropping(self, *, is_dropping: bool) -> None:
        """Show or hide that something is held over the target."""
        self._is_dropping = is_dropping
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge of the target."""
        super().paintEvent(event)
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.accent if self._is_dropping else theme.muted, 1.2)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setOpacity(1 if self._is_dropping else 0.6)
        if self._is_dropping:
            painter.setBrush(theme.selection)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(10, 4, -10, -10), 8, 8)
        painter.end()
