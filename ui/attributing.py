"""Cue and mention of the selected claim: the words that attribute it in the story."""

from dataclasses import replace

from PySide6.QtCore import QObject

from annotator import edits
from annotator.attribution import attributions_near
from annotator.desk import Desk
from annotator.model import Claim, Span
from ui.models.wording import shortened
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.workspace import Workspace


class Attributing(QObject):
    """C and Shift+C: take the selected words, or without any the nearest attribution."""

    def __init__(self, workspace: Workspace, selection: Selection, view: ArticleView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view

    def cue(self) -> None:
        """Keep the selected words, or the nearest such as “said”, as the claim's cue."""
        self._keep(is_cue=True)

    def mention(self) -> None:
        """Keep the selected words, or the nearest that name who says it, as its mention."""
        self._keep(is_cue=False)

    def _keep(self, *, is_cue: bool) -> None:
        desk, claim = self._workspace.desk, self._selection.claim
        if desk is None or claim is None:
            return
        span = self._view.span() or _proposed(desk, claim, is_cue=is_cue)
        if span is None:
            words = self.tr("No attribution stands near this claim; select its words first.")
            self._workspace.said.emit(words)
            return
        words = span.of(desk.text)
        changed = (
            replace(claim, cue=words, cue_start=span.start)
            if is_cue
            else replace(claim, mention=words, mention_start=span.start)
        )
        n = desk.number_of(claim)
        label = self.tr("Cue of claim {n}") if is_cue else self.tr("Mention of claim {n}")
        told = self.tr("is now the cue of") if is_cue else self.tr("now mentions who says")
        said = self.tr("“{words}” {told} claim {n}")
        said = said.replace("{n}", str(n)).replace("{told}", told)
        if claim == changed:
            self._workspace.said.emit(self.tr("Claim {n} has that already.").format(n=n))
        elif self._workspace.do(
            edits.change(label.format(n=n), (claim, changed)),
            said.replace("{words}", shortened(words)),
        ):
            self._view.put_caret(claim.end)


def _proposed(desk: Desk, claim: Claim, *, is_cue: bool) -> Span | None:
    """Return the nearest proposal, or the one after the one that the claim has."""
    found = [near.cue if is_cue else near.mention for near in attributions_near(desk, claim)]
    spans = list(dict.fromkeys(span for span in found if span))
    now = claim.cue_start if is_cue else claim.mention_start
    at = next((n for n, span in enumerate(spans) if span.start == now), -1)
    return spans[(at + 1) % len(spans)] if spans else None
