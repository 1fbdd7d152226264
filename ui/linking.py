"""Linking one claim to another: hints on the candidates, and one key to choose."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import merge, nsmallest
from itertools import chain, groupby, islice

from annotator.desk import Desk
from annotator.edits import Edit, Move
from annotator.errors import AnnotatorError
from annotator.model import Claim, Link, new_id
from annotator.vocabulary import LinkKind, Tag
from ui.models.wording import linking, told
from ui.modes import TextMode

KINDS = {
    "D": LinkKind.DENIES,
    "R": LinkKind.RESPONDS,
    "X": LinkKind.DISPUTES,
    "C": LinkKind.CLARIFIES,
    "S": LinkKind.SUPPORTS,
    "P": LinkKind.PARTLY_SUPPORTS,
    "E": LinkKind.REPEATS,
    "K": LinkKind.CONTRADICTS,
    "N": LinkKind.CONTINUES,
}
"""The letter of each kind, after L."""
_OF_THE_TARGET = {LinkKind.DENIES, LinkKind.RESPONDS, LinkKind.CLARIFIES}
_MOST = 9
"""How many candidates have a digit of their own."""


class Linking(TextMode):
    """From L until a claim is chosen: digits or a click choose, letters set the kind."""

    _kind: LinkKind | None = None
    _is_toward = False
    _candidates: Sequence[Claim] = ()

    def begin(
        self,
        kind: LinkKind | None = None,
        only: Sequence[Claim] = (),
        *,
        is_toward: bool = False,
    ) -> None:
        """Show hints on the claims that the selected one can be linked to, likeliest first.

        With `is_toward` the link runs from the one that is chosen to the selected one. `only`
        are the candidates where they are known.
        """
        desk, claim = self._workspace.desk, self._selection.claim
        if desk is None or claim is None:
            return
        self._candidates = only or candidates(desk, claim, is_toward=is_toward)
        if not self._candidates:
            self._say(self.tr("There is no other claim to link to."))
            return
        self._enter(claim)
        self._kind, self._is_toward = kind, is_toward
        hints = enumerate(self._candidates, 1)
        self._view.hints = {candidate.id: str(n) for n, candidate in hints}
        self._view.refresh()
        self._say(
            self.tr("Link to which claim? Its digit, or Enter for 1; a letter first for the kind.")
        )

    def hints(self) -> list[str]:
        """Return the hint line's words of the keys that work now."""
        last = len(self._candidates)
        digits = self.tr("1–{n} which").format(n=last) if last > 1 else self.tr("1 which")
        kinds = self.tr("{letters} kind").format(letters=" ".join(KINDS))
        return [digits, self.tr("Esc leave"), kinds, self.tr("Space page")]

    def _take(self, desk: Desk, claim: Claim, chord: str) -> bool:
        if chord in KINDS:
            self._kind = KINDS[chord]
            self._say(self.tr("Link: {kind} which claim?").format(kind=told(self._kind)))
        elif chord in {"Return", "Enter"}:
            self._choose(desk, claim, self._candidates[0])
        elif chord.isdigit() and 0 < int(chord) <= len(self._candidates):
            self._choose(desk, claim, self._candidates[int(chord) - 1])
        else:
            return False
        return True

    def _click(self, claim: Claim | None) -> None:
        desk, start = self._workspace.desk, self._claim
        if desk and start and claim:
            self._choose(desk, start, claim)
        else:
            self.give_up()

    def _otherwise(self) -> str:
        return self.tr("Nothing was linked.")

    def _clear(self) -> None:
        self._kind, self._is_toward, self._candidates = None, False, ()
        self._view.hints = {}
        self._view.refresh()

    def _choose(self, desk: Desk, start: Claim, goal: Claim) -> None:
        """Link to `goal`; a denial's source becomes a target where the allegation has none."""
        kind, is_toward = self._kind, self._is_toward
        self.leave()
        if is_toward:
            start, goal = goal, start
        elif kind is None and Tag.DENIAL in goal.tags and Tag.ALLEGATION in start.tags:
            start, goal = goal, start  # it is the denial that answers
        kind = kind or implied_kind(desk, start, goal)
        link = Link(new_id(), kind, start.id, goal.id)
        try:
            edit = _with_target(desk, desk.link(link), start, goal, kind)
            edit = _in_place_of_others(desk, edit, link)
        except AnnotatorError as error:
            self._workspace.failed.emit(error)
            return
        self._workspace.do(edit, linking(desk, link))

    def unlink(self) -> None:
        """Remove every link of the selected claim."""
        desk, claim = self._workspace.desk, self._selection.claim
        links = [*desk.links_from(claim), *desk.links_to(claim)] if desk and claim else []
        if not desk or not claim or not links:
            self._say(self.tr("The selected claim has no links."))
            return
        label = self.tr("Remove the links of claim {n}").format(n=desk.number_of(claim))
        said = self.tr("Removed the links of claim {n}").format(n=desk.number_of(claim))
        self._workspace.do(Edit(label, tuple(Move(link, None) for link in links)), said)


