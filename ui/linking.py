"""Linking one claim to another: hints on the candidates, and one key to choose."""

from collections.abc import Iterator
from dataclasses import replace
from heapq import merge, nsmallest
from itertools import chain, groupby, islice

from PySide6.QtCore import QCoreApplication, QObject, Signal

from annotator.desk import Desk
from annotator.edits import Edit, Move
from annotator.errors import AnnotatorError
from annotator.model import Claim, Link, new_id
from annotator.vocabulary import LinkKind, Tag
from ui.models import wording
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.workspace import Workspace

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
_NOW = {
    LinkKind.DENIES: "Denial now answers claim {m}",
    LinkKind.RESPONDS: "Claim {n} now responds to claim {m}",
    LinkKind.DISPUTES: "Claim {n} now disputes claim {m}",
    LinkKind.CLARIFIES: "Claim {n} now clarifies claim {m}",
    LinkKind.SUPPORTS: "Claim {n} now supports claim {m}",
    LinkKind.PARTLY_SUPPORTS: "Claim {n} now partly supports claim {m}",
    LinkKind.REPEATS: "Claim {n} now repeats claim {m}",
    LinkKind.CONTRADICTS: "Claim {n} now contradicts claim {m}",
    LinkKind.CONTINUES: "Claim {n} now continues claim {m}",
}
MOVING = {"Left", "Right", "Home", "End", "Tab", "Shift+Left", "Shift+Right"}
"""Keys that only move the caret."""
_MOST = 9
"""How many candidates have a digit of their own."""


class Linking(QObject):
    """From L until a claim is chosen: digits choose, letters set the kind, Esc leaves."""

    ended = Signal()

    def __init__(self, workspace: Workspace, selection: Selection, view: ArticleView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view
        self._from: Claim | None = None
        self._kind: LinkKind | None = None
        self._candidates: list[Claim] = []
        self._was_refused = False
        workspace.article_opened.connect(self.end)
        workspace.project_opened.connect(self.end)
        workspace.changed.connect(self._follow)

    @property
    def is_on(self) -> bool:
        """Return whether a claim is being chosen."""
        return self._from is not None

    def begin(self) -> None:
        """Show hints on the claims that the selected one can be linked to, likeliest first."""
        desk, claim = self._workspace.desk, self._selection.claim
        self._was_refused = desk is not None and claim is not None
        if desk is None or claim is None:
            self._workspace.said.emit(self.tr("Select the claim to link from first."))
            return
        self._candidates = candidates(desk, claim)
        if not self._candidates:
            self._workspace.said.emit(self.tr("There is no other claim to link to."))
            return
        self._was_refused = False
        self._from, self._kind = claim, None
        hints = enumerate(self._candidates, 1)
        self._view.hints = {candidate.id: str(n) for n, candidate in hints}
        self._view.refresh()
        self._workspace.said.emit(
            self.tr("Link to which claim? Its digit, or Enter for 1; a letter first for the kind.")
        )

    def key(self, chord: str) -> bool:
        """Take a key while a claim is being chosen; return whether it was for us."""
        if chord in MOVING:
            return False
        if not self.is_on:
            # A letter or digit after an L that led nowhere was meant for it, not for a tag.
            meant_for_us = self._was_refused and (chord in KINDS or chord.isdigit())
            self._was_refused = False
            return meant_for_us
        if chord in KINDS:
            self._kind = KINDS[chord]
            words = self.tr("Link: {kind} which claim?")
            self._workspace.said.emit(words.format(kind=wording.told(self._kind)))
        elif chord in {"Return", "Enter"}:
            self.choose(self._candidates[0])
        elif chord.isdigit() and 0 < int(chord) <= len(self._view.hints):
            self.choose(self._candidates[int(chord) - 1])
        elif chord:
            self.end()
            self._workspace.said.emit(self.tr("Nothing was linked."))
        return True

    def choose(self, goal: Claim) -> None:
        """Link to `goal`; a denial's source becomes a target where the allegation has none."""
        desk, start = self._workspace.desk, self._from
        kind = self._kind
        self.end()
        if desk is None or start is None:
            return
        if kind is None and Tag.DENIAL in goal.tags and Tag.ALLEGATION in start.tags:
            start, goal = goal, start  # it is the denial that answers
        kind = kind or implied_kind(desk, start, goal)
        link = Link(new_id(), kind, start.id, goal.id)
        try:
            edit = _with_target(desk, desk.link(link), start, goal, kind)
        except AnnotatorError as error:
            self._workspace.failed.emit(error)
            return
        self._workspace.do(edit, told(desk, start, goal, kind))

    def unlink(self) -> None:
        """Remove every link of the selected claim."""
        desk, claim = self._workspace.desk, self._selection.claim
        links = [*desk.links_from(claim), *desk.links_to(claim)] if desk and claim else []
        if not desk or not claim or not links:
            self._workspace.said.emit(self.tr("The selected claim has no links."))
            return
        label = self.tr("Remove the links of claim {n}").format(n=desk.number_of(claim))
        told = self.tr("Removed the links of claim {n}").format(n=desk.number_of(claim))
        self._workspace.do(Edit(label, tuple(Move(link, None) for link in links)), told)

    def _follow(self) -> None:
        """Leave where a claim that could be linked is gone."""
        desk = self._workspace.desk
        waiting = [*self._candidates, *([self._from] if self._from else [])]
        if desk is None or any(desk.claim(claim.id) is None for claim in waiting):
            self.end()

    def end(self) -> None:
        """Take the hints away."""
        self._from, self._kind, self._candidates = None, None, []
        self._view.hints = {}
        self._view.refresh()
        self.ended.emit()


def candidates(desk: Desk, claim: Claim) -> list[Claim]:
    """Return the likeliest that a claim can be linked to, the nearest first.

    For a denial allegations come first, and of them those that wait for an answer.
    """
    linked = {claim.id, *(link.to_id for link in desk.links_from(claim))}
    if Tag.DENIAL not in claim.tags:
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


def told(desk: Desk, start: Claim, goal: Claim, kind: LinkKind) -> str:
    """Return in words what was linked."""
    source = desk.source_of(start)
    words = _NOW[kind]
    if kind is LinkKind.DENIES and source:
        words = "Denial by {name} now answers claim {m}"
    numbers = {"{n}": desk.number_of(start), "{m}": desk.number_of(goal)}
    said = QCoreApplication.translate("Linking", words)
    for sign, number in numbers.items():
        said = said.replace(sign, str(number))
    return said.replace("{name}", source.name if source else "")


def _with_target(desk: Desk, edit: Edit, start: Claim, goal: Claim, kind: LinkKind) -> Edit:
    source = desk.source_of(start)
    if kind is not LinkKind.DENIES or goal.targets or source is None:
        return edit
    aimed = replace(goal, targets=(source.name,))
    return Edit(edit.label, (*edit.moves, Move(goal, aimed)))
