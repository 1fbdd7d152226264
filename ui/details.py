"""What is kept of the claims that are meant, set for all of them at once."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from annotator import attribution, edits
from annotator.model import Claim
from annotator.vocabulary import Verification
from ui.models.wording import chosen, meant, sourced, told
from ui.selection import Selection
from ui.workspace import Workspace


class Details(QObject):
    """Source, target, verification and background: one step and one sentence for all claims.

    The claims are those that are selected, or those that were when a person was asked.
    """

    def __init__(
        self, workspace: Workspace, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._selection = selection

    def change(self, pairs: Sequence[tuple[Claim, Claim]], label: str, said: str) -> bool:
        """Turn the first claim of each pair into its second; return whether nothing is left to do.

        `label` is for the history and `said` for the status bar; both may hold {which}.
        """
        desk = self._workspace.desk
        others = [(old, new) for old, new in pairs if old != new]
        if desk and others:
            which = meant(desk, [old for old, _ in others])
            edit = edits.change(label.replace("{which}", which), *others)
            return self._workspace.do(edit, said.replace("{which}", which)) is not None
        if desk and pairs:
            words = self.tr("That is so already for {which}.")
            which = meant(desk, [old for old, _ in pairs])
            self._workspace.said.emit(words.format(which=which))
        return True

    def verify(self, value: Verification) -> None:
        """Set how far the selected claims have been checked."""
        claims = self._selection.claims
        pairs = [(old, replace(old, verification=value)) for old in claims]
        words = chosen(self.tr("verification"), told(value))
        self.change(pairs, words, words)

    def toggle_background(self) -> None:
        """Make the selected claims background that needs no source; or no longer, if all are."""
        claims = self._selection.claims
        is_on = not all(claim.background for claim in claims)
        pairs = [(old, replace(old, background=is_on)) for old in claims]
        on = self.tr("Make {which} background"), self.tr("Made {which} background")
        off = self.tr("No background: {which}"), self.tr("No longer background: {which}")
        self.change(pairs, *(on if is_on else off))

    def attribute(self, claims: Sequence[Claim], name: str) -> bool:
        """Make `name` the source of claims; return whether nothing is left to do."""
        desk = self._workspace.desk
        claims = self._now(claims)
        if desk is None or not claims:
            return True
        known = self._workspace.project_sources()
        edit = attribution.attribute(desk, claims, name, known)
        if edit is None:
            return self.change([(claim, claim) for claim in claims], "", "")
        speaker = attribution.speaker_of(desk, edit, known)
        said = sourced(meant(desk, claims), speaker)
        return self._workspace.do(edit, said) is not None

    def aim(self, claims: Sequence[Claim], name: str) -> bool:
        """Add a target to claims; return whether nothing is left to do."""
        desk = self._workspace.desk
        claims = self._now(claims)
        if desk is None or not claims or not name:
            return True
        known = [*desk.parties, *(source.name for source in desk.sources.values())]
        name = next((party for party in known if party.casefold() == name.casefold()), name)
        pairs = [(old, _aimed(old, name)) for old in claims]
        words = self.tr("{which} now about {name}").replace("{name}", name)
        label = self.tr("Target of {which}: {name}").replace("{name}", name)
        return self.change(pairs, label, words)

    def _now(self, claims: Sequence[Claim]) -> list[Claim]:
        """Return claims as they are now, without those that are gone."""
        desk = self._workspace.desk
        return [now for old in claims if desk and (now := desk.claim(old.id))]


def _aimed(claim: Claim, name: str) -> Claim:
    """Return a claim that is about `name`, too."""
    is_there = name.casefold() in {target.casefold() for target in claim.targets}
    return claim if is_there else replace(claim, targets=(*claim.targets, name))
