"""How articles stand that are looked at: found one by one, when there is nothing else to do."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.edits import Change
from annotator.errors import AnnotatorError
from annotator.model import Claim
from annotator.store.kept import renamed
from annotator.story_strip import Strip
from ui.project_sums import AT_ONCE, ProjectSums
from ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.rules import HouseRules

_TOO_MANY = 2_000
"""An article with more claims is counted when it is opened, not in passing."""
_CELLS = 500
"""More than a row is wide."""
_PAUSE = 120
"""How long a change rests before its article is counted again, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands: its open checks, None where it is too large, and its story strip.

    `parties` are whom it is about, by name.
    """

    checks: int | None
    strip: Strip
    parties: tuple[str, ...]


class Standings(QObject):
    """The standings of the articles that somebody looks at; `found` carries an article's id.

    Counts of claims are there for all articles, and follow each change.
    """

    found = Signal(str)

    def __init__(
        self, workspace: Workspace, sums: ProjectSums, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sums = sums
        self._house: HouseRules | None = None
        sums.changed.connect(self._check_anew)
        self.counts: dict[str, int] = {}
        self._standings: dict[str, Standing] = {}
        self._fresh: set[str] = set()
        self._wanted: dict[str, None] = {}
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._look_at_one)

    def reset(self) -> None:
        """Know nothing but the counts of a project that was opened."""
        self.counts = {}
        if self._workspace.path:
            with suppress(AnnotatorError):
                self.counts = self._workspace.reader.claim_counts()
        self._standings, self._fresh, self._wanted = {}, set(), {}

    def of(self, article_id: str) -> Standing | None:
        """Return how an article stands, as far as it is known; look at it soon."""
        self._want(article_id)
        return self._standings.get(article_id)

    def forget(self, article_id: str) -> None:
        """Forget an article that is gone."""
        self._standings.pop(article_id, None)
        self._fresh.discard(article_id)
        self._wanted.pop(article_id, None)

    def follow(self, change: Change) -> None:
        """Count what a change added or removed, and look again at what it touched."""
        desk = self._workspace.desk
        touched: set[str] = set()
        for move in change.moves:
            if isinstance(move.before, Claim):
                self._add_claims(move.before.article_id, -1)
            if isinstance(move.after, Claim):
                self._add_claims(move.after.article_id, 1)
        if desk:
            touched.add(desk.article.id)
        with suppress(AnnotatorError):
            touched |= self._workspace.reader.touched_by(change)
        names = renamed(change)
        known = self._standings.items()
        touched |= {key for key, one in known if not names.isdisjoint(one.parties)}
        self.make_stale(touched)

    def make_stale(self, article_ids: Iterable[str]) -> None:
        """Look at articles again."""
        for article_id in article_ids:
            self._fresh.discard(article_id)
            self._want(article_id)
            self.found.emit(article_id)
        if self._wanted:
            self._idle.start(_PAUSE)

    def _add_claims(self, article_id: str, count: int) -> None:
        self.counts[article_id] = self.counts.get(article_id, 0) + count

    def _want(self, article_id: str) -> None:
        """Put an article that is shown on the list of those to look at."""
        if article_id in self._fresh or article_id in self._wanted:
            return
        if self._can_look_at(article_id):
            self._wanted[article_id] = None
            if not self._idle.isActive():
                # The page of a project that was just opened comes first.
                self._idle.start(0 if self._fresh else _PAUSE)

    def _can_look_at(self, article_id: str) -> bool:
        """Return whether it takes but a moment now; one that is coming is there soon."""
        article = self._workspace.article
        if article and article.id == article_id:
            return self._workspace.desk is not None
        return self.counts.get(article_id, 0) <= _TOO_MANY

    def _look_at_one(self) -> None:
        if self._workspace.path is None or not self._wanted:
            return
        article_id = next(iter(self._wanted))
        del self._wanted[article_id]
        if self._can_look_at(article_id):
            self._fresh.add(article_id)  # also where it cannot be read: opening it says why
            with suppress(AnnotatorError):
                self._standings[article_id] = self._standing(article_id)
            self.found.emit(article_id)
        if self._wanted:
            self._idle.start(0)

    def _standing(self, article_id: str) -> Standing:
        from annotator.checks.checking import count_open
        from annotator.measures.counted import counted
        from annotator.sums import parties_in

        desk = self._workspace.desk
        is_open = desk is not None and desk.article.id == article_id
        marks = desk.marks() if desk and is_open else self._workspace.reader.marks(article_id)
        words = desk.words if desk and is_open else None
        is_small = len(marks.claims) <= AT_ONCE
        house = self._house = self._house or self._sums.house()
        checks = sum(count_open(counted(marks, words), house)) if is_small else None
        return Standing(checks, Strip(len(marks.text), marks.claims, _CELLS), parties_in(marks))

    def _check_anew(self) -> None:
        """Look again at everything where other house rules apply."""
        if self._house is not None and self._house != self._sums.house():
            self._house = self._sums.house()
            self.make_stale(set(self._fresh))
