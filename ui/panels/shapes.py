"""Small widgets that every panel shares: quiet labels, chips, headings, what says it is empty."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.models.wording import label_of
from ui.theme import LARGE, SMALL, sans


def plain_label(words: str = "", *, wraps: bool = True) -> QLabel:
    """Return a label that shows words as they are."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    return label


def quiet_label(words: str = "", *, wraps: bool = True) -> QLabel:
    """Return a label that stays in the background."""
    label = plain_label(words, wraps=wraps)
    label.setProperty("quiet", True)
    return label


def heading(words: str) -> QLabel:
    """Return the small title of a group of fields."""
    label = quiet_label(words)
    label.setFont(sans(SMALL, bold=True))
    label.setContentsMargins(0, 10, 0, 0)
    return label


def empty_label(words: str) -> QLabel:
    """Return what stands in the middle of a panel that has nothing to show."""
    label = quiet_label(words)
    label.setFont(sans(LARGE))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setContentsMargins(32, 32, 32, 96)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    return label


def scrolled(page: QWidget) -> QScrollArea:
    """Return a page that can be scrolled where the window is small."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def stack_in(column: QVBoxLayout, *pages: QWidget) -> QStackedLayout:
    """Put pages into the rest of a column, of which one is shown; return what turns them."""
    stack = QStackedLayout()
    # It shows its first page at once, as a window of its own where it stands nowhere yet.
    column.addLayout(stack, 1)
    for page in pages:
        stack.addWidget(page)
    return stack


def chip(words: str, spoken: str, parent: QWidget | None = None) -> QToolButton:
    """Return a small round button."""
    button = QToolButton(parent)
    button.setProperty("chip", True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    name_chip(button, words, spoken)
    return button


def name_chip(button: QToolButton, words: str, spoken: str) -> None:
    """Change what a chip says."""
    button.setText(label_of(words))
    button.setAccessibleName(spoken)


def thin_bar() -> QProgressBar:
    """Return a bar that says that something is being done, not how much of it."""
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setFixedHeight(4)
    return bar
