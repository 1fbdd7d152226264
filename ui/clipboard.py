"""The clipboard, the X11 selection and what is dragged: plain text alone, and nothing withheld.

Nothing else in `ui` asks Qt for its clipboard. Rich text carries more than a person sees: fonts,
addresses, the names of files, and words that are hidden.
"""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from ui import telling

_PLAIN = "text/plain"


def put(words: str) -> bool:
    """Put words on the clipboard; return whether all of them, else a confidential name is not."""
    told = telling.told(words)
    _clipboard().setText(told)
    return told == words


def held() -> QMimeData:
    """Return what is on the clipboard, whoever put it there."""
    return _clipboard().mimeData()


def take_back() -> None:
    """Empty it, and the X11 selection, where this program put there what is there now."""
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        if _is_ours(mode):
            _clipboard().clear(mode)


def take_back_where(is_secret: Callable[[str], bool]) -> None:
    """Empty it, and the X11 selection, where this program put there what must not stay."""
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        if _is_ours(mode) and is_secret(_clipboard().text(mode)):
            _clipboard().clear(mode)


def selected(cursor: QTextCursor) -> QMimeData:
    """Return selected words as they may leave the window, by the clipboard or dragged."""
    mime = QMimeData()
    mime.setText(telling.told(cursor.selection().toPlainText()))
    return mime


class PlainLines(QPlainTextEdit):
    """Several lines of text; what is copied or dragged out of them is plain text, too."""

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected words without anything else."""
        return selected(self.textCursor())


@cache
def watch() -> QObject:
    """Keep out of the clipboard whatever Qt's own widgets put there beside plain text.

    They copy in a dozen ways: by keys, by their menus, by selecting under X11. Once a process.
    """
    return _Watch()


class _Watch(QObject):
    def __init__(self) -> None:
        super().__init__()
        self._is_busy = False
        clipboard = _clipboard()
        clipboard.dataChanged.connect(lambda: self._look(QClipboard.Mode.Clipboard))
        clipboard.selectionChanged.connect(lambda: self._look(QClipboard.Mode.Selection))

    def _look(self, mode: QClipboard.Mode) -> None:
        if self._is_busy or not _is_ours(mode):
            return
        mime: QMimeData | None = _clipboard().mimeData(mode)
        if mime is None or not mime.formats():  # as it is once it was emptied
            return
        told = telling.told(mime.text())
        if set(mime.formats()) == {_PLAIN} and told == mime.text():
            return
        self._is_busy = True
        try:
            _clipboard().setText(told, mode)
        finally:
            self._is_busy = False


def _is_ours(mode: QClipboard.Mode) -> bool:
    """Return whether this process put there what is there now; another's is left alone."""
    if QGuiApplication.platformName() in {"offscreen", "minimal"}:
        return True  # which share with nobody, and do not know
    clipboard = _clipboard()
    if mode is QClipboard.Mode.Selection:
        return clipboard.supportsSelection() and clipboard.ownsSelection()
    return clipboard.ownsClipboard()


def _clipboard() -> QClipboard:
    return QGuiApplication.clipboard()
