"""Random edits of a project, the same for the same seed, each as the window itself makes it."""

from collections import deque
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from annotator import attribution, edits, merging, right_of_reply
from annotator.desk import Desk
from annotator.edits import Edit, Move
from annotator.errors import AnnotatorError
from annotator.model import Claim, Link, Response, Waiver, new_id
from annotator.right_of_reply import requests
from annotator.vocabulary import (
    ArticleStatus,
    LinkKind,
    ResponseStatus,
    SourceKind,
    Tag,
    Verification,
)
from tests.factories import claim_of
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("Huawei", "the mill", "a clerk", "U.S. embassy", "Mayor 👩‍⚖️", "העירייה")


class RandomEditor:
    """Makes one random edit after another; `done` holds the last of them in words."""

    def __init__(self, workspace: Workspace, seed: int) -> None:
        self._workspace = workspace
        self._random = Random(seed)  # noqa: S311
        self.done: deque[str] = deque(maxlen=20)
        self._deeds: list[Callable[[Desk], Edit | None]] = [
            *[self._mark] * 4,
            *[self._retag, self._attribute, self._aim, self._verify, self._remove, self._move] * 2,
            *[self._link, self._unlink, self._answer, self._ask, self._waive],
            *[self._rename_source, self._merge, self._split, self._change_kind],
            *[self._rename_article, self._set_status],
        ]

    def act(self) -> None:
        """Edit, undo, redo, or turn to another article."""
        chance = self._random.random()
        if chance < 0.08:
            self._note("undo")
            self._workspace.undo()
        elif chance < 0.12:
            self._note("redo")
            self._workspace.redo()
        elif chance < 0.2:
            article = self._random.choice(self._workspace.articles())
            self._note(f"open {article.title}")
            self._workspace.show_article(article.id)
        elif desk := self._workspace.desk:
            self._edit(desk)

    def _edit(self, desk: Desk) -> None:
        deed = self._random.choice(self._deeds)
        try:
            edit = deed(desk)
        except AnnotatorError as error:
            self._note(f"{deed.__name__} refused: {error}")
            return
        if edit and edit.moves:
            self._note(edit.label)
            self._workspace.do(edit)

    def _note(self, words: str) -> None:
        self.done.append(words)

    def _claim(self, desk: Desk) -> Claim | None:
        return self._random.choice(desk.claims) if desk.claims else None

    def _mark(self, desk: Desk) -> Edit | None:
        words = [word for word in desk.text.split() if len(word) > 3]
        tags = tuple(self._random.sample(list(Tag), self._random.randrange(3)))
        targets = tuple(self._random.sample(NAMES, 1)) if Tag.ALLEGATION in tags else ()
        claim = claim_of(
            desk.article, desk.text, self._random.choice(words), tags=tags, targets=targets
        )
        return edits.add("Mark", claim)

    def _retag(self, desk: Desk) -> Edit | None:
        claim = self._claim(desk)
        tags = (self._random.choice(list(Tag)),)
        return self._changed(claim, tags=tags) if claim else None

    def _verify(self, desk: Desk) -> Edit | None:
        claim = self._claim(desk)
        value = self._random.choice(list(Verification))
        return self._changed(claim, verification=value, note=value * 2) if claim else None

    def _aim(self, desk: Desk) -> Edit | None:
        claim = self._claim(desk)
        if claim is None or desk.pairs_of(claim):
            return None
        targets = tuple(self._random.sample(NAMES, self._random.randrange(3)))
        return self._changed(claim, targets=targets, tags=(Tag.ALLEGATION,))

    def _changed(self, claim: Claim, **values: object) -> Edit:
        return edits.change("Change", (claim, replace(claim, **values)))  # type: ignore[arg-type]

    def _attribute(self, desk: Desk) -> Edit | None:
        claim = self._claim(desk)
        known = self._workspace.project_sources()
        name = self._random.choice(("", *NAMES))
        return attribution.attribute(desk, [claim], name, known) if claim else None

    def _move(self, desk: Desk) -> Edit | None:
        claim = self._claim(desk)
        if claim is None or claim.end - claim.start < 2:
            return None
        end = claim.end - 1
        return self._changed(claim, end=end, quote=desk.text[claim.start : end])

    def _remove(self, desk: Desk) -> Edit | None:
        some = self._random.sample(
            desk.claims, min(len(desk.claims), self._random.randrange(1, 4))
        )
        return desk.removal(some) if some else None

    def _link(self, desk: Desk) -> Edit | None:
        if len(desk.claims) < 2:
            return None
        start, goal = self._random.sample(desk.claims, 2)
        return desk.link(Link(new_id(), self._random.choice(list(LinkKind)), start.id, goal.id))

    def _unlink(self, desk: Desk) -> Edit | None:
        links = list(desk.links())
        return Edit("Unlink", (Move(self._random.choice(links), None),)) if links else None

    def _answer(self, desk: Desk) -> Edit | None:
        claim = self._claim(desk)
        if claim is None or not claim.targets:
            return None
        target = self._random.choice(claim.targets)
        old = desk.response(claim, target)
        status = self._random.choice(list(ResponseStatus))
        new = replace(old, status=status) if old else Response(new_id(), claim.id, target, status)
        return Edit("Answer", (Move(old, new),))

    def _ask(self, desk: Desk) -> Edit | None:
        waiting = [one for one in requests(desk.marks()) if not one.pair.is_answered]
        now = right_of_reply.today()
        due = self._random.choice(("", "2020-03-09", "2099-01-01"))
        return right_of_reply.put([self._random.choice(waiting)], now, due) if waiting else None

    def _waive(self, desk: Desk) -> Edit | None:
        claim = self._claim(desk)
        rule = self._random.choice(("ATT-01", "SRC-01", "VER-01"))
        if claim is None:
            return None
        return edits.add("Waive", Waiver(new_id(), desk.article.id, rule, "so", claim.id))

    def _rename_source(self, desk: Desk) -> Edit | None:
        sources = list(desk.sources.values())
        if not sources:
            return None
        source = self._random.choice(sources)
        name = f"{source.name}!" if len(source.name) < 30 else "Short"
        return edits.rename_source(source, name, self._workspace.reader.naming(source))

    def _merge(self, desk: Desk) -> Edit | None:
        sources = list(desk.sources.values())
        if len(sources) < 2:
            return None
        kept, other = self._random.sample(sources, 2)
        return merging.merge(self._workspace.reader, kept, [other]).edit

    def _split(self, desk: Desk) -> Edit | None:
        named = [source for source in desk.sources.values() if source.aliases]
        if not named:
            return None
        source = self._random.choice(named)
        alias = self._random.choice(source.aliases)
        return merging.split(self._workspace.reader, source, alias).edit

    def _change_kind(self, desk: Desk) -> Edit | None:
        sources = list(desk.sources.values())
        if not sources:
            return None
        source = self._random.choice(sources)
        kind = self._random.choice(list(SourceKind))
        speaks_in = self._workspace.reader.articles_of(source.id)
        return edits.change_kind(source, kind, desk.article.id, speaks_in)

    def _rename_article(self, desk: Desk) -> Edit | None:
        title = f"{desk.article.title[:40]} {self._random.randrange(9)}"
        return edits.change("Title", (desk.article, replace(desk.article, title=title)))

    def _set_status(self, desk: Desk) -> Edit | None:
        status = self._random.choice(list(ArticleStatus))
        return edits.change("Status", (desk.article, replace(desk.article, status=status)))
