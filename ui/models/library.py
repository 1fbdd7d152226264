"""The project's articles as a list, with what is marked in each."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QTimer,
)

from annotator import edits
from annotator.desk import Desk
from annotator.edits import Change, Move
from annotator.errors import AnnotatorError
from annotator.model import Article, Claim, Link, Response, Source
from annotator.report import pairs
from annotator.story_strip import Strip
from ui.models.wording import plain_tip, shortened, told
from ui.workspace import Workspace

ARTICLE_ROLE = int(Qt.ItemDataRole.UserRole)
SUMMARY_ROLE, STRIP_ROLE = ARTICLE_ROLE + 1, ARTICLE_ROLE + 2
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TOO_MANY = 2_000
"""An article with more claims is counted when it is opened, not in passing."""
_CELLS = 500
"""More than a row is wide."""
_PAUSE = 120
"""How long a change rests before its article is counted again, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands: allegations that wait for an answer, and its story strip."""

    unanswered: int
    strip: Strip


class LibraryModel(QAbstractListModel):
    """The articles by number.

    Counts of claims follow each change; what needs a look at the marks is found when there is
    nothing else to do, and for articles that are shown alone.
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._articles: list[Article] = []
        self._counts: dict[str, int] = {}
        self._standings: dict[str, Standing] = {}
        self._fresh: set[str] = set()
        self._wanted: dict[str, None] = {}
        self._answers: dict[int, Callable[[Article], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda article: article.title,
            Qt.ItemDataRole.EditRole: lambda article: article.title,
            Qt.ItemDataRole.ToolTipRole: _tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            ARTICLE_ROLE: lambda article: article,
            SUMMARY_ROLE: self._summary,
            STRIP_ROLE: self._strip_of,
        }
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._look_at_one)
        workspace.project_opened.connect(self._reset)
        workspace.articles_changed.connect(self._renew)
        workspace.article_opened.connect(self._count_open)
        workspace.changed.connect(self._follow)
        self._reset()

    def row_of(self, article_id: str) -> int | None:
        """Return the row of an article, None where it has none."""
        return next((n for n, a in enumerate(self._articles) if a.id == article_id), None)

    @property
    def articles(self) -> Sequence[Article]:
        """Return the articles in the order of the rows."""
        return self._articles

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many articles there are."""
        return 0 if parent.isValid() else len(self._articles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, the Article under ARTICLE_ROLE, and what is marked in it."""
        if not index.isValid():
            return None
        answer = self._answers.get(role)
        return answer(self._articles[index.row()]) if answer else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the title be edited where the project can be changed."""
        flags = super().flags(index)
        if index.isValid() and not self._workspace.is_read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename an article."""
        title = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not title:
            return False
        article = self._articles[index.row()]
        if title == article.title:
            return True
        new = replace(article, title=title)
        names = {"old": shortened(article.title), "new": shortened(title)}
        label = self.tr("Rename “{old}” to “{new}”").format(**names)
        said = self.tr("Renamed “{old}” to “{new}”").format(**names)
        return self._workspace.do(edits.change(label, (article, new)), said) is not None

    def _summary(self, article: Article) -> str:
        count = self._counts.get(article.id, 0)
        self._want(article.id)
        standing = self._standings.get(article.id)
        parts = [self.tr("no claims")]
        if count:
            parts = [self.tr("{n} claim") if count == 1 else self.tr("{n} claims")]
        if standing and standing.unanswered and count:
            parts.append(self.tr("{m} unanswered"))
        parts.append(told(article.status))
        unanswered = standing.unanswered if standing else 0
        return " · ".join(parts).format(n=count, m=unanswered)

    def _spoken(self, article: Article) -> str:
        return f"{article.title}, {self._summary(article).replace(' · ', ', ')}"

    def _strip_of(self, article: Article) -> Strip | None:
        standing = self._standings.get(article.id)
        return standing.strip if standing and self._counts.get(article.id) else None

    def _want(self, article_id: str) -> None:
        """Put an article that is shown on the list of those to look at."""
        if article_id in self._fresh or article_id in self._wanted:
            return
        desk = self._workspace.desk
        is_open = desk is not None and desk.article.id == article_id
        if is_open or 0 < self._counts.get(article_id, 0) <= _TOO_MANY:
            self._wanted[article_id] = None
            if not self._idle.isActive():
                self._idle.start(0)

    def _look_at_one(self) -> None:
        if self._workspace.path is None or not self._wanted:
            return
        article_id = next(iter(self._wanted))
        del self._wanted[article_id]
        self._fresh.add(article_id)  # also where it cannot be read: opening it says why
        with suppress(AnnotatorError):
            self._standings[article_id] = self._standing(article_id)
        self._tell(article_id)
        if self._wanted:
            self._idle.start(0)

    def _standing(self, article_id: str) -> Standing:
        desk = self._workspace.desk
        if desk and desk.article.id == article_id:
            waiting = sum(desk.is_unanswered(claim) for claim in desk.claims)
            return Standing(waiting, Strip(len(desk.text), desk.claims, _CELLS))
        marks = self._workspace.reader.marks(article_id)
        open_pairs = {pair.claim.id for pair in pairs(marks) if not pair.is_answered}
        return Standing(len(open_pairs), Strip(len(marks.text), marks.claims, _CELLS))

    def _reset(self) -> None:
        self.beginResetModel()
        self._articles = self._workspace.articles()
        self._counts = {}
        if self._workspace.path:
            with suppress(AnnotatorError):
                self._counts = self._workspace.reader.claim_counts()
        self._standings, self._fresh, self._wanted = {}, set(), {}
        self.endResetModel()

    def _renew(self) -> None:
        """Become what the project holds now, row by row, so that the selection survives."""
        new = self._workspace.articles()
        there = {article.id for article in new}
        for row in range(len(self._articles) - 1, -1, -1):
            if self._articles[row].id not in there:
                self.beginRemoveRows(_ROOT, row, row)
                self._forget(self._articles.pop(row))
                self.endRemoveRows()
        was = {article.id: article for article in self._articles}
        for are_new, run in groupby(enumerate(new), key=lambda pair: pair[1].id not in was):
            if are_new:
                self._insert(list(run))
                continue
            for row, article in run:
                if article != was[article.id]:
                    self._articles[row] = article
                    self._tell(article.id)

    def _insert(self, run: list[tuple[int, Article]]) -> None:
        """Put in articles that follow one another, with their rows."""
        first = run[0][0]
        self.beginInsertRows(_ROOT, first, first + len(run) - 1)
        self._articles[first:first] = [article for _, article in run]
        self.endInsertRows()

    def _forget(self, article: Article) -> None:
        self._standings.pop(article.id, None)
        self._fresh.discard(article.id)
        self._wanted.pop(article.id, None)

    def _count_open(self) -> None:
        if self._workspace.desk:
            self._make_stale([self._workspace.desk.article.id])

    def _follow(self, change: Change) -> None:
        desk = self._workspace.desk
        touched: set[str] = set()
        for move in change.moves:
            if isinstance(move.before, Claim):
                self._add_claims(move.before.article_id, -1)
            if isinstance(move.after, Claim):
                self._add_claims(move.after.article_id, 1)
            if isinstance(move.noun, Claim):
                touched.add(move.noun.article_id)
        if desk:
            touched.add(desk.article.id)
        if any(_reaches_beyond(move, desk) for move in change.moves):
            touched |= self._fresh
        self._make_stale(touched)

    def _add_claims(self, article_id: str, count: int) -> None:
        self._counts[article_id] = self._counts.get(article_id, 0) + count

    def _make_stale(self, article_ids: Iterable[str]) -> None:
        for article_id in article_ids:
            self._fresh.discard(article_id)
            self._want(article_id)
            self._tell(article_id)
        if self._wanted:
            self._idle.start(_PAUSE)

    def _tell(self, article_id: str) -> None:
        row = self.row_of(article_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))


