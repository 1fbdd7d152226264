"""The files of an import: what came of reading each."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.vocabulary import Tag
from ui.dialogs.import_entry import Entry, State
from ui.dialogs.shapes import theme_now
from ui.models.table import Index
from ui.models.wording import plain_tip
from ui.theme import NORMAL, SMALL, sans

SIGN_ROLE = int(Qt.ItemDataRole.UserRole)
SAID_ROLE = SIGN_ROLE + 1
_WAITS, _READY, _DOUBTFUL, _NEAR, _HERE, _REFUSED, _STOPPED = "·", "✓", "?", "≈", "=", "!", "–"
_SIGNS = {
    State.WAITING: _WAITS,
    State.READY: _READY,
    State.HERE: _HERE,
    State.REFUSED: _REFUSED,
    State.STOPPED: _STOPPED,
}


class FileList(QListWidget):
    """The files by name, each with one line about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importFiles")
        self.setAccessibleName(self.tr("Files"))
        self.setItemDelegate(_FileRow(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add(self, row: int, entry: Entry) -> None:
        """Put a file, or one of its articles, into the list."""
        self.insertItem(row, QListWidgetItem(entry.name))
        self.tell(row, entry)

    def tell(self, row: int, entry: Entry) -> None:
        """Show what came of a file."""
        item = self.item(row)
        item.setText(entry.name)
        said = {
            State.WAITING: self.tr("waiting"),
            State.READY: self.tr("ready"),
            State.HERE: self.tr("already here"),
            State.REFUSED: self.tr("cannot be read"),
            State.STOPPED: self.tr("not read"),
        }[entry.state]
        sign = _SIGNS[entry.state]
        if entry.state is State.READY:
            said = self._standing(entry) or said
            sign = _NEAR if entry.near and not entry.earlier_id else sign
            sign = _DOUBTFUL if entry.is_doubtful else sign
        if entry.file:
            said = self.tr("{what} · {file}").format(what=said, file=entry.file)
        item.setData(SIGN_ROLE, sign)
        item.setData(SAID_ROLE, said)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.name}, {said}")
        item.setToolTip(plain_tip(entry.why or f"{entry.name}\n{said}"))

    def _standing(self, entry: Entry) -> str:
        """Return what a person should know of an article before it is kept."""
        if entry.wrong:
            return self.tr("a field makes no sense")
        if entry.is_damaged:
            return self.tr("letters look damaged")
        if entry.is_guess:
            return self.tr("ready, its encoding a guess")
        if entry.earlier_id:
            return self.tr("ready, as a new version")
        return self._near(entry)

    def _near(self, entry: Entry) -> str:
        """Return what an article is much the same as, where it is."""
        if entry.near:
            told = self.tr("{percent} % the same as another")
            return told.format(percent=entry.near[0].percent)
        if entry.alike:
            name, percent = entry.alike
            told = self.tr("{percent} % the same as {name}").replace("{percent}", str(percent))
            return told.replace("{name}", name)
        return ""


class _FileRow(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = QFontMetrics(sans(NORMAL)).height() + QFontMetrics(sans(SMALL)).height()
        return QSize(super().sizeHint(option, index).width(), lines + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = theme_now()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect).adjusted(4, 2, -4, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            has_focus = option.state & QStyle.StateFlag.State_HasFocus
            painter.setBrush(theme.paper)
            width = theme.focus_width if has_focus else 1
            painter.setPen(QPen(theme.accent if has_focus else theme.lines, width))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        sign = str(index.data(SIGN_ROLE))
        warning = theme.ink(Tag.ALLEGATION)
        inks = {_READY: theme.accent, _REFUSED: warning, _DOUBTFUL: warning}
        first = QFontMetrics(sans(NORMAL))
        inner = rect.adjusted(28, 6, -8, -6)
        place = QRect(rect.left() + 4, inner.top(), 20, first.height())
        painter.setFont(sans(NORMAL, bold=True))
        painter.setPen(inks.get(sign, theme.muted))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignHCenter), sign)
        painter.setFont(sans(NORMAL))
        painter.setPen(theme.text)
        name = first.elidedText(index.data(), Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, _ONE_LINE, name)
        painter.setFont(sans(SMALL))
        painter.setPen(theme.muted)
        said = QFontMetrics(sans(SMALL)).elidedText(
            index.data(SAID_ROLE), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner.adjusted(0, first.height(), 0, 0), _ONE_LINE, said)
        painter.restore()


_ONE_LINE = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextSingleLine)
