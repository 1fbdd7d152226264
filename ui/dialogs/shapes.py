"""Small things that every dialog shares: warnings, sentences, and the theme it is shown in."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.vocabulary import Tag
from ui.models.wording import plain_tip
from ui.panels.fields import ENTER
from ui.panels.shapes import empty_label
from ui.theme import Theme, theme_shown


class WarningLabel(QLabel):
    """One sentence about what is in the way; takes no room while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warning")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._dress()
        self.hide()

    def tell(self, words: str) -> None:
        """Show a sentence, or nothing."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        ink = theme_now().ink(Tag.ALLEGATION).name()
        sheet = f"border: none; border-left: 3px solid {ink}; padding: 2px 0 2px 10px;"
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)


class TableDialog(QDialog):
    """A dialog around a table, in which Enter presses no button but the one that has the keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the keys, if Enter is pressed there."""
        focused = self.focusWidget()
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()


class ShortenedLabel(QLabel):
    """One quiet line, shortened to the room that there is; its tip has all of it."""

    def __init__(self, font: QFont | None = None) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("quiet", True)
        if font:
            self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def tell(self, words: str) -> None:
        """Show a line."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width()))


def sentence_of(error: AnnotatorError | str) -> str:
    """Return what an error or a finding says, as a sentence."""
    words = str(error)
    if words.partition(" ")[0].isalpha():  # the name of a file stays as it is
        words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?")) else f"{words}."


def theme_now() -> Theme:
    """Return the theme that the application is shown in."""
    return theme_shown(QGuiApplication.palette().window().color())


class ListBesidePage(QStackedWidget):
    """A list with what is selected in it beside it; where nothing is left, one sentence."""

    def __init__(
        self, rows: QWidget, page: QWidget, nothing: str, sizes: tuple[int, int], least: int
    ) -> None:
        super().__init__()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(rows)
        split.addWidget(page)
        split.setChildrenCollapsible(False)
        rows.setMinimumWidth(least)
        split.setSizes(list(sizes))
        self.addWidget(split)
        self.addWidget(empty_label(nothing))

    def show_rows(self, are_left: bool) -> None:
        """Show the list, or say that nothing is left of it."""
        self.setCurrentIndex(0 if are_left else 1)
