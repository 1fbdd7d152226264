"""Going through the article: from claim to claim, to what waits, to what is linked, by page."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.desk import Desk
from annotator.model import Claim
from annotator.text import block_at
from ui.keymap import Keymap
from ui.models.wording import how_to_begin, standing
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.workspace import Workspace


class Going(QObject):
    """The keys that go somewhere in the open article; none of them changes anything.

    `arrived` says at which claim one is now; of the claim itself the page tells a screen reader.
    """

    arrived = Signal(str)

    def __init__(
        self, workspace: Workspace, selection: Selection, view: ArticleView, keymap: Keymap
    ) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view
        self._keymap = keymap
        self._ring: list[str] = []
        workspace.changed.connect(lambda _: self._ring.clear())
        view.claim_clicked.connect(self._tell_click)

    def choose(self, claim: Claim) -> None:
        """Select a claim and bring it into view."""
        self._view.show_claim(claim)
        self._selection.select(claim)

    def to(self, claim: Claim) -> None:
        """Go to a claim that was chosen elsewhere, and say which one it is."""
        desk = self._workspace.desk
        if desk:
            # What is said as the selection changes, such as of words that were not kept, stays.
            self._arrive(desk, claim)
        self.choose(claim)

    def next_claim(self, steps: int) -> None:
        """Select the next claim (1) or the one before (-1), from the selected one or the caret."""
        desk = self._workspace.desk
        if desk and desk.claims:
            self._go(desk, desk.claims, steps)
        else:
            self._say(how_to_begin(self._keymap))

    def unanswered(self, steps: int) -> None:
        """Select the next allegation that waits for an answer or is about nobody yet."""
        desk = self._workspace.desk
        waiting = [claim for claim in desk.claims if _waits(desk, claim)] if desk else []
        if desk and waiting:
            self._go(desk, waiting, steps)
        else:
            self._say(self.tr("No allegation waits for an answer."))

    def linked(self) -> None:
        """Go to what the selected claim is linked to, then on to the next, and back to it."""
        desk, claim = self._workspace.desk, self._selection.claim
        if desk is None or claim is None:
            return
        if claim.id not in self._ring[1:]:
            ends = [link.to_id for link in desk.links_from(claim)]
            ends += [link.from_id for link in desk.links_to(claim)]
            self._ring = list(dict.fromkeys((claim.id, *ends)))
        at = self._ring.index(claim.id)
        goal = desk.claim(self._ring[(at + 1) % len(self._ring)])
        if goal is None or goal.id == claim.id:
            self._say(self.tr("Claim {n} has no links.").format(n=desk.number_of(claim)))
            return
        told = self.tr("Claim {n}, linked to claim {m}")
        start = desk.claim(self._ring[0])
        if start and goal.id != start.id:
            self._say(told.format(n=desk.number_of(goal), m=desk.number_of(start)))
        else:
            self._say(self.tr("Back at claim {n}").format(n=desk.number_of(goal)))
        self.choose(goal)

    def around(self, steps: int) -> None:
        """Select the claim around the selected one (1), or one within it (-1).

        Without a selected claim, the smallest at the caret.
        """
        desk, claim = self._workspace.desk, self._selection.claim
        if desk is None:
            return
        caret = self._view.caret()
        if claim is None:
            found = sorted(desk.over(max(caret - 1, 0), caret + 1), key=_by_size)
        else:
            near = desk.over(claim.start, claim.end)
            found = sorted((c for c in near if _is_nested(c, claim)), key=_by_size)
            at = found.index(claim)
            found = found[at + 1 :] if steps > 0 else found[:at][::-1]
        if found:
            self._arrive(desk, found[0])
            self._selection.select(found[0])
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
        line, before = round(self._view.setting.pitch), bar.value()
        bar.setValue(before + steps * max(bar.pageStep() - line, line))
        if bar.value() == before:
            is_end = steps > 0
            words = self.tr("This is the end.") if is_end else self.tr("This is the beginning.")
            self._say(words)
            return
        first = self._view.first_whole_line()
        if not self._view.span():
            self._view.put_caret(first)
            self._selection.clear()
        self._tell_paragraph(first)

    def paragraph(self, number: int) -> bool:
        """Go to a paragraph, 0 for the headline; return whether it is there."""
        desk = self._workspace.desk
        for block in desk.blocks if desk else ():
            if block.paragraph == number:
                self._view.put_caret(block.start)
                self._view.scroll_to(block.start)
                self._selection.clear()
                self._tell_paragraph(block.start)
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
        goal = claims[(start + steps) % len(claims)]
        self.to(goal)

    def _arrive(self, desk: Desk, claim: Claim) -> None:
        words = standing(desk, claim)
        if desk.is_about_nobody(claim):
            words = self.tr("{claim}: about nobody yet, T names whom").format(claim=words)
        elif desk.is_unanswered(claim):
            words = self.tr("{claim}: unanswered").format(claim=words)
        self.arrived.emit(words)

    def _tell_click(self, claim: Claim | None) -> None:
        """Say which claim was clicked; beside all of them, what was said before is over."""
        desk = self._workspace.desk
        if desk and claim:
            self._arrive(desk, claim)
        else:
            self.arrived.emit("")

    def _tell_paragraph(self, offset: int) -> None:
        desk = self._workspace.desk
        block = block_at(desk.blocks, offset) if desk else None
        if block and block.paragraph:
            told = self.tr("Paragraph {n} of {m}")
            self._say(told.format(n=block.paragraph, m=self.last_paragraph()))
        elif block:
            is_headline = block.paragraph == 0
            furniture = self.tr("This line is not part of the story.")
            self._say(self.tr("The headline") if is_headline else furniture)

    def _say(self, words: str) -> None:
        self._workspace.said.emit(words)


def _waits(desk: Desk, claim: Claim) -> bool:
    return desk.is_unanswered(claim) or desk.is_about_nobody(claim)


def _is_nested(claim: Claim, other: Claim) -> bool:
    """Return whether one of two claims lies within the other."""
    inner, outer = sorted((claim, other), key=lambda c: c.end - c.start)
    return outer.start <= inner.start and inner.end <= outer.end


def _by_size(claim: Claim) -> tuple[int, int, str]:
    return (claim.end - claim.start, -claim.start, claim.id)


def _start(claim: Claim) -> int:
    return claim.start
