"""What a window shows, tells a screen reader and puts on the clipboard."""

from collections.abc import Iterator
from hashlib import sha256

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    QUrl,
    Slot,
)
from PySide6.QtGui import QAccessible, QClipboard, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.canary.folding import Watch
from tests.canary.scan import found_in

ABOUT_IDENTITIES: frozenset[str] = frozenset()
"""Names of the windows in which a person looks at who a source really is, and nowhere else."""
_ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.EditRole),
    *(Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole),
    *(Qt.ItemDataRole.WhatsThisRole, Qt.ItemDataRole.StatusTipRole),
)
_SPOKEN = (
    *(QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value),
    *(QAccessible.Text.Help, QAccessible.Text.Accelerator),
)
_MOST_ROWS = 300


class Opened(QObject):
    """Stands for the desktop, which is asked to open files and write mail."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        for scheme in ("file", "mailto", "http", "https"):
            # The stub asks for bytes, which PySide itself refuses.
            QDesktopServices.setUrlHandler(scheme, self, "open")  # type: ignore[arg-type]

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Remember what is opened."""
        self.asked.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def on_clipboard(watch: Watch) -> Iterator[str]:
    """Yield the canaries in any format of any clipboard there is."""
    clipboard = QGuiApplication.clipboard()
    for mode in QClipboard.Mode:
        mime: QMimeData | None = clipboard.mimeData(mode)
        if mime is not None:
            yield from (f"{found} on the {mode.name}" for found in _in_mime(mime, watch))


def held() -> Iterator[str]:
    """Yield what stands for each thing on the clipboard: its format and a digest."""
    mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
    if mime is None:
        return
    for form in mime.formats():
        yield f"{form} {sha256(mime.data(form).data()).hexdigest()[:8]}"


def _in_mime(held: QMimeData, watch: Watch) -> Iterator[str]:
    for form in held.formats():
        data = form.encode() + bytes(held.data(form).data())
        yield from (f"{c.where} ({c.kind}), {form}" for c, _ in found_in(data, watch))


class Screen:
    """All that windows show but those about identities: words, titles, tips, spoken names."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._clean: set[str] = set()

    def found(self) -> Iterator[str]:
        """Yield the canaries that can be read now; words that held none are read once."""
        for top in QApplication.topLevelWidgets():
            for widget in (top, *top.findChildren(QWidget)):
                if widget.window().objectName() not in ABOUT_IDENTITIES:
                    yield from self._in(widget)

    def _in(self, widget: QWidget) -> Iterator[str]:
        for words in set(filter(None, _words(widget))) - self._clean:
            found = self._watch.in_text(words, depth=1)
            for canary in found:
                kind = f"{type(widget).__name__} {widget.objectName()!r}"
                yield f"{canary.where} ({canary.kind}) in {kind}"
            if not found:
                self._clean.add(words)


def _words(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    for name in ("text", "title", "placeholderText", "windowFilePath", "html"):
        value = widget.property(name)
        if isinstance(value, str):
            yield value
    if widget.isVisible():
        spoken = QAccessible.queryAccessibleInterface(widget)
        yield from (spoken.text(kind) for kind in _SPOKEN)
    for action in widget.actions():
        yield from (action.text(), action.toolTip(), action.statusTip())
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    model = _model_of(widget)
    yield from _cells(model) if model is not None else ()


def _model_of(widget: QWidget) -> QAbstractItemModel | None:
    if isinstance(widget, QLineEdit):
        completer: QCompleter | None = widget.completer()
        return completer.model() if completer is not None else None
    return widget.model() if isinstance(widget, QAbstractItemView | QComboBox) else None


def _cells(model: QAbstractItemModel, under: QModelIndex | None = None) -> Iterator[str]:
    under = under or QModelIndex()
    # PySide keeps the columns of a list to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(under)
    for row in range(min(model.rowCount(under), _MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column, under)
            values = (model.data(index, role) for role in _ROLES)
            yield from (value for value in values if isinstance(value, str))
            if column == 0 and model.rowCount(index):
                yield from _cells(model, index)
