"""A reviewer at the desk: real key and mouse events, each counted as desk.md counts actions."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui.positions import Positions
from ui.reading.view import ArticleView

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Del": Qt.Key.Key_Delete,
    "Tab": Qt.Key.Key_Tab,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "F4": Qt.Key.Key_F4,
    "F6": Qt.Key.Key_F6,
    "F11": Qt.Key.Key_F11,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Space": Qt.Key.Key_Space,
    "F8": Qt.Key.Key_F8,
    "F1": Qt.Key.Key_F1,
    "F2": Qt.Key.Key_F2,
    "PageDown": Qt.Key.Key_PageDown,
    "Shift": Qt.Key.Key_Shift,
}


class Reviewer:
    """Clicks, drags, presses and types on a window, and counts what it costs."""

    def __init__(self, window: QMainWindow) -> None:
        self.window = cast("MainWindow", window)
        self.actions = 0

    @property
    def view(self) -> ArticleView:
        found = self.window.findChild(ArticleView, "articleView")
        assert found
        return found

    @property
    def text(self) -> str:
        desk = self.window.workspace.desk
        assert desk
        return desk.text

    @property
    def focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        return focus if focus is not None else self.window

    def press(self, chord: str) -> None:
        """Press one key chord, such as "A", "Shift+O", "Ctrl+Z" or "Enter"."""
        self.actions += 1
        *held, key = chord.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifiers |= {
                "Ctrl": Qt.KeyboardModifier.ControlModifier,
                "Shift": Qt.KeyboardModifier.ShiftModifier,
                "Alt": Qt.KeyboardModifier.AltModifier,
            }[name]
        if key in _KEYS:
            QTest.keyClick(self.focus, _KEYS[key], modifiers)
        elif held:
            QTest.keyClick(self.focus, Qt.Key(ord(key)), modifiers)
        else:
            QTest.keyClicks(self.focus, key.lower())
        QApplication.processEvents()

    def activate(self, window: QWidget) -> None:
        """Give the keys to a window, as a window manager does, which is not counted."""
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        """Type a string."""
        self.actions += 1
        QTest.keyClicks(self.focus, words)
        QApplication.processEvents()

    def click(self, words: str, occurrence: int = 0) -> None:
        """Click in the middle of words of the article."""
        self.actions += 1
        start = self._offset(words, occurrence)
        left = self._place(start + len(words) // 2)
        right = self._place(start + len(words) // 2 + 1)
        middle = QPoint(
            (left.x() + right.x()) // 2 if right.x() > left.x() else left.x() + 2, left.y()
        )
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        QApplication.processEvents()

    def drag(self, start: int, end: int) -> None:
        """Drag over the words from `start` to `end`."""
        self.actions += 1
        self._place(start)
        last = self._place(end, at_end=True)
        first = self._place(start, stays=True)
        port = self.view.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(port, (first + last) / 2)
        QTest.mouseMove(port, last)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last)
        QApplication.processEvents()

    def drag_words(self, words: str) -> None:
        """Drag over the first place where `words` stand."""
        start = self._offset(words, 0)
        self.drag(start, start + len(words))

    def place_of(self, words: str, after: int = 0) -> QPoint:
        """Return where the character `after` those before it in `words` stands."""
        return self._place(self._offset(words, 0) + after)

    def selected_words(self) -> str:
        """Return the words that are selected, as a claim would be marked."""
        span = self.view.span()
        return span.of(self.text) if span else ""

    def _offset(self, words: str, occurrence: int) -> int:
        at = -1
        for _ in range(occurrence + 1):
            at = self.text.index(words, at + 1)
        return at

    def _place(self, offset: int, *, at_end: bool = False, stays: bool = False) -> QPoint:
        """Return where a character stands, scrolled to as with the wheel, which is not counted."""
        positions = Positions(self.text)
        cursor = QTextCursor(self.view.document())
        # The end of a line belongs to the character before it.
        cursor.setPosition(positions.to_position(offset - 1 if at_end else offset))
        rect = self.view.cursorRect(cursor)
        if not stays and not 40 < rect.center().y() < self.view.viewport().height() - 120:
            bar = self.view.verticalScrollBar()
            bar.setValue(bar.value() + rect.center().y() - self.view.viewport().height() // 3)
            rect = self.view.cursorRect(cursor)
        if at_end:
            cursor.setPosition(positions.to_position(offset))
            after = self.view.cursorRect(cursor)
            same_line = after.center().y() == rect.center().y()
            x = after.center().x() if same_line else rect.center().x() + 40
            return QPoint(x, rect.center().y())
        return QPoint(rect.center().x() + 1, rect.center().y())
