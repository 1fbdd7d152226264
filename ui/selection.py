"""Which claims are selected: one answer for the page, the inspector and the tables."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.edits import Change
from annotator.model import Article, Claim
from ui.workspace import Workspace


class Selection(QObject):
    """The selected claim, always as it is now; gone when the claim is gone.

    In a table several can be selected: `claims` are those that a command is about, and `claim`
    is the one of them that is looked at. `gathered` tells that they are others now. What is
    clicked while the other claims of an article are read is selected once they are there.
    """

    changed = Signal(object)
    gathered = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.claim: Claim | None = None
        self._several: tuple[Claim, ...] = ()
        self._awaited = ""
        workspace.article_opened.connect(self._turn_over)
        workspace.opening.connect(self._select_awaited)
        workspace.changed.connect(self._follow)

    @property
    def claims(self) -> Sequence[Claim]:
        """Return the claims that are meant, in the order in which they were selected."""
        return self._several or ((self.claim,) if self.claim else ())

    @property
    def is_several(self) -> bool:
        """Return whether more than one claim is meant."""
        return bool(self._several)

    def select(self, claim: Claim | None) -> None:
        """Select `claim` alone, or nothing."""
        if self._workspace.beginning:
            self._awaited = claim.id if claim else ""
        else:
            self._become(claim, ())

    def gather(self, claims: Sequence[Claim], claim: Claim) -> None:
        """Select several claims, of which `claim` is the one that is looked at."""
        self._become(claim, tuple(claims))

    def clear(self) -> None:
        """Select nothing."""
        self.select(None)

    def _turn_over(self) -> None:
        """Select nothing of another article; for the rest of the same one, the wish stays."""
        if self._workspace.beginning:
            self._awaited = ""
        self._become(None, ())

    def _select_awaited(self, coming: Article | None) -> None:
        desk, awaited = self._workspace.desk, self._awaited
        if coming is None and not self._workspace.is_opening:
            self._awaited = ""
            if desk and awaited:
                self.select(desk.claim(awaited))

    def _become(self, claim: Claim | None, several: tuple[Claim, ...]) -> None:
        several = several if len(several) > 1 else ()
        is_other, is_gathered = claim != self.claim, several != self._several
        self.claim, self._several = claim, several
        if is_other:
            self.changed.emit(claim)
        if is_gathered:
            self.gathered.emit()

    def _follow(self, change: Change) -> None:
        desk = self._workspace.desk
        if self.claim is None or desk is None:
            return
        moved = {move.noun.id for move in change.moves}
        if moved.isdisjoint(claim.id for claim in self.claims):
            return
        several = [now for old in self._several if (now := desk.claim(old.id))]
        claim = desk.claim(self.claim.id)
        if claim is None and several:
            claim = several[0]
        self._become(claim, tuple(several))


def next_of(found: Sequence[Claim], selected: Claim | None) -> Claim | None:
    """Return the first of the claims in one place, or the one after the selected, going round."""
    at = next((n for n, claim in enumerate(found) if selected and claim.id == selected.id), -1)
    return found[(at + 1) % len(found)] if found else None