def candidates(desk: Desk, claim: Claim, *, is_toward: bool = False) -> list[Claim]:
    """Return the likeliest that a claim can be linked to, or from, the nearest first.

    For a denial allegations come first, and of them those that wait for an answer.
    """
    linked = {claim.id, *(link.to_id for link in desk.links_from(claim))}
    if is_toward:
        linked = {claim.id, *(link.from_id for link in desk.links_to(claim))}
    if is_toward or Tag.DENIAL not in claim.tags:
        return list(islice(_nearest(desk, claim, linked), _MOST))
    ranked: list[tuple[bool, int, int, Claim]] = []
    for n, other in enumerate(desk.claims):
        if Tag.ALLEGATION in other.tags and other.id not in linked:
            waits = not other.targets or desk.is_unanswered(other)
            ranked.append((not waits, abs(other.start - claim.start), n, other))
    first = [rank[-1] for rank in nsmallest(_MOST, ranked)]
    linked |= {other.id for other in first}
    return [*first, *islice(_nearest(desk, claim, linked), _MOST - len(first))]


def _nearest(desk: Desk, claim: Claim, without: set[str]) -> Iterator[Claim]:
    """Yield the other claims from the nearest beginning to the furthest."""
    claims, at = desk.claims, desk.number_of(claim) - 1
    before, after = range(at - 1, -1, -1), range(at + 1, len(claims))
    # Of those before that begin as far away the first comes first.
    earlier = chain.from_iterable(
        reversed(list(some)) for _, some in groupby(before, key=lambda n: claims[n].start)
    )
    for n in merge(earlier, after, key=lambda n: abs(claims[n].start - claim.start)):
        if claims[n].id not in without:
            yield claims[n]


def implied_kind(desk: Desk, start: Claim, goal: Claim) -> LinkKind:
    """Return the kind that the tags imply: a denial denies, a party that is accused responds."""
    if Tag.DENIAL in start.tags:
        return LinkKind.DENIES
    source = desk.source_of(start)
    if Tag.ALLEGATION in goal.tags and source and source.names & set(goal.targets):
        return LinkKind.RESPONDS
    return LinkKind.SUPPORTS


def _in_place_of_others(desk: Desk, edit: Edit, new: Link) -> Edit:
    """Return an edit that lets what only disputes a claim no longer answer it as its target."""
    if new.kind is not LinkKind.DISPUTES:
        return edit
    start = desk.claim(new.from_id)
    old = [link for link in desk.links_from(start) if link.to_id == new.to_id] if start else []
    gone = tuple(Move(link, None) for link in old if link.kind in _OF_THE_TARGET)
    return Edit(edit.label, (*gone, *edit.moves))


def _with_target(desk: Desk, edit: Edit, start: Claim, goal: Claim, kind: LinkKind) -> Edit:
    source = desk.source_of(start)
    if kind is not LinkKind.DENIES or goal.targets or source is None:
        return edit
    aimed = replace(goal, targets=(source.name,))
    return Edit(edit.label, (*edit.moves, Move(goal, aimed)))