class LibraryFilter(QSortFilterProxyModel):
    """The articles whose title, byline or outlet hold every word that is looked for."""

    def __init__(self, model: LibraryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setSourceModel(model)

    def look_for(self, words: str) -> None:
        """Show the articles that hold `words`."""
        self.beginFilterChange()
        self._words = words.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Return whether an article is shown."""
        article = self.sourceModel().index(source_row, 0, source_parent).data(ARTICLE_ROLE)
        text = " ".join(filter(None, (article.title, article.byline, article.outlet))).casefold()
        return all(word in text for word in self._words)


def _tip(article: Article) -> str:
    about = " · ".join(filter(None, (article.byline, article.outlet, article.published)))
    return plain_tip(f"{article.title} — {about}" if about else article.title)


def _reaches_beyond(move: Move, desk: Desk | None) -> bool:
    """Return whether a move can change who has answered in an article that is not open."""
    before, after = move.before, move.after
    if isinstance(before, Source) and isinstance(after, Source):
        names = (before.names, before.affiliation) != (after.names, after.affiliation)
        return names and after.article_id is None
    if desk and isinstance(move.noun, Link):
        return desk.claim(move.noun.from_id) is None
    if desk and isinstance(move.noun, Response):
        return desk.claim(move.noun.claim_id) is None
    return False
