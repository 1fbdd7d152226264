"""Somebody who does anything at all to a window, the same things for the same seed."""

from collections import deque
from random import Random
from time import monotonic, thread_time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from annotator.store import integrity
from tests.journeys.reviewer import Reviewer
from tests.ui.drawn import seen_faults
from ui.actions import COMMANDS, Scope

if TYPE_CHECKING:
    from collections.abc import Callable

_NEVER = {
    *("project.new", "project.open", "project.copy", "project.quit", "article.import"),
    *("project.backups", "project.new_encrypted", "project.passphrase", "project.lock"),
    *("article.folder", "article.fetch", "version.compare", "version.name"),
    *("report.export", "report.again", "report.replies", "balance.save"),
    *("report.names",),
    *("article.rename", "article.delete", "project.compact"),
    *("help.pages", "help.keys", "help.sample", "help.about", "page.print", "go.paragraph"),
    *("settings.open", "palette.open", "source.identity", "source.forget"),
}
"""What opens a dialog, leaves the project, or ends the window."""
_MOVING = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape, Qt.Key.Key_Tab),
)
_WORDS = ("Huawei", "the embassy", "x", "“no”", "e\u0301", "漢字", "a b", "1")
_SIZES = ((1280, 860), (900, 700), (640, 480), (1500, 500), (520, 700))
_LETTERS = "abdelmnopqrstuyjkcx0123456789"


