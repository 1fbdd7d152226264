"""From a returned report to replies: each about the claim it is known to be about, or about none.

Nothing is guessed. What stands on a claim's words is about that claim, inside nested claims about
the innermost; an answer is about what its thread began with. Everything else names no claim.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from annotator.errors import UsageError
from annotator.export.contents import ARTICLE_PLACE
from annotator.export.markup import xml_safe
from annotator.export.package import bookmark_name
from annotator.model import Article, Claim, Marks
from annotator.returned import ours
from annotator.returned.anchors import around, innermost, touched
from annotator.returned.reply import Kind, Reply
from annotator.returned.returned_report import (
    Comment,
    ReturnedReport,
    Stretch,
    Tracked,
    shortened,
)
from annotator.store.reader import Reader

_FOUND = re.compile(r"^(?:Error|Warning|Info) (?=[A-Z]+-\d\d: )")
"""How a line on what a check found begins."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Replies in reading order, those about no claim last; and the articles they are about.

    `notice` says in a sentence what cannot be told of them; empty where everything can.
    """

    name: str
    replies: tuple[Reply, ...]
    articles: tuple[Marks, ...]
    notice: str = ""


def match(returned: ReturnedReport, reader: Reader) -> Matched:
    """Return what came back; raises `UsageError` where it is no report on this project."""
    if not returned.claims and not returned.articles:
        raise UsageError(
            f"{returned.name} is no report of On Record, or has lost all its bookmarks; "
            "choose the .docx that came back"
        )
    if not returned.comments and not returned.changes:
        raise UsageError(
            f"{returned.name} holds no comment and no tracked change; "
            "ask for a copy from before they were removed"
        )
    found = _articles(returned, reader)
    if not found:
        raise UsageError(
            f"{returned.name} is a report on another project; open the one it was made from"
        )
    every = [reader.marks(article.id) for article in found]
    matching = _Matching(returned, reader, every)
    replies = matching.replies()
    return Matched(returned.name, tuple(replies), tuple(every), matching.notice)


def _articles(returned: ReturnedReport, reader: Reader) -> list[Article]:
    """Return the project's articles that the report is on, in the report's order."""
    ids = []
    for name in returned.claims:
        with suppress(ValueError):
            ids.append(str(UUID(hex=name)))
    with_claims = reader.articles_with(ids)
    here: list[tuple[int, int, Article]] = []
    for article in reader.articles():
        name = bookmark_name(ARTICLE_PLACE, article.id).removeprefix(f"{ARTICLE_PLACE}_")
        place = returned.articles.get(name)
        if place or article.id in with_claims:
            here.append((place.first if place else -1, article.number, article))
    return [article for _, _, article in sorted(here, key=lambda item: item[:2])]


class _Matching:
    """One report against one project."""

    def __init__(self, returned: ReturnedReport, reader: Reader, every: Sequence[Marks]) -> None:
        self._returned = returned
        self._reader = reader
        self._every = every
        self._known: dict[str, tuple[Marks, Claim]] = {
            ours.name_of(claim.id): (marks, claim) for marks in every for claim in marks.claims
        }
        self._comments = {comment.number: comment for comment in returned.comments}
        self._ours = ours.by_number(returned)
        self._written: dict[str, ours.Lines] = {}
        self._unedited: set[str] = set()
        self.notice = ""
        self._recognize()
        # A comment's own range is right, too, where LibreOffice lets the bookmark slip.
        self._places = returned.claims | {
            self._ours[own.number]: own.stretch for own in self._own() if own.stretch
        }
        self._around = self._found_around()

    def replies(self) -> list[Reply]:
        """Return everything that came back, in reading order."""
        found = [reply for comment in self._returned.comments for reply in self._of(comment)]
        found += [*self._deleted(), *self._changes()]
        order = {marks.article.id: n for n, marks in enumerate(self._every)}
        numbers = {c.id: n for marks in self._every for n, c in enumerate(marks.claims)}

        def place(reply: Reply) -> tuple[bool, int, int]:
            is_lost = reply.claim_id is None
            at = order.get(reply.article_id or "", len(order))
            return is_lost, at, numbers.get(reply.claim_id or "", 0)

        return sorted(found, key=place)

    def _recognize(self) -> None:
        """Find our own comments, and which of them read as they were written."""
        known = self._own()
        moment = ours.moment_of(known)
        gone = self._reader.why_past_is_gone(moment) if moment else ""
        if gone:
            self.notice = f"{gone}; what is listed as edited may be a change of your own since"
        ids = [marks.article.id for marks in self._every]
        states = ours.states(self._reader, ids, moment, is_public=ours.is_public(known))
        most = -1
        for written in states:
            self._ours |= ours.by_words(self._returned.comments, written, self._ours)
            same = {c.number for c in self._own() if self._reads_as(written, c)}
            self._unedited |= same
            if len(same) > most:
                most, self._written = len(same), written
            if len(self._unedited) == len(self._ours):
                break
        self._ours |= ours.rewritten(self._returned, self._ours, moment)

    def _reads_as(self, written: dict[str, ours.Lines], comment: Comment) -> bool:
        lines = written.get(self._ours[comment.number])
        return lines is not None and not _difference(lines, comment.lines)

    def _own(self) -> list[Comment]:
        return [self._comments[number] for number in self._ours]

    def _found_around(self) -> dict[str, list[str]]:
        """Return by comment the claims around it; space at its edges is left out where it must."""
        standing = [(c.number, c.stretch) for c in self._returned.comments if c.stretch]
        found = around(standing, self._places)
        words = self._returned.words
        loose = [(key, _trimmed(stretch, words)) for key, stretch in standing if not found[key]]
        return found | around(loose, self._places)

    def _of(self, comment: Comment) -> Iterator[Reply]:
        """Yield what a comment says."""
        own = self._ours.get(comment.number)
        if comment.root is not None:
            root = self._comments[comment.root]
            yield self._reply(Kind.ANSWER, comment, "\n".join(comment.lines), self._about(root))
        elif own is None:
            yield self._reply(Kind.NEW, comment, "\n".join(comment.lines), self._about(comment))
        elif comment.number not in self._unedited and own in self._written:
            told = _difference(self._written[own], comment.lines)
            if told:
                yield self._reply(Kind.EDITED, replace(comment, author="", date=""), told, [own])
        if comment.root is None and comment.is_resolved:
            whose = "The comment was resolved."
            if own is None:
                whose = f"Resolved: {shortened(' '.join(comment.lines))}"
            by_nobody = replace(comment, author="", date="")
            yield self._reply(Kind.RESOLVED, by_nobody, whose, self._about(comment))

    def _about(self, root: Comment) -> list[str]:
        """Return the claims that a thread may be about, the nearest first."""
        own = self._ours.get(root.number)
        return [own] if own else self._around.get(root.number, [])

    def _reply(
        self, kind: Kind, comment: Comment, text: str, names: list[str], *, told: str = ""
    ) -> Reply:
        """Return a reply about the innermost of some claims, and say which there were."""
        place = told or self._returned.place(comment.stretch)
        if len(names) == 1:
            name: str | None = names[0]
        else:
            name = innermost(names, self._places)
            if names:
                place += self._choice(names, name)
        marks, claim = self._known.get(name or "", (None, None))
        if name and claim is None:
            place += "; that claim is not in the project any more"
        article_id = marks.article.id if marks else self._article_at(comment.stretch)
        claim_id = claim.id if claim else None
        return Reply(kind, comment.author, comment.date, text, claim_id, article_id, place)

    def _choice(self, names: list[str], name: str | None) -> str:
        known = [self._known[each] for each in names if each in self._known]
        numbers = [str(marks.number_of(claim.id)) for marks, claim in known]
        listed = ", ".join(numbers)
        if name in self._known:
            return f"; within claims {listed}, of which {numbers[0]} is the innermost"
        return f"; claims {listed} all stand there"

    def _article_at(self, stretch: Stretch | None) -> str | None:
        if len(self._every) == 1:
            return self._every[0].article.id
        before = None
        for marks in self._every if stretch else ():
            name = bookmark_name(ARTICLE_PLACE, marks.article.id)
            place = self._returned.articles.get(name.removeprefix(f"{ARTICLE_PLACE}_"))
            if place and stretch and place.first <= stretch.first:
                before = marks.article.id
        return before

    def _deleted(self) -> Iterator[Reply]:
        """Yield the claims whose comments are gone; none where there were none to begin with."""
        there = set(self._ours.values())
        if not there:
            return
        nobody = Comment("", "", "", (), None)
        for name in self._written.keys() - there:
            stretch = self._returned.claims.get(name)
            text, place = "Its comment was deleted.", ""
            if stretch is None:
                text = "Its words and its comment are gone from the report."
                place = "nowhere in the report"
            at = replace(nobody, stretch=stretch)
            if name in self._known:
                yield self._reply(Kind.DELETED, at, text, [name], told=place)

    def _changes(self) -> Iterator[Reply]:
        """Yield what was changed in the words: while that was tracked, and otherwise."""
        changes = {str(n): change for n, change in enumerate(self._returned.changes)}
        stretches = [(key, change.stretch) for key, change in changes.items()]
        near = touched(stretches, self._places)
        for key, change in changes.items():
            by = Comment(key, change.author, change.date, (), change.stretch)
            yield self._reply(Kind.CHANGE, by, _told(change), near[key])
        tracked = {name for names in near.values() for name in names}
        for name in self._ours.values():
            if name in self._known and name in self._places and name not in tracked:
                yield from self._reworded(name, self._places[name])

    def _reworded(self, name: str, stretch: Stretch) -> Iterator[Reply]:
        now = _plain(self._returned.words[stretch.start : stretch.end])
        if now != _plain(_in_blocks(*self._known[name])):
            text = f"The words are now “{now}”" if now else "The words are gone."
            yield self._reply(Kind.CHANGE, Comment("", "", "", (), stretch), text, [name])


def _in_blocks(marks: Marks, claim: Claim) -> str:
    """Return a claim's words as a report shows them: without what stands between blocks."""
    blocks = marks.blocks
    first = bisect_right(blocks, claim.start, key=lambda block: block.end)
    last = bisect_left(blocks, claim.end, key=lambda block: block.start)
    return " ".join(
        marks.text[max(claim.start, block.start) : min(claim.end, block.end)]
        for block in blocks[first:last]
    )


