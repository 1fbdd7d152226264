"""Which claim is selected: one answer for the page, the inspector and the tables."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.edits import Change
from annotator.model import Claim
from ui.workspace import Workspace


class Selection(QObject):
    """The selected claim, always as it is now; gone when the claim is gone."""

    changed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.claim: Claim | None = None
        workspace.article_opened.connect(self.clear)
        workspace.changed.connect(self._follow)

    def select(self, claim: Claim | None) -> None:
        """Select `claim`, or nothing."""
        if claim != self.claim:
            self.claim = claim
            self.changed.emit(claim)

    def clear(self) -> None:
        """Select nothing."""
        self.select(None)

    def _follow(self, change: Change) -> None:
        desk = self._workspace.desk
        if self.claim is None or desk is None:
            return
        if any(move.noun.id == self.claim.id for move in change.moves):
            self.select(desk.claim(self.claim.id))


def next_of(found: Sequence[Claim], selected: Claim | None) -> Claim | None:
    """Return the first of the claims in one place, or the one after the selected, going round."""
    at = next((n for n, claim in enumerate(found) if selected and claim.id == selected.id), -1)
    return found[(at + 1) % len(found)] if found else None
