"""Every word that a window holds, shown or not: in its widgets, their models, and to be undone."""

from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)


def words_in(top: QWidget) -> Iterator[tuple[str, str]]:
    """Yield every word that a window holds, shown or not, with where it is."""
    for widget in (top, *top.findChildren(QWidget)):
        for words in (*spoken(widget), *shown(widget), *undone(widget)):
            yield f"{type(widget).__name__} {widget.objectName()} in {widget.parent()}", words
    for action in top.actions():
        yield f"action {action.objectName()}", f"{action.text()} {action.toolTip()}"
    for child in top.findChildren(QObject):
        if isinstance(child, QAbstractItemModel):
            for words in model_words(child):
                yield f"{type(child).__name__} of {child.parent()}", words


def spoken(widget: QWidget) -> Iterator[str]:
    """Yield what is said of a widget."""
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())


def shown(widget: QWidget) -> Iterator[str]:
    """Yield what stands in a widget."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from map(widget.itemText, range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from map(widget.tabText, range(widget.count()))
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())


def undone(widget: QWidget) -> Iterator[str]:
    """Yield a Greek word where something that was typed could be had again."""
    if isinstance(widget, QLineEdit) and widget.isUndoAvailable():
        yield "πάλι"
    if isinstance(widget, QPlainTextEdit | QTextEdit) and widget.document().isUndoAvailable():
        yield "πάλι"


def model_words(model: QAbstractItemModel) -> Iterator[str]:
    roles = Qt.ItemDataRole
    top = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
    for row in range(model.rowCount(top)):
        for column in range(columns):
            index = model.index(row, column)
            for role in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole):
                yield str(index.data(role) or "")


def is_greek(words: str) -> bool:
    return any("\u0370" <= letter <= "\u03ff" and letter != "Ω" for letter in words)
