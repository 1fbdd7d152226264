"""How articles stand that are looked at: found one by one, when there is nothing else to do."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.desk import Desk
from annotator.edits import Change, Move
from annotator.errors import AnnotatorError
from annotator.model import Claim, Link, Response, Source
from annotator.store.facts import waiting
from annotator.story_strip import Strip
from ui.workspace import Workspace

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


class Standings(QObject):
    """The standings of the articles that somebody looks at; `found` carries an article's id.

    Counts of claims are there for all articles, and follow each change.
    """

    found = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
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
            if isinstance(move.noun, Claim):
                touched.add(move.noun.article_id)
        if desk:
            touched.add(desk.article.id)
        if any(_reaches_beyond(move, desk) for move in change.moves):
            touched |= self._fresh
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
                self._idle.start(0)

    def _can_look_at(self, article_id: str) -> bool:
        """Return whether it takes but a moment now; one that is coming is there soon."""
        article = self._workspace.article
        if article and article.id == article_id:
            return self._workspace.desk is not None
        return 0 < self.counts.get(article_id, 0) <= _TOO_MANY

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
        desk = self._workspace.desk
        if desk and desk.article.id == article_id:
            unanswered = sum(desk.is_unanswered(claim) for claim in desk.claims)
            return Standing(unanswered, Strip(len(desk.text), desk.claims, _CELLS))
        marks = self._workspace.reader.marks(article_id)
        return Standing(waiting(marks), Strip(len(marks.text), marks.claims, _CELLS))


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
