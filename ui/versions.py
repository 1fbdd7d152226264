"""Which articles are new versions of others, and what is compared and taken over between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from annotator.edits import Change
from annotator.errors import AnnotatorError, UsageError
from annotator.model import Article, Version

if TYPE_CHECKING:
    from annotator.versions.anchoring import Anchor
    from annotator.versions.renewing import Renewal
    from ui.renewal_job import RenewalJob
    from ui.workspace import Workspace

_AT_ONCE = 60_000
_NAMED = 5
"""So many lost denials are named one by one; more would fill the screen."""
_FEW = 600
"""Up to so many characters, and claims, of both versions nobody feels the comparing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A new version beside an earlier one, and what became of each claim not taken over then.

    `change` is what was written of it in the background, None where nothing was.
    """

    renewal: "Renewal"
    anchors: tuple["Anchor", ...]
    change: Change | None = None


class Versions(QObject):
    """Knows the versions of the open project; `compared` tells what a person has to look at.

    Nothing is taken over but what is found again exactly, as one step that undo takes back.
    """

    compared = Signal(object)

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._earlier: dict[str, str] | None = None
        self._job: RenewalJob | None = None
        workspace.project_opened.connect(self._forget)
        workspace.articles_changed.connect(self._read_again)
        workspace.changed.connect(self._follow)
        workspace.file_wanted.connect(self._make_way)

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

    def stop(self) -> None:
        """Compare nothing any more."""
        job, self._job = self._job, None
        if job:
            job.cancel()

    def _begin(self, article: Article, earlier_id: str, *, is_taking: bool) -> None:
        from annotator.versions import renewing

        self.stop()
        workspace = self._workspace
        try:
            if article.id == earlier_id:
                raise UsageError("this text is the earlier version itself; nothing is new in it")
            if self._is_large(article.id, earlier_id):
                self._begin_large(article, earlier_id, is_taking=is_taking)
                return
            renewal = renewing.renewal(workspace.reader, article, earlier_id)
        except AnnotatorError as error:
            workspace.failed.emit(error)
            return
        found = Compared(renewal, tuple(renewal.compared()))
        if not is_taking:
            self.compared.emit(found)
            return
        places = renewing.found_again(found.anchors)
        if places or not renewal.is_known:
            said = _said(found, len(renewal.taken) + len(places))
            change = workspace.take_over(renewal, places, said)
            if change is None:
                return
            after = renewing.followed(renewal, change) or renewal
            self._show_left(replace(found, renewal=after))
        else:
            self._tell(found)

    def _is_large(self, *article_ids: str) -> bool:
        sizes = [self._workspace.reader.size_of(key, 0) for key in article_ids]
        characters, claims = (sum(size[n] for size in sizes) for n in (0, 1))
        return characters > _AT_ONCE or claims > _FEW

    def _begin_large(self, article: Article, earlier_id: str, *, is_taking: bool) -> None:
        from ui.renewal_job import RenewalJob

        workspace = self._workspace
        if workspace.path is None or (is_taking and not workspace.can_write()):
            return
        title = next((one.title for one in workspace.articles() if one.id == earlier_id), "")
        words = self.tr("Comparing with “{title}”…")
        workspace.said.emit(words.replace("{title}", title))
        reviewer = workspace.reviewer if is_taking else None
        end = self._tell if is_taking else self.compared.emit
        ends = partial(self._end, end), partial(self._end, workspace.failed.emit)
        self._job = RenewalJob(workspace.reader.path, article, earlier_id, reviewer, ends, self)

    def _end(self, tell: Callable[[Any], None], answer: Any) -> None:
        job, self._job = self._job, None
        if job:
            job.deleteLater()
        tell(answer)

    def _tell(self, found: Compared) -> None:
        """Tell what was taken over and what was not."""
        said = _said(found, len(found.renewal.taken))
        if found.change:
            self._workspace.follow_beside(found.change, said)
        else:
            self._workspace.said.emit(said)
        # What follows the change is painted first.
        QTimer.singleShot(0, self, partial(self._show_left, found))

    def _show_left(self, found: Compared) -> None:
        from annotator.versions.anchoring import lost

        if lost(found.anchors):
            self.compared.emit(found)

    def _make_way(self) -> None:
        if self._job:
            self._job.make_way()

    def _known(self) -> dict[str, str]:
        if self._earlier is None:
            if self._workspace.path is None:
                return {}
            some = self._workspace.reader.versions()
            self._earlier = {one.article_id: one.earlier_id for one in some}
        return self._earlier

    def _forget(self) -> None:
        self._earlier = None

    def _read_again(self) -> None:
        self._earlier = None

    def _follow(self, change: Change) -> None:
        if any(isinstance(move.noun, Version) for move in change.moves):
            self._earlier = None


def _said(found: Compared, taken: int) -> str:
    from annotator.versions.anchoring import lost

    aloud = told_aloud(found.anchors, found.renewal)
    return " ".join([counted_told(taken, lost(found.anchors)), *aloud])


def told_aloud(anchors: "Sequence[Anchor]", renewal: "Renewal") -> list[str]:
    """Return which denials changed or are gone, the first by name: none is ever passed over."""
    from annotator.versions.carrying import lost_denials

    told = []
    every = lost_denials(anchors, renewal.earlier.marks)
    for lost in every[:_NAMED]:
        words = _tr("The denial by {name} (claim {n}) was changed.")
        if lost.is_gone:
            words = _tr("The denial by {name} (claim {n}) is no longer in the article.")
        name = lost.source or _tr("nobody who is named")
        told.append(words.replace("{n}", str(lost.number)).replace("{name}", name))
    more = len(every) - len(told)
    words = _tr("{n} more denials were changed or are no longer in the article.")
    return [*told, words.format(n=more)] if more else told


def counted_told(taken: int, left: Sequence["Anchor"]) -> str:
    """Return how many claims were taken over, are to be looked at, and are gone."""
    from annotator.versions.anchoring import Fate

    gone = sum(anchor.fate is Fate.GONE for anchor in left)
    words = _tr("{n} taken over, {m} to look at, {k} gone.")
    return words.format(n=taken, m=len(left) - gone, k=gone)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Versions", words)
