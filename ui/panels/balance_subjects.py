"""What the balance is about: the open article, or the stories of the project."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from annotator.pictures import Picture
from annotator.right_of_reply import today
from annotator.text import WORD
from ui.panels.project_chips import ProjectChips
from ui.project_sums import ProjectSums
from ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.charts.page import Spread
    from annotator.measures.counted import Counted
    from annotator.narrowed import Narrowed
    from annotator.overview import Overview

PAGE = 1200
"""The width of the whole page as it is saved and copied, in pixels at 100 %."""


class Subject(Protocol):
    """What pictures are drawn of, as it was when somebody last looked."""

    @property
    def key(self) -> str:
        """Return what tells it from others of its kind."""

    @property
    def about(self) -> str:
        """Return what it is called."""

    @property
    def note(self) -> str:
        """Return what is to be said above the pictures; mostly nothing."""

    def look(self) -> str:
        """Count what is to be drawn; return what to say in its place where there is nothing."""

    def spread_at(self, width: float) -> "Spread | None":
        """Return every picture at a width in pixels, None where there is nothing to draw."""

    def page(self) -> Picture | None:
        """Return the whole page as one picture, None where there is nothing to draw."""


class OfArticle:
    """The open article."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._story: Counted | None = None

    @property
    def key(self) -> str:
        """Return its id."""
        return self._story.marks.article.id if self._story else ""

    @property
    def about(self) -> str:
        """Return its title."""
        return self._story.marks.article.title if self._story else ""

    @property
    def note(self) -> str:
        """Say where there is too little to count."""
        from annotator.measures.shares import FEW

        if self._story is None:
            return ""
        if not self._story.claim_words:
            return _without_words(self._story)
        if len(self._story.attributed) < FEW:
            return _tr("Fewer than five claims have a source: too few to speak of shares.")
        return ""

    def look(self) -> str:
        """Count its claims; of a large one that is still to come, what was counted stays."""
        from annotator.measures.counted import counted

        desk = self._workspace.desk
        if self._workspace.beginning:
            return "" if self._story else _tr("Reading the article…")
        self._story = counted(desk.marks(), desk.words) if desk and desk.claims else None
        if self._story:
            return ""
        if desk is None:
            return _tr("Open an article to see who is heard, and how much.")
        if not len(desk.words):
            if all(block.is_furniture for block in desk.blocks):
                return _tr("All of this is furniture: there are no words of a story to count.")
            return _tr("This story has no words to count, only signs.")
        return _tr("Mark claims to see who is heard, and how much.")

    def spread_at(self, width: float) -> "Spread | None":
        """Return every picture of it at a width in pixels."""
        from annotator.charts.page import article_spread

        sides = self._workspace.sides()
        return article_spread(self._story, sides, width, today()) if self._story else None

    def page(self) -> Picture | None:
        """Return the whole page of it."""
        from annotator.charts.page import article_page

        sides = self._workspace.sides()
        return article_page(self._story, sides, PAGE, today()) if self._story else None


class OfProject:
    """The stories of the project, or those that the chips ask for."""

    note = ""

    def __init__(self, workspace: Workspace, sums: ProjectSums, chips: ProjectChips) -> None:
        self._workspace = workspace
        self._sums = sums
        self._chips = chips
        self._narrowed: Narrowed | None = None
        self._shown: Overview | None = None

    @property
    def key(self) -> str:
        """Return where the project is."""
        return str(self._workspace.path)

    @property
    def about(self) -> str:
        """Return the name of the project."""
        return self._workspace.path.stem if self._workspace.path else ""

    def look(self) -> str:
        """Take over what is counted by now, as far as it is wanted."""
        whole = self._sums.overview
        wanted = self._wanted(whole) if whole is not None else None
        nothing = self._missing(whole, wanted)
        self._shown = None if nothing else wanted
        if whole is not None and wanted is not None:
            self._chips.tell(len(wanted), len(whole), self._sums.progress)
        return nothing

    def _missing(self, whole: "Overview | None", wanted: "Overview | None") -> str:
        """Return why there is nothing to draw yet, or nothing that is wanted."""
        if self._workspace.path is None:
            return _tr("Open a project to see who is heard in all its stories.")
        if not self._workspace.articles():
            return _tr("Import articles and mark claims to see who is heard in all of them.")
        if not whole or wanted is None:
            return self._sums.progress or _tr("Reading the project…")
        if not wanted:
            return _tr("No story is like that.")
        has_claims = any(one.sums.claims for one in wanted.stories)
        return "" if has_claims else _tr("Mark claims to see who is heard, and how much.")

    def spread_at(self, width: float) -> "Spread | None":
        """Return every picture of them at a width in pixels."""
        from annotator.charts.page import project_spread

        sides = self._workspace.sides()
        return project_spread(self._shown, sides, width) if self._shown else None

    def page(self) -> Picture | None:
        """Return the whole page of them."""
        from annotator.charts.page import project_page

        sides = self._workspace.sides()
        return project_page(self._shown, sides, self.about, PAGE) if self._shown else None

    def _wanted(self, whole: "Overview") -> "Overview":
        from annotator.narrowed import Narrowed

        if not self._chips.is_narrow:
            self._narrowed = None
            return whole
        selection = self._chips.selection
        if self._narrowed and self._narrowed.is_of(whole, selection):
            self._narrowed.follow()
        else:
            self._narrowed = Narrowed(whole, selection)
        return self._narrowed.overview


def _without_words(story: "Counted") -> str:
    """Say why no claim has a word that counts."""
    claims = story.marks.claims
    with_words = sum(WORD.search(claim.quote) is not None for claim in claims)
    if with_words == len(claims):
        return _tr("Every claim stands in furniture, whose words do not count.")
    if not with_words:
        return _tr("The claims are signs alone: no word of theirs is there to count.")
    return _tr("No claim has a word that counts: they are signs alone, or stand in furniture.")


def _tr(words: str) -> str:
    return QCoreApplication.translate("BalancePanel", words)
