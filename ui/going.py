"""Going through the article: from claim to claim, to what waits, to what is linked, by page."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject

from annotator.desk import Desk
from annotator.model import Claim
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.workspace import Workspace


class Going(QObject):
    """The keys that go somewhere in the open article; none of them changes anything."""

    def __init__(self, workspace: Workspace, selection: Selection, view: ArticleView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view
        self._ring: list[str] = []

    def choose(self, claim: Claim) -> None:
        """Select a claim and bring it into view."""
        self._view.show_claim(claim)
        self._selection.select(claim)

    def next_claim(self, steps: int) -> None:
        """Select the next claim (1) or the one before (-1), from the selected one or the caret."""
        desk = self._workspace.desk
        if desk and desk.claims:
            self._go(desk, desk.claims, steps)
        else:
            self._say(self.tr("There are no claims yet."))

    def unanswered(self, steps: int) -> None:
        """Select the next allegation that waits for an answer, or the one before."""
        desk = self._workspace.desk
        waiting = [claim for claim in desk.claims if desk.is_unanswered(claim)] if desk else []
        if desk and waiting:
            self._go(desk, waiting, steps)
        else:
            self._say(self.tr("No allegation waits for an answer."))

    def linked(self) -> None:
        """Go to what the selected claim is linked to, then on to the next, and back to it."""
        desk, claim = self._workspace.desk, self._selection.claim
        if desk is None or claim is None:
            self._say(self.tr("Select a claim first: click on it, or press J."))
            return
        if claim.id not in self._ring:
            ends = [link.to_id for link in desk.links_from(claim)]
            ends += [link.from_id for link in desk.links_to(claim)]
            self._ring = list(dict.fromkeys((claim.id, *ends)))
        at = self._ring.index(claim.id)
        ring = [*self._ring[at + 1 :], *self._ring[:at]]
        goal = next((c for c in map(desk.claim, ring) if c), None)
        if goal is None:
            self._ring = []
            self._say(self.tr("Claim {n} has no links.").format(n=desk.number_of(claim)))
            return
        self.choose(goal)
        told = self.tr("Claim {n}, linked to claim {m}")
        start = desk.claim(self._ring[0])
        if start and goal.id != start.id:
            self._say(told.format(n=desk.number_of(goal), m=desk.number_of(start)))
        else:
            self._say(self.tr("Back at claim {n}").format(n=desk.number_of(goal)))

    def around(self, steps: int) -> None:
        """Select the claim around the selected one (1), or one within it (-1).

        Without a selected claim, the smallest at the caret.
        """
        desk, claim = self._workspace.desk, self._selection.claim
        if desk is None:
            return
        caret = self._view.caret()
        start, end = (claim.start, claim.end) if claim else (max(caret - 1, 0), caret + 1)
        found = sorted(desk.over(start, end), key=_by_size)
        if claim is None:
            goal = found[0] if found else None
        else:
            at = [other.id for other in found].index(claim.id)
            rest = found[at + 1 :] if steps > 0 else found[:at][::-1]
            goal = rest[0] if rest else None
        if goal:
            self._selection.select(goal)
        elif claim is None:
            self._say(self.tr("There is no claim at the caret."))
        else:
            self._say(
                self.tr("No claim lies around this one.")
                if steps > 0
                else self.tr("No claim lies within this one.")
            )

    def page(self, steps: int) -> None:
        """Scroll by a page; the caret comes along, so that keys act on what is seen."""
        bar = self._view.verticalScrollBar()
        line = round(self._view.setting.pitch)
        bar.setValue(bar.value() + steps * max(bar.pageStep() - line, line))
        if not self._view.span():
            self._view.put_caret(self._view.first_whole_line())

    def paragraph(self, number: int) -> bool:
        """Go to a paragraph, 0 for the headline; return whether it is there."""
        desk = self._workspace.desk
        for block in desk.blocks if desk else ():
            if block.paragraph == number:
                self._view.put_caret(block.start)
                self._view.scroll_to(block.start)
                return True
        self._say(self.tr("There is no paragraph {n}.").format(n=number))
        return False

    def last_paragraph(self) -> int:
        """Return the number of the article's last paragraph."""
        desk = self._workspace.desk
        return max((b.paragraph or 0 for b in desk.blocks), default=0) if desk else 0

    def _go(self, desk: Desk, claims: Sequence[Claim], steps: int) -> None:
        at = self._selection.claim
        if at:
            here = bisect_left(claims, desk.place(at), key=desk.place)
            is_there = here < len(claims) and claims[here].id == at.id
            start = here if is_there else here - (steps > 0)
        else:
            start = bisect_left(claims, self._view.caret(), key=_start) - (steps > 0)
        self.choose(claims[(start + steps) % len(claims)])

    def _say(self, words: str) -> None:
        self._workspace.said.emit(words)


def _by_size(claim: Claim) -> tuple[int, int, str]:
    return (claim.end - claim.start, -claim.start, claim.id)


def _start(claim: Claim) -> int:
    return claim.start
