"""What a search found as rows: an article, then its hits, and at the end that there is more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from annotator.hits import Found, Hit, Part, Rest
from annotator.model import Article, Span
from ui.models.table import Index
from ui.models.wording import plain_tip, tags_told, told

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: words with those that were found, and what is said about them.

    `hit` is None for an article whose headline holds none; `article` for the row of more.
    """

    words: str
    found: tuple[Span, ...] = ()
    about: str = ""
    article: Article | None = None
    hit: Hit | None = None

    @property
    def is_article(self) -> bool:
        """Return whether hits in an article follow."""
        return self.article is not None and (not self.hit or self.hit.part is Part.HEADLINE)

    @property
    def spoken(self) -> str:
        """Return the row as one sentence."""
        return f"{self.words}, {self.about}" if self.is_article else _spoken(self)


class HitsModel(QAbstractListModel):
    """The rows of a search; `more_wanted` tells that the last of them is seen."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.hits: tuple[Hit, ...] = ()
        self.rest: Rest | None = None
        self._is_waiting = False

    @property
    def articles(self) -> int:
        """Return how many articles the hits are in."""
        return sum(row.is_article for row in self._rows)

    def show(self, found: Found) -> None:
        """Show what a new search found; nothing moves where it is what is shown already."""
        self._is_waiting = False
        if (found.hits, found.rest) == (self.hits, self.rest):
            return
        self.beginResetModel()
        self.hits, self.rest = found.hits, found.rest
        self._rows = list(_rows_of(found.hits, None)) + _ending(found.rest)
        self.endResetModel()

    def add(self, found: Found) -> None:
        """Show more hits below those that are there."""
        self._is_waiting = False
        last = self.hits[-1].article.id if self.hits else None
        new = list(_rows_of(found.hits, last))
        at = len(self._rows) - len(_ending(self.rest))
        if new:
            self.beginInsertRows(_ROOT, at, at + len(new) - 1)
            self._rows[at:at] = new
            self.endInsertRows()
        if found.rest is None and self.rest is not None:
            self.beginRemoveRows(_ROOT, len(self._rows) - 1, len(self._rows) - 1)
            self._rows.pop()
            self.endRemoveRows()
        self.hits, self.rest = self.hits + found.hits, found.rest

    def row_of(self, row: Row) -> int | None:
        """Return where a row stands now, None where it is gone."""
        return next((n for n, known in enumerate(self._rows) if known == row), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row, the Row under ROW_ROLE, or the row as a sentence."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and row.article:
            return plain_tip(row.article.title)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether there is more to be found."""
        return not parent.isValid() and self.rest is not None and not self._is_waiting

    def fetchMore(self, _parent: Index) -> None:
        """Ask for more, once."""
        if self.rest is not None and not self._is_waiting:
            self._is_waiting = True
            self.more_wanted.emit()


def _rows_of(hits: Sequence[Hit], last: str | None) -> "list[Row]":
    """Return the rows of hits, where the article `last` has its row already."""
    rows: list[Row] = []
    for hit in hits:
        article = hit.article
        is_headline = hit.part is Part.HEADLINE
        if article.id != last:
            shown = (hit.context, hit.found) if is_headline else (article.title, ())
            rows.append(Row(*shown, _about(article), article, hit if is_headline else None))
            last = article.id
        if not is_headline:
            rows.append(Row(hit.context, hit.found, _said_of(hit), article, hit))
    return rows


def _ending(rest: Rest | None) -> list[Row]:
    return [Row(_tr("More…"))] if rest else []


def _about(article: Article) -> str:
    day = article.published[:10] if article.published else _tr("no date")
    return f"{day} · {told(article.status)}"


def _said_of(hit: Hit) -> str:
    """Return what is said above a hit; a claim's tags are seen beside it."""
    if hit.part is Part.CLAIM:
        return hit.source or _what(hit)
    return _with_source(hit)


def _what(hit: Hit) -> str:
    """Return what was hit."""
    names = {Part.NOTE: _tr("note"), Part.SOURCE: _tr("source"), Part.TEXT: ""}
    what = names.get(hit.part, tags_told(hit.tags))
    return what[:1].upper() + what[1:]


def _with_source(hit: Hit) -> str:
    return " · ".join(filter(None, (_what(hit), hit.source)))


def _spoken(row: Row) -> str:
    """Return a hit, or that there is more, as one sentence."""
    if row.hit is None:
        return row.words
    what = _with_source(row.hit).replace(" · ", ", ")
    return f"{what or _tr('Text')}: {row.words}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Hits", words)
