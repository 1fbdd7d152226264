"""The commands that mark: what each key of the text does, and what it says it did."""

from bisect import bisect_left
from dataclasses import replace

from PySide6.QtCore import QObject

from annotator import edits, sentences
from annotator.desk import Desk
from annotator.edits import Edit, Move
from annotator.model import Claim, Response, Span, new_id
from annotator.palette import LOOKS
from annotator.vocabulary import ResponseStatus, Tag
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.workspace import Workspace


class Marker(QObject):
    """Marking, selecting and jumping on the open article.

    A tag key never opens a dialog, and a selection is never lost by a command that fails.
    """

    def __init__(self, workspace: Workspace, selection: Selection, view: ArticleView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view
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
        desk, claim = self.desk, self.claim
        if desk is None:
            return
        if claim:
            self._retag(desk, claim, tags)
            return
        span = self._view.span() or self._sentence(desk)
        if span is None:
            self._say(self.tr("Select words first, or click in a sentence."))
            return
        same = [c for c in desk.over(span.start, span.end) if c.span == span]
        if same:
            self._retag(desk, same[0], tags)
        else:
            self._mark(desk, span, tags, None)

    def toggle(self, tag: Tag) -> None:
        """Add a tag to the selected claim, or take it away; without a claim, mark with it."""
        desk, claim = self.desk, self.claim
        if desk is None or claim is None:
            self.tag(tag)
            return
        has = tag in claim.tags
        tags = tuple(t for t in claim.tags if t is not tag) if has else (*claim.tags, tag)
        self._retag(desk, claim, tags)

    def repeat(self) -> None:
        """Mark with the tags and the source of the last claim that was made or changed."""
        desk, last = self.desk, self._last
        if desk is None or last is None:
            self._say(self.tr("There is nothing to repeat yet."))
            return
        last = desk.claim(last.id) or last
        key = last.source_id if last.source_id in desk.sources else None
        claim = self.claim
        if claim and claim.id != last.id:
            changed = replace(claim, tags=last.tags, source_id=key)
            self._change(desk, claim, changed, self.tr("like the last one"))
            return
        span = self._view.span() or self._sentence(desk)
        if span:
            self._mark(desk, span, last.tags, key)
        else:
            self._say(self.tr("Select words first, or click in a sentence."))

    def remove(self) -> None:
        """Remove the selected claim; undo brings it back with its links."""
        desk, claim = self.desk, self._selection.claim
        if desk and claim:
            told = self.tr("Removed claim {n}").format(n=desk.number_of(claim))
            self._workspace.do(desk.removal([claim]), told)

    def select_sentence(self) -> None:
        """Select the sentence at the caret, or the next one where it is selected already."""
        if self.desk:
            self._take(self._next_sentence(self.desk), self.tr("There is no further sentence."))

    def extend_by_sentence(self) -> None:
        """Extend the selection by the next sentence."""
        desk, span = self.desk, self._view.span()
        if desk is None or span is None:
            self.select_sentence()
            return
        more = self._next_sentence(desk)
        longer = Span(span.start, more.end) if more and more.end > span.end else None
        self._take(longer, self.tr("There is no further sentence."))

    def select_quotation(self) -> None:
        """Select the quotation at the caret, or the next one."""
        if not self.desk:
            return
        span, caret = self._view.span(), self._view.caret()
        found = sentences.quotation_at(
            self.desk.text, self.desk.blocks, span.end if span else caret
        )
        self._take(found, self.tr("There is no quotation here."))

    def select_paragraph(self) -> None:
        """Select the paragraph at the caret."""
        if self.desk:
            found = sentences.paragraph_at(self.desk.blocks, self._view.caret())
            self._take(found, self.tr("There is no paragraph here."))

    def go(self, steps: int) -> None:
        """Select the next claim (1) or the one before (-1), from the selected one or the caret."""
        if self.desk and self.desk.claims:
            self._go(self.desk.claims, steps)
        else:
            self._say(self.tr("There are no claims yet."))

    def go_unanswered(self, steps: int) -> None:
        """Select the next allegation that waits for an answer, or the one before."""
        desk = self.desk
        waiting = [claim for claim in desk.claims if desk.is_unanswered(claim)] if desk else []
        if waiting:
            self._go(waiting, steps)
        else:
            self._say(self.tr("No allegation waits for an answer."))

    def mark_asked(self) -> None:
        """Note that the targets of the selected allegation were asked and have not replied."""
        desk, claim = self.desk, self._selection.claim
        if desk is None or claim is None or Tag.ALLEGATION not in claim.tags:
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

    def choose(self, claim: Claim) -> None:
        """Select a claim and bring it into view."""
        self._view.show_claim(claim)
        self._view.put_caret(claim.end)
        self._selection.select(claim)

    def _go(self, claims: list[Claim], steps: int) -> None:
        desk, at = self.desk, self._selection.claim
        if desk is None:
            return
        if at:
            start = bisect_left(claims, desk.place(at), key=desk.place)
            is_there = start < len(claims) and claims[start].id == at.id
        else:
            start = bisect_left(claims, self._view.caret(), key=lambda claim: claim.start)
            is_there = False
        if not is_there:
            start -= steps > 0
        self.choose(claims[(start + steps) % len(claims)])

    def _sentence(self, desk: Desk) -> Span | None:
        found = sentences.sentence_at(desk.text, desk.blocks, self._view.caret())
        return sentences.without_full_stop(desk.text, found) if found else None

    def _next_sentence(self, desk: Desk) -> Span | None:
        """Return the sentence at the caret, or the one after it where the caret is at its end."""
        span = self._view.span()
        at = span.end if span else self._view.caret()
        found = sentences.sentence_at(desk.text, desk.blocks, at)
        furniture = [block for block in desk.blocks if block.is_furniture]
        while found and not any(b.start <= found.start < b.end for b in furniture):
            words = sentences.without_full_stop(desk.text, found)
            if words.end > at:
                return words
            beyond = sentences.sentence_at(desk.text, desk.blocks, max(found.end, at))
            if beyond is None or beyond.start <= found.start:
                return self._first_after(desk, found.end)
            found = beyond
        return None

    @staticmethod
    def _first_after(desk: Desk, offset: int) -> Span | None:
        block = next((b for b in desk.blocks if b.start >= offset and not b.is_furniture), None)
        if block is None:
            return None
        found = sentences.sentences(desk.text, block.span)
        return sentences.without_full_stop(desk.text, found[0]) if found else None

    def _take(self, span: Span | None, otherwise: str = "") -> None:
        if span is None:
            self._say(otherwise)
            return
        self._selection.clear()
        self._view.select(span)

    def _mark(self, desk: Desk, span: Span, tags: tuple[Tag, ...], source_id: str | None) -> None:
        furniture = any(
            b.is_furniture and (b.start <= span.start < b.end or b.start < span.end <= b.end)
            for b in desk.blocks
        )
        if furniture:
            self._say(self.tr("This line is not part of the story, so it cannot be marked."))
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
        change = self._workspace.do(edits.add(self._marked(tags), claim))
        if change:
            self._last = claim
            self._view.put_caret(span.end)
            self._selection.select(desk.claim(claim.id))

    def _retag(self, desk: Desk, claim: Claim, tags: tuple[Tag, ...]) -> None:
        what = " and ".join(LOOKS[tag].title.lower() for tag in tags) or self.tr("no tag")
        self._change(desk, claim, replace(claim, tags=tags), what)
        self._selection.select(desk.claim(claim.id))

    def _change(self, desk: Desk, claim: Claim, changed: Claim, what: str) -> None:
        if claim == changed:
            self._say(self.tr("Claim {n} is that already.").format(n=desk.number_of(claim)))
            return
        label = self.tr("Claim {n}: {what}").format(n=desk.number_of(claim), what=what)
        if self._workspace.do(edits.change(label, (claim, changed))):
            self._last = changed

    def _marked(self, tags: tuple[Tag, ...]) -> str:
        if not tags:
            return self.tr("Marked a claim without a tag")
        return self.tr("Marked: {what}").format(
            what=", ".join(LOOKS[tag].title.lower() for tag in tags)
        )

    def _say(self, words: str) -> None:
        if words:
            self._workspace.said.emit(words)
