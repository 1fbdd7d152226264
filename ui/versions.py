"""Which articles are new versions of others, and what is compared and taken over between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from annotator.edits import Change
from annotator.errors import AnnotatorError, UsageError
from annotator.model import Article, Version
from ui import jobs

if TYPE_CHECKING:
    from annotator.versions.anchoring import Anchor
    from annotator.versions.renewing import Renewal
    from ui.workspace import Workspace

_AT_ONCE = 60_000
"""Up to so many characters of both versions nobody feels the comparing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A new version beside an earlier one, and what became of each claim not taken over then."""

    renewal: "Renewal"
    anchors: tuple["Anchor", ...]


class Versions(QObject):
    """Knows the versions of the open project; `compared` tells what a person has to look at.

    Nothing is taken over but what is found again exactly, as one step that undo takes back.
    """

    compared = Signal(object)

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._earlier: dict[str, str] | None = None
        self._wanted: Renewal | None = None
        self._is_taking = False
        workspace.project_opened.connect(self._forget)
        workspace.articles_changed.connect(self._read_again)
        workspace.changed.connect(self._follow)

    def earlier_of(self, article_id: str) -> Article | None:
        """Return the article that one is a new version of, None where there is none any more."""
        earlier_id = self._known().get(article_id)
        return next((a for a in self._workspace.articles() if a.id == earlier_id), None)

    def is_superseded(self, article_id: str) -> bool:
        """Return whether there is a newer version of an article."""
        there = {article.id for article in self._workspace.articles()}
        return any(old == article_id and new in there for new, old in self._known().items())

    def possible_earlier(self, article: Article) -> list[Article]:
        """Return the articles that one may be a new version of, the newest first."""
        known, later = self._known(), {article.id}
        while more := {new for new, old in known.items() if old in later} - later:
            later |= more
        others = [one for one in self._workspace.articles() if one.id not in later]
        return sorted(others, key=lambda one: -one.number)

    def renew(self, article: Article, earlier_id: str) -> None:
        """Take over what is found again in an article, and tell what is left to look at."""
        self._begin(article, earlier_id, is_taking=True)

    def compare(self, article: Article) -> None:
        """Compare an article with its earlier version, and tell what is left to look at."""
        earlier = self.earlier_of(article.id)
        if earlier:
            self._begin(article, earlier.id, is_taking=False)

    def _begin(self, article: Article, earlier_id: str, *, is_taking: bool) -> None:
        from annotator.versions import renewing

        self._wanted = None
        try:
            if article.id == earlier_id:
                raise UsageError("this text is the earlier version itself; nothing is new in it")
            renewal = renewing.renewal(self._workspace.reader, article, earlier_id)
        except AnnotatorError as error:
            self._workspace.failed.emit(error)
            return
        self._wanted, self._is_taking = renewal, is_taking
        if len(renewal.now.text) + len(renewal.earlier.marks.text) <= _AT_ONCE:
            self._take_in(Compared(renewal, tuple(renewal.compared())))
            return
        words = self.tr("Comparing with “{title}”…")
        self._workspace.said.emit(words.replace("{title}", renewal.earlier.marks.article.title))
        jobs.start(
            lambda: Compared(renewal, tuple(renewal.compared())),
            self._take_in,
            self._workspace.failed.emit,
        )

    def _take_in(self, compared: Compared) -> None:
        """Take over what was found, and tell what was not; nothing that is wanted no more."""
        from annotator.versions import renewing
        from annotator.versions.anchoring import lost

        renewal, anchors = compared.renewal, compared.anchors
        if self._wanted is not renewal:
            return
        self._wanted = None
        if self._is_taking:
            found, left = renewing.found_again(anchors), lost(anchors)
            aloud = told_aloud(anchors, renewal)
            said = " ".join([counted_told(len(renewal.taken) + len(found), left), *aloud])
            if not found and renewal.is_known:
                self._workspace.said.emit(said)
            elif self._workspace.take_over(renewal, found, said) is None:
                return
            if not left:
                return
        self.compared.emit(compared)

    def _known(self) -> dict[str, str]:
        if self._earlier is None:
            if self._workspace.path is None:
                return {}
            some = self._workspace.reader.versions()
            self._earlier = {one.article_id: one.earlier_id for one in some}
        return self._earlier

    def _forget(self) -> None:
        self._earlier = self._wanted = None

    def _read_again(self) -> None:
        self._earlier = None

    def _follow(self, change: Change) -> None:
        if any(isinstance(move.noun, Version) for move in change.moves):
            self._earlier = None


def told_aloud(anchors: "Sequence[Anchor]", renewal: "Renewal") -> list[str]:
    """Return one sentence for each denial that changed or is gone: it is never passed over."""
    from annotator.versions.carrying import lost_denials

    told = []
    for lost in lost_denials(anchors, renewal.earlier.marks):
        words = _tr("The denial by {name} (claim {n}) was changed.")
        if lost.is_gone:
            words = _tr("The denial by {name} (claim {n}) is no longer in the article.")
        name = lost.source or _tr("nobody who is named")
        told.append(words.replace("{n}", str(lost.number)).replace("{name}", name))
    return told


def counted_told(taken: int, left: Sequence["Anchor"]) -> str:
    """Return how many claims were taken over, are to be looked at, and are gone."""
    from annotator.versions.anchoring import Fate

    gone = sum(anchor.fate is Fate.GONE for anchor in left)
    words = _tr("{n} taken over, {m} to look at, {k} gone.")
    return words.format(n=taken, m=len(left) - gone, k=gone)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Versions", words)
