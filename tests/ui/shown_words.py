"""Every word that a window shows, says or hints at, in whatever widget or table it stands."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import count, takewhile

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from annotator.confidential import gives_away

_ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.EditRole),
    *(Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole),
    Qt.ItemDataRole.StatusTipRole,
)


def places_of(canaries: tuple[str, ...], *, but: QWidget | None = None) -> list[str]:
    """Return where one of these words can be read in any window, but for one dialog."""
    found = []
    for top in QApplication.topLevelWidgets():
        for widget in (top, *top.findChildren(QWidget)):
            if but is not None and (widget is but or but.isAncestorOf(widget)):
                continue
            for what, words in _words(widget):
                if words and gives_away(words, canaries):
                    found.append(f"{type(widget).__name__} {widget.objectName()!r}: {what}")
    return found


def _words(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "title", widget.windowTitle()
    yield "tip", widget.toolTip()
    yield "status tip", widget.statusTip()
    yield "what's this", widget.whatsThis()
    yield "spoken", widget.accessibleName()
    yield "described", widget.accessibleDescription()
    spoken = QAccessible.queryAccessibleInterface(widget)
    if spoken is not None:
        for part in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
            yield "interface", spoken.text(part)
    for told in ("text", "placeholderText", "title"):
        tell = getattr(widget, told, None)
        with suppress(TypeError):
            words = tell() if callable(tell) else ""
            if isinstance(words, str):
                yield told, words
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield "document", widget.toPlainText()
    if isinstance(widget, QLineEdit) and widget.completer() is not None:
        yield from _cells(widget.completer().model())
    if isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(n)) for n in range(widget.count()))
    for action in widget.actions():
        yield from (("action", action.text()), ("action tip", action.toolTip()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    for row in range(model.rowCount()):
        for column in takewhile(partial(model.hasIndex, row), count()):
            for role in _ROLES:
                words = model.index(row, column).data(role)
                if isinstance(words, str):
                    yield f"cell {row}, {column}", words