class Monkey:
    """Does one random thing after another; `done` holds the last things in words.

    `longest` is the longest time in seconds in which no event was looked at, `slowest` what took
    it, and `hardest` the most seconds that the window worked for one thing, on however busy a
    machine.
    """

    def __init__(self, reviewer: Reviewer, seed: int) -> None:
        self.reviewer = reviewer
        self.window = reviewer.window
        self.done: deque[str] = deque(maxlen=20)
        self.longest, self.slowest, self.hardest = 0.0, "", 0.0
        self._random = Random(seed)  # noqa: S311
        self._ticked = monotonic()
        self._watch = QTimer(self.window)
        self._watch.timeout.connect(self._tick)
        self._watch.start(0)
        self._kinds: list[tuple[Callable[[], str], int]] = [
            (self._key_of_text, 40),
            (self._letter, 12),
            (self._move, 16),
            (self._click, 18),
            (self._drag, 10),
            (self._double_click, 4),
            (self._wheel, 8),
            (self._type, 8),
            (self._command, 8),
            (self._undo, 6),
            (self._click_beside, 6),
            (self._tab, 4),
            (self._resize, 2),
            (self._back, 5),
        ]

    def act(self) -> None:
        """Do one thing; how long the window waits is measured here alone."""
        self._ticked = monotonic()
        longest, began = self.longest, thread_time()
        kinds = [kind for kind, _ in self._kinds]
        (kind,) = self._random.choices(kinds, [weight for _, weight in self._kinds])
        self.done.append(kind.__name__)
        self.done[-1] = f"{kind.__name__[1:]} {kind()}"
        QApplication.processEvents()
        # Outside the event loop of a running program nothing else lets go of what was left.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._tick()
        self.hardest = max(self.hardest, thread_time() - began)
        if self.longest > longest:
            self.slowest = self.done[-1]

    def faults(self) -> list[str]:
        """Return what is wrong with the picture, the claims and the project file."""
        workspace = self.window.workspace
        assert workspace.path
        desk = workspace.desk or workspace.beginning
        if desk is None:
            # Even the import of an article can be undone.
            found = [f"{a.title!r} is there and not shown" for a in workspace.articles()]
            return found + ["the page shows words of no article"] * (
                not self.window.view.document().isEmpty()
            )
        found = []
        if self.window.view.isVisible():
            QApplication.processEvents()
            found += seen_faults(self.window.view, self.window.selection.claim)
        found += [f"quote of {c.id}" for c in desk.claims if c.span.of(desk.text) != c.quote]
        kept = workspace.reader.marks(desk.article.id)
        if workspace.desk and kept.claims != tuple(desk.claims):
            found.append("the desk holds other claims than the project")
        return found

    def findings(self) -> list[str]:
        """Return what the doctor finds."""
        path = self.window.workspace.path
        assert path
        return integrity.examine(path)

    def _tick(self) -> None:
        now = monotonic()
        self.longest = max(self.longest, now - self._ticked)
        self._ticked = now

    def _focus(self) -> QWidget:
        return self.reviewer.focus

    def _key_of_text(self) -> str:
        chords = [
            keys
            for command in COMMANDS
            if command.scope is Scope.TEXT and command.name not in _NEVER
            for keys in command.keys
        ]
        return self._press(self._random.choice(chords))

    def _press(self, keys: str) -> str:
        combination = QKeySequence(keys)[0]  # type: ignore[index] # its stub lacks this
        QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        return keys

    def _letter(self) -> str:
        letter = self._random.choice(_LETTERS)
        QTest.keyClicks(self._focus(), letter)
        return letter

    def _move(self) -> str:
        key = self._random.choice(_MOVING)
        held = self._random.choice(
            [
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
                Qt.KeyboardModifier.ControlModifier,
                Qt.KeyboardModifier.AltModifier,
            ]
        )
        QTest.keyClick(self._focus(), key, held)
        return f"{key.name} {held.name}"

    def _point(self, widget: QWidget) -> QPoint:
        return QPoint(
            self._random.randrange(max(widget.width(), 1)),
            self._random.randrange(max(widget.height(), 1)),
        )

    def _click(self) -> str:
        port = self.window.view.viewport()
        point = self._point(port)
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=point)
        return str(point.toTuple())

    def _double_click(self) -> str:
        port = self.window.view.viewport()
        point = self._point(port)
        QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=point)
        return str(point.toTuple())

    def _drag(self) -> str:
        port = self.window.view.viewport()
        first, last = self._point(port), self._point(port)
        held = self._random.choice(
            [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier]
        )
        button = Qt.MouseButton.LeftButton
        QTest.mousePress(port, button, held, first)
        QTest.mouseMove(port, (first + last) / 2)
        QTest.mouseMove(port, last)
        QTest.mouseRelease(port, button, held, last)
        return f"{first.toTuple()} {last.toTuple()} {held.name}"

    def _click_beside(self) -> str:
        pane = self.window.pane
        strip = self._random.choice([pane.margin, pane.cards])
        if strip.isVisible():
            QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=self._point(strip))
        return strip.objectName()

    def _wheel(self) -> str:
        port = self.window.view.viewport()
        by = self._random.choice((-720, -120, 120, 720))
        held = Qt.KeyboardModifier.NoModifier
        point = QPointF(port.rect().center())
        event = QWheelEvent(
            point,
            QPointF(port.mapToGlobal(point)),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(port, event)
        return str(by)

    def _type(self) -> str:
        focus, words = self._focus(), self._random.choice(_WORDS)
        if isinstance(focus, QLineEdit | QPlainTextEdit):
            # As an input method does: key events know Latin letters alone.
            typed = QInputMethodEvent()
            typed.setCommitString(words)
            QApplication.sendEvent(focus, typed)
            if self._random.random() < 0.6:
                QTest.keyClick(focus, Qt.Key.Key_Return)
        return words

    def _command(self) -> str:
        names = [c.name for c in COMMANDS if c.scope is Scope.WINDOW and c.name not in _NEVER]
        name = self._random.choice(names)
        self.window.actions_.action(name).trigger()
        return name

    def _undo(self) -> str:
        return self._press(self._random.choice(("Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z")))

    def _tab(self) -> str:
        number = self._random.randrange(self.window.tabs.count())
        self.window.tabs.tabBar().setCurrentIndex(number)
        return str(number)

    def _resize(self) -> str:
        size = self._random.choice(_SIZES)
        self.window.resize(*size)
        return str(size)

    def _back(self) -> str:
        self.window.back_to_text()
        return ""
