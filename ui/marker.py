"""The commands that mark: what each key of the text does, and what it says it did."""

from dataclasses import replace

from PySide6.QtCore import QObject

from annotator import edits, sentences
from annotator.desk import Desk
from annotator.edits import Edit, Move
from annotator.model import Claim, Response, Span, new_id
from annotator.text import is_in_story
from annotator.vocabulary import ResponseStatus, Tag
from ui.models.wording import tagging, tags_told
from ui.reading.view import ArticleView
from ui.selecting import Selecting
from ui.selection import Selection
from ui.workspace import Workspace


class Marker(QObject):
    """Marking and changing claims on the open article.

    A tag key never opens a dialog, and a selection is never lost by a command that fails.
    """

    def __init__(
        self,
        workspace: Workspace,
        selection: Selection,
        view: ArticleView,
        selecting: Selecting,
    ) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view
        self._selecting = selecting
        self._last: Claim | None = None

    @property
    def desk(self) -> Desk | None:
        """Return the open article."""
        return self._workspace.desk

    @property
    def claim(self) -> Claim | None:
        """Return the selected claim, unless words are selected."""
        return None if self._view.span() else self._selection.claim

    def tag(self, *tags: Tag) -> None:
        """Mark the selected words, else change the selected claim, else mark the sentence."""
        desk, meant = self.desk, self._meant()
        if desk is None or meant is None:
            return
        if isinstance(meant, Claim):
            self._retag(desk, meant, tags)
        else:
            self._mark(desk, meant, tags, None)

    def toggle(self, tag: Tag) -> None:
        """Add a tag to the claim that is meant, or take it away; without a claim, mark with it."""
        desk, meant = self.desk, self._meant()
        if desk is None or meant is None:
            return
        if isinstance(meant, Claim):
            has = tag in meant.tags
            tags = tuple(t for t in meant.tags if t is not tag) if has else (*meant.tags, tag)
            self._retag(desk, meant, tags)
        else:
            self._mark(desk, meant, (tag,), None)

    def repeat(self) -> None:
        """Mark with the tags and the source of the last claim that was made or changed."""
        desk, last = self.desk, self._last
        if desk is None or last is None:
            self._say(self.tr("There is nothing to repeat yet."))
            return
        last = desk.claim(last.id) or last
        key = last.source_id if last.source_id in desk.sources else None
        meant = self._meant()
        if isinstance(meant, Claim):
            changed = replace(meant, tags=last.tags, source_id=key)
            words = (
                self.tr("Mark claim {n} like the last one"),
                self.tr("Marked claim {n} like the last one"),
            )
            self._change(desk, meant, changed, words)
        elif meant:
            self._mark(desk, meant, last.tags, key)

    def remove(self) -> None:
        """Remove the selected claim; undo brings it back with its links."""
        desk, claim = self.desk, self.claim
        if desk and claim:
            told = self.tr("Removed claim {n}").format(n=desk.number_of(claim))
            self._workspace.do(desk.removal([claim]), told)
        elif desk and self._selection.claim:
            self._say(self.tr("Words are selected, not the claim: press Esc first."))

    def mark_asked(self) -> None:
        """Note that the targets of the selected allegation were asked and have not replied."""
        desk, claim = self.desk, self._selection.claim
        if desk is None or claim is None:
            return
        if Tag.ALLEGATION not in claim.tags:
            self._say(self.tr("Select an allegation first."))
            return
        if not claim.targets:
            self._say(self.tr("Name whom it is about first: press T."))
            return
        moves = []
        for target in claim.targets:
            old = desk.response(claim, target)
            if old is None:
                moves.append(
                    Move(None, Response(new_id(), claim.id, target, ResponseStatus.SOUGHT))
                )
            elif old.status is ResponseStatus.NOT_SOUGHT:
                moves.append(Move(old, replace(old, status=ResponseStatus.SOUGHT)))
        if not moves:
            self._say(self.tr("That is noted already."))
            return
        number = desk.number_of(claim)
        label = self.tr("Put claim {n} to {who}, no reply yet")
        told = label.format(n=number, who=", ".join(claim.targets))
        self._workspace.do(Edit(told, tuple(moves)))

    def copied(self) -> str:
        """Return the selected claim as plain text with its source and tags, else the words."""
        desk, span, claim = self.desk, self._view.span(), self._selection.claim
        if desk is None:
            return ""
        if span or claim is None:
            return span.of(desk.text) if span else ""
        source = desk.source_of(claim)
        who = source.name if source else self.tr("no source")
        return f"{claim.quote}\n({who}; {', '.join(claim.tags) or self.tr('no tag')})"

    def _meant(self) -> Claim | Span | None:
        """Return the claim that a key is about, or the words that are to become one."""
        desk, claim = self.desk, self.claim
        if desk is None or claim:
            return claim
        span = self._view.span() or self._selecting.sentence_at_caret()
        if span is None:
            self._say(self.tr("Select words first, or click in a sentence."))
            return None
        # Words that are a claim already mean that claim: none is ever marked twice.
        same = [claim for claim in desk.over(span.start, span.end) if claim.span == span]
        is_selected = self._selection.claim in same
        return self._selection.claim if is_selected else same[0] if same else span

    def _mark(self, desk: Desk, span: Span, tags: tuple[Tag, ...], source_id: str | None) -> None:
        if not is_in_story(desk.blocks, span):
            self._say(self.tr("A line here is not part of the story, so it cannot be marked."))
            return
        words = span.of(desk.text)
        claim = Claim(
            new_id(),
            desk.article.id,
            span.start,
            span.end,
            words,
            tags,
            source_id,
            quote_type=sentences.quote_type_of(words),
            reviewer=self._workspace.reviewer,
        )
        label, said = self._marking(tags)
        change = self._workspace.do(edits.add(label, claim), said)
        if change:
            self._last = claim
            self._view.put_caret(span.end)
            self._selection.select(desk.claim(claim.id))

    def _retag(self, desk: Desk, claim: Claim, tags: tuple[Tag, ...]) -> None:
        self._change(desk, claim, replace(claim, tags=tags), tagging(tags))
        self._selection.select(desk.claim(claim.id))

    def _change(self, desk: Desk, claim: Claim, changed: Claim, words: tuple[str, str]) -> None:
        """Change a claim; `words` are for the history and for the status bar."""
        if claim == changed:
            self._say(self.tr("Claim {n} is that already.").format(n=desk.number_of(claim)))
            return
        label, said = (word.format(n=desk.number_of(claim)) for word in words)
        if self._workspace.do(edits.change(label, (claim, changed)), said):
            self._last = changed

    def _marking(self, tags: tuple[Tag, ...]) -> tuple[str, str]:
        """Return what the history and what the status bar say of a new claim."""
        if not tags:
            return self.tr("Mark a claim without a tag"), self.tr("Marked a claim without a tag")
        what = tags_told(tags)
        label, said = self.tr("Mark as {what}"), self.tr("Marked as {what}")
        return label.format(what=what), said.format(what=what)

    def _say(self, words: str) -> None:
        self._workspace.said.emit(words)