def _plain(words: str) -> str:
    return " ".join(xml_safe(words).split())


def _trimmed(stretch: Stretch, words: str) -> Stretch:
    """Return a stretch without the space around its words."""
    inside = words[stretch.start : stretch.end]
    if not inside.strip():
        return stretch
    start = stretch.start + len(inside) - len(inside.lstrip())
    return replace(stretch, start=start, end=start + len(inside.strip()))


def _difference(written: Iterable[str], now: Iterable[str]) -> str:
    """Return the lines that were not there, or say which are gone; "" where only order differs."""
    before, after = list(written), list(now)
    known = {_bare(line) for line in before}
    added = [line for line in after if _bare(line) not in known]
    # The house rules may be others by now: what they found then is nobody's edit.
    gone = [line for line in before if line not in after and _bare(line) == line]
    if added:
        return "\n".join(added)
    return f"Removed: {'; '.join(gone)}" if gone else ""


def _bare(line: str) -> str:
    """Return what a check says without how grave it is; another line as it is."""
    return _FOUND.sub("", line)


def _told(change: Tracked) -> str:
    old, new = " ".join(change.old.split()), " ".join(change.new.split())
    if old and new:
        return f"Replaced “{old}” with “{new}”"
    return f"Inserted “{new}”" if new else f"Deleted “{old}”"
