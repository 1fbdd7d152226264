"""The project's articles as a list, with what is marked in each."""

from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer

from annotator import edits
from annotator.edits import Change
from annotator.library import By, Facts, Wanted, Work, needs_marks, ordered
from annotator.model import Article, Version
from annotator.story_strip import Strip
from ui.models.library_facts import LibraryFacts
from ui.models.standings import Standing, Standings
from ui.models.table import Index
from ui.models.wording import plain_tip, shortened, told
from ui.project_sums import ProjectSums
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLE_ROLE = int(Qt.ItemDataRole.UserRole)
SUMMARY_ROLE, STRIP_ROLE = ARTICLE_ROLE + 1, ARTICLE_ROLE + 2
_ROOT = QModelIndex()
_SOON = 150
"""Milliseconds after which the order follows what was counted."""
LONG = 50_000
"""Words of an article that it would be felt to read."""
_FEW = 50
"""Rows that may come or go one by one; more of them are put there anew."""


class LibraryModel(QAbstractListModel):
    """The articles that are wanted, in the order that is asked for.

    Counts of claims follow each change; what needs a look at the marks is found when there is
    nothing else to do: for articles that are shown, or for all where a question needs it.
    """

    def __init__(
        self,
        workspace: Workspace,
        parent: QObject | None = None,
        sums: ProjectSums | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._articles: list[Article] = []
        self._shown: list[Article] = []
        self._wanted = Wanted()
        self._by = By.NUMBER
        self.facts = LibraryFacts(workspace, self)
        self.facts.read.connect(self._show)
        self._sums = sums or ProjectSums(workspace, self)
        # Counting tells of some stories at a time; the list is sorted anew now and then.
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._show)
        self._sums.changed.connect(self._follow_sums)
        self._standings = Standings(workspace, self._sums, self)
        self._standings.found.connect(self._tell)
        self._answers: dict[int, Callable[[Article], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda article: article.title,
            Qt.ItemDataRole.EditRole: lambda article: article.title,
            Qt.ItemDataRole.ToolTipRole: _tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            ARTICLE_ROLE: lambda article: article,
            SUMMARY_ROLE: self._summary,
            STRIP_ROLE: self._strip_of,
        }
        workspace.project_opened.connect(self._reset)
        workspace.articles_changed.connect(self._renew)
        workspace.article_opened.connect(self._count_open)
        workspace.changed.connect(self._follow)
        self._reset()

    def row_of(self, article_id: str) -> int | None:
        """Return the row of an article, None where it has none."""
        return next((n for n, a in enumerate(self._shown) if a.id == article_id), None)

    @property
    def articles(self) -> list[Article]:
        """Return every article of the project, shown or not; do not change the list."""
        return self._articles

    @property
    def shown(self) -> list[Article]:
        """Return the articles that are shown, in their order; do not change the list."""
        return self._shown

    def ask(self, wanted: Wanted, by: By) -> None:
        """Show the articles that are wanted, in an order; some questions take a moment."""
        self._wanted, self._by = wanted, by
        self.facts.want(is_wanted=wanted.needs_marks or needs_marks(by))
        self._sums.want(self, is_wanted=self._needs_checks)
        self._show()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many articles there are."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, the Article under ARTICLE_ROLE, and what is marked in it."""
        if not index.isValid():
            return None
        answer = self._answers.get(role)
        return answer(self._shown[index.row()]) if answer else None

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
        article = self._shown[index.row()]
        if title == article.title:
            return True
        new = replace(article, title=title)
        names = {"old": shortened(article.title), "new": shortened(title)}
        label = self.tr("Rename “{old}” to “{new}”").format(**names)
        said = self.tr("Renamed “{old}” to “{new}”").format(**names)
        return self._workspace.do(edits.change(label, (article, new)), said) is not None

    def _summary(self, article: Article) -> str:
        count = self._standings.counts.get(article.id, 0)
        parts = [self.tr("no claims")]
        if count:
            parts = [self.tr("{n} claim") if count == 1 else self.tr("{n} claims")]
        checks = self._open_checks(article)
        if checks:
            parts.append(self.tr("{m} open check") if checks == 1 else self.tr("{m} open checks"))
        parts.append(told(article.status))
        if self._workspace.versions.is_superseded(article.id):
            parts.insert(0, self.tr("earlier version"))  # the end of a line can be cut off
        return " · ".join(parts).format(n=count, m=checks)

    def _open_checks(self, article: Article) -> int:
        """Return how many checks are open; of a large article what its sums say."""
        standing = self._standing_of(article)
        if standing and standing.checks is not None:
            return standing.checks
        sums = self._sums.of(article.id)
        return sums.open_checks if sums else 0

    def _standing_of(self, article: Article) -> Standing | None:
        """Return how an article stands; a long one without claims is not read in passing."""
        here, is_marked = self._workspace.article, self._standings.counts.get(article.id)
        is_open = here is not None and here.id == article.id
        if article.words > LONG and not is_marked and not is_open:
            return None
        return self._standings.of(article.id)

    def _spoken(self, article: Article) -> str:
        return f"{article.title}, {self._summary(article).replace(' · ', ', ')}"

    def _strip_of(self, article: Article) -> Strip | None:
        standing = self._standing_of(article)
        return standing.strip if standing and self._standings.counts.get(article.id) else None

    def _reset(self) -> None:
        self.beginResetModel()
        self._articles = self._workspace.articles()
        self._standings.reset()
        self._shown = self._found()
        self.endResetModel()

    def _renew(self) -> None:
        """Become what the project holds now, row by row, so that the selection survives."""
        new = self._workspace.articles()
        for gone in {article.id for article in self._articles} - {article.id for article in new}:
            self._standings.forget(gone)
        self._articles = new
        self._show()

    def _found(self) -> list[Article]:
        """Return what is wanted, in its order."""
        if self._wanted == Wanted() and self._by is By.NUMBER:
            return list(self._articles)
        today = datetime.now().astimezone().date()
        some = ((article, self._facts_of(article)) for article in self._articles)
        wanted = self._wanted
        return ordered((pair for pair in some if wanted.has(*pair, today)), self._by)

    def _facts_of(self, article: Article) -> Facts:
        count = self._standings.counts.get(article.id, 0)
        sums = self._sums.of(article.id) if self._needs_checks else None
        checks = sums.open_checks if sums else 0
        return replace(self.facts.of(article.id), claims=count, checks=checks)

    @property
    def _needs_checks(self) -> bool:
        return self._by is By.CHECKS or self._wanted.needs_checks

    def _follow_sums(self) -> None:
        if self._needs_checks and not self._soon.isActive():
            self._soon.start()

    def _show(self) -> None:
        """Show what is wanted now: row by row where little changes, else all anew."""
        new = self._found()
        there = {article.id for article in new}
        gone = [row for row, article in enumerate(self._shown) if article.id not in there]
        kept = [article.id for article in self._shown if article.id in there]
        known = set(kept)
        come = len(new) - len(kept)
        if max(len(gone), come) > _FEW or kept != [a.id for a in new if a.id in known]:
            self.beginResetModel()
            self._shown = new
            self.endResetModel()
            return
        for row in reversed(gone):
            self.beginRemoveRows(_ROOT, row, row)
            del self._shown[row]
            self.endRemoveRows()
        was = {article.id: article for article in self._shown}
        for are_new, run in groupby(enumerate(new), key=lambda pair: pair[1].id not in was):
            if are_new:
                self._insert(list(run))
                continue
            for row, article in run:
                if article != was[article.id]:
                    self._shown[row] = article
                    self._tell(article.id)

    def _insert(self, run: list[tuple[int, Article]]) -> None:
        """Put in articles that follow one another, with their rows."""
        first = run[0][0]
        self.beginInsertRows(_ROOT, first, first + len(run) - 1)
        self._shown[first:first] = [article for _, article in run]
        self.endInsertRows()

    def _count_open(self) -> None:
        if self._workspace.desk:
            self._standings.make_stale([self._workspace.desk.article.id])

    def _follow(self, change: Change) -> None:
        self._standings.follow(change)
        for move in change.moves:
            if isinstance(move.noun, Version):
                self._tell(move.noun.earlier_id)
        if self._by is By.CLAIMS or Work.UNMARKED in self._wanted.work:
            self._show()

    def _tell(self, article_id: str) -> None:
        row = self.row_of(article_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))


def _tip(article: Article) -> str:
    about = " · ".join(filter(None, (article.byline, article.outlet, article.published)))
    return plain_tip(f"{article.title} — {about}" if about else article.title)
