"""The claim that the inspector shows, and the one way in which its fields change it."""

from dataclasses import replace
from typing import Any

from annotator import attribution, edits
from annotator.desk import Desk
from annotator.edits import Edit, Move
from annotator.errors import AnnotatorError
from annotator.model import Claim, Response
from annotator.store.drafts import Place
from annotator.text import block_at, nearest_whole
from annotator.vocabulary import Tag
from ui.drafts import Drafts
from ui.models.wording import chosen, kept, sourced, tagging, which_told
from ui.workspace import Workspace


class Shown:
    """A claim, its desk and its number; every change is one edit, kept or refused as a whole.

    The desk is the claim's own also after another article was opened: what was being typed is
    still kept on the claim that it was typed for.
    """

    claim: Claim | None
    desk: Desk | None

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.claim = None
        self.desk = None
        self.number = 0

    @property
    def drafts(self) -> Drafts:
        """Return what keeps half-typed words."""
        return self.workspace.drafts

    def place(self, field: str) -> Place | None:
        """Return where words are typed in a field of the claim."""
        return Place(self.claim.id, field) if self.claim else None

    def show(self, claim: Claim | None) -> None:
        """Turn to another claim, or to none."""
        self.desk = self.workspace.desk if claim else None
        self.claim = claim
        self.renew()

    def renew(self) -> bool:
        """Take the claim as it is now; return whether it is still there."""
        if self.claim and self.desk:
            self.claim = self.desk.claim(self.claim.id)
            self.number = self.desk.number_of(self.claim) if self.claim else self.number
        return self.claim is not None

    def change(self, label: str, said: str = "", **values: Any) -> bool:
        """Give fields of the claim new values; `label` and `said` may hold {n}, its number."""
        if not self.claim:
            return True
        new = replace(self.claim, **values)
        edit = edits.change(self.numbered(label), (self.claim, new))
        return new == self.claim or self.do(edit, self.numbered(said))

    def keep(self, label: str, what: str, **words: str | None) -> bool:
        """Give a field of the claim new words, which it calls `what`."""
        return self.change(label, kept(what, is_there=any(words.values())), **words)

    def choose(self, what: str, value: str, **values: Any) -> bool:
        """Give a field of the claim, called `what`, another of its values."""
        return self.change(chosen(what, value), **values)

    def do(self, edit: Edit | None, said: str = "") -> bool:
        """Make an edit, and say what was done by `said`, or its label; nothing to do is done."""
        change = self.workspace.do(edit, said) if edit else None
        if change and self.desk and self.desk is not self.workspace.desk:
            self.desk.follow(change)
            self.renew()
        return edit is None or change is not None

    def refuse(self, error: AnnotatorError) -> bool:
        """Say why something cannot be kept."""
        self.workspace.failed.emit(error)
        return False

    def toggle(self, tag: Tag) -> bool:
        """Add a tag to the claim or take it away."""
        if not self.claim:
            return True
        tags = tuple(old for old in self.claim.tags if old is not tag)
        if len(tags) == len(self.claim.tags):
            tags = (*tags, tag)
        return self.change(*tagging(tags), tags=tags)

    def attribute(self, name: str) -> bool:
        """Make `name` the claim's source."""
        if not self.claim or not self.desk:
            return True
        known = self.workspace.project_sources()
        edit = attribution.attribute(self.desk, [self.claim], name, known)
        if edit is None:
            return True
        speaker = attribution.speaker_of(self.desk, edit, known)
        return self.do(edit, sourced(which_told(self.number), speaker))

    def put(self, part: str, words: str, label: str, what: str) -> bool:
        """Keep the words of a mention or a cue, and where they stand nearest to the claim."""
        if not self.claim or not self.desk:
            return True
        block = block_at(self.desk.blocks, self.claim.start)
        span = self.claim.span
        at = None
        if words and block:
            at = nearest_whole(self.desk.text, words, block.span, span)
        said = kept(what, is_there=bool(words))
        return self.change(label, said, **{part: words or None, f"{part}_start": at})

    def aim(self, targets: tuple[str, ...], label: str, said: str) -> bool:
        """Set whom the claim is about; what came of asking somebody else goes."""
        if not self.claim or not self.desk:
            return True
        gone = [name for name in self.claim.targets if name not in targets]
        outcomes = [self.desk.response(self.claim, name) for name in gone]
        moves = [Move(outcome, None) for outcome in outcomes if outcome]
        moves.append(Move(self.claim, replace(self.claim, targets=targets)))
        return self.do(Edit(self.numbered(label), tuple(moves)), self.numbered(said))

    def response(self, target: str) -> Response | None:
        """Return what came of asking a target about the claim."""
        return self.desk.response(self.claim, target) if self.claim and self.desk else None

    def record(self, old: Response | None, new: Response | None, label: str, said: str) -> bool:
        """Keep what came of asking a target; None for `new` forgets it."""
        if old == new:
            return True
        edit = Edit(self.numbered(label), (Move(old, new),))
        return self.do(edit, self.numbered(said))

    def numbered(self, words: str) -> str:
        """Return words with the claim's number for {n}, and with the claim for {which}."""
        words = words.replace("{which}", which_told(self.number))
        return words.replace("{n}", str(self.number))
