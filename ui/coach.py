"""The card that greets on first start: what to do with the first sentence."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget


class CoachCard(QFrame):
    """“Click in this sentence. Press A.” over the page, until the first mark or a click on it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("coachCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = QLabel(self.tr("Click in a sentence. Press A."))
        words.setProperty("heading", True)
        more = QLabel(self.tr("It is an allegation now. Enter says who makes it, Ctrl+Z undoes."))
        more.setProperty("quiet", True)
        close = QToolButton()
        close.setText("×")
        close.setAccessibleName(self.tr("Close"))
        close.setAutoRaise(True)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.addWidget(words)
        row.addWidget(more)
        row.addWidget(close)
        over.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the page as it changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        page = self.parentWidget()
        if page:
            width = min(self.sizeHint().width(), page.width() - 24)
            self.setFixedWidth(max(200, width))
            left = (page.width() - self.width()) // 2
            self.move(left, page.height() - self.sizeHint().height() - 20)
