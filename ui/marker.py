"""The commands that mark: what each key of the text does, and what it says it did."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from annotator import edits, sentences
from annotator.desk import Desk
from annotator.edits import Edit, Move
from annotator.model import Claim, Response, Span, new_id
from annotator.text import is_in_story
from annotator.vocabulary import ResponseStatus, Tag
from ui.details import Details
from ui.keymap import Keymap
from ui.models.wording import adding, meant, one_line, tagging, tags_told
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
        keymap: Keymap,
        selecting: Selecting,
        details: Details,
    ) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view
        self._keymap = keymap
        self._selecting = selecting
        self._details = details
        self._last: Claim | None = None

    @property
    def desk(self) -> Desk | None:
        """Return the open article."""
        return self._workspace.desk

    @property
    def claims(self) -> Sequence[Claim]:
        """Return the selected claims: several of them, or one unless words are selected."""
        is_words = self._view.span() is not None and not self._selection.is_several
        return () if is_words else self._selection.claims

    def tag(self, *tags: Tag) -> None:
        """Mark the selected words, else change the selected claims, else mark the sentence."""
        desk, goal = self.desk, self._goal()
        if desk is None or goal is None:
            return
        if isinstance(goal, Span):
            self._mark(desk, goal, tags, None)
        else:
            self._retag(goal, lambda _: tags)

    def toggle(self, tag: Tag) -> None:
        """Add a tag to the claims that are meant, or take it away; without any, mark with it.

        It is taken away where all of them have it.
        """
        desk, goal = self.desk, self._goal()
        if desk is None or goal is None:
            return
        if isinstance(goal, Span):
            self._mark(desk, goal, (tag,), None)
            return
        has = all(tag in claim.tags for claim in goal)

        def toggled(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
            others = tuple(t for t in tags if t is not tag)
            return others if has else tags if tag in tags else (*tags, tag)

        self._retag(goal, toggled, adding(tag, has=has) if len(goal) > 1 else None)

    def repeat(self) -> None:
        """Mark with the tags and the source of the last claim that was made or changed."""
        desk, last = self.desk, self._last
        if desk is None or last is None:
            self._say(self.tr("There is nothing to repeat yet."))
            return
        last = desk.claim(last.id) or last
        key = last.source_id if last.source_id in desk.sources else None
        goal = self._goal()
        if isinstance(goal, Span):
            self._mark(desk, goal, last.tags, key)
        elif goal:
            pairs = [(old, replace(old, tags=last.tags, source_id=key)) for old in goal]
            words = (
                self.tr("Mark {which} like the last one"),
                self.tr("Marked {which} like the last one"),
            )
            self._change(pairs, words)

    def remove(self) -> None:
        """Remove the selected claims; undo brings them back with their links."""
        desk, claims = self.desk, self.claims
        if desk and claims:
            told = self.tr("Removed {which}").format(which=meant(desk, claims))
            self._workspace.do(desk.removal(claims), told)
        elif desk and self._selection.claim:
            self._say(self.tr("Words are selected, not the claim: press Esc first."))

    def mark_asked(self) -> None:
        """Note that the targets of the selected allegations were asked and have not replied."""
        desk = self.desk
        claims = [claim for claim in self._selection.claims if Tag.ALLEGATION in claim.tags]
        if desk is None or not claims:
            self._say(self.tr("Select an allegation first."))
            return
        aimed = [claim for claim in claims if claim.targets]
        if not aimed:
            self._say(
                self._keymap.told(self.tr("Name whom it is about first: press {claim.target}."))
            )
            return
        moves = [(claim, move) for claim in aimed for move in _asking(desk, claim)]
        if not moves:
            self._say(self.tr("That is noted already."))
            return
        asked = list({claim.id: claim for claim, _ in moves}.values())
        who = dict.fromkeys(name for claim in asked for name in claim.targets)
        label = self.tr("Put {which} to {who}, no reply yet")
        told = label.format(which=meant(desk, asked), who=", ".join(who))
        self._workspace.do(Edit(told, tuple(move for _, move in moves)))

    def copied(self) -> str:
        """Return the selected claims as plain text with source and tags, else the words.

        Of several each stands on a line of its own.
        """
        desk, span, claim = self.desk, self._view.span(), self._selection.claim
        if desk is None:
            return ""
        if self._selection.is_several:
            claims = self._selection.claims
            return "".join(f"{one_line(c.quote)} {self._origin(desk, c)}\n" for c in claims)
        if span or claim is None:
            return span.of(desk.text) if span else ""
        return f"{claim.quote}\n{self._origin(desk, claim)}"

    def _origin(self, desk: Desk, claim: Claim) -> str:
        source = desk.source_of(claim)
        who = source.name if source else self.tr("no source")
        return f"({who}; {', '.join(claim.tags) or self.tr('no tag')})"

    def _goal(self) -> Sequence[Claim] | Span | None:
        """Return the claims that a key is about, or the words that are to become one."""
        desk, claims = self.desk, self.claims
        if desk is None or claims:
            return claims or None
        span = self._view.span() or self._selecting.sentence_at_caret()
        if span is None:
            self._say(self.tr("Select words first, or click in a sentence."))
            return None
        # Words that are a claim already mean that claim: none is ever marked twice.
        same = [claim for claim in desk.over(span.start, span.end) if claim.span == span]
        if self._selection.claim in same:
            return (self._selection.claim,)
        return same[:1] or span

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

    def _retag(
        self,
        claims: Sequence[Claim],
        tags: Callable[[tuple[Tag, ...]], tuple[Tag, ...]],
        words: tuple[str, str] | None = None,
    ) -> None:
        """Give claims other tags, each by those that it has."""
        pairs = [(old, replace(old, tags=tags(old.tags))) for old in claims]
        self._change(pairs, words or tagging(pairs[0][1].tags))
        if self.desk and len(claims) == 1:
            self._selection.select(self.desk.claim(claims[0].id))

    def _change(self, pairs: Sequence[tuple[Claim, Claim]], words: tuple[str, str]) -> None:
        """Turn claims into others; `words` are for the history and for the status bar."""
        if self._details.change(pairs, *words):
            self._last = pairs[-1][1]

    def _marking(self, tags: tuple[Tag, ...]) -> tuple[str, str]:
        """Return what the history and what the status bar say of a new claim."""
        if not tags:
            return self.tr("Mark a claim without a tag"), self.tr("Marked a claim without a tag")
        what = tags_told(tags)
        label, said = self.tr("Mark as {what}"), self.tr("Marked as {what}")
        return label.format(what=what), said.format(what=what)

    def _say(self, words: str) -> None:
        self._workspace.said.emit(words)


def _asking(desk: Desk, claim: Claim) -> Iterator[Move]:
    """Yield what notes that each target of an allegation was asked."""
    for target in claim.targets:
        old = desk.response(claim, target)
        if old is None:
            yield Move(None, Response(new_id(), claim.id, target, ResponseStatus.SOUGHT))
        elif old.status is ResponseStatus.NOT_SOUGHT:
            yield Move(old, replace(old, status=ResponseStatus.SOUGHT))
