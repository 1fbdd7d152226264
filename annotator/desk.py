"""The article on the desk: its marks as they change, asked without a full pass."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

from annotator.chains import Chain, halves_with, joins
from annotator.edits import Change, Edit, Move, linked, refuse_link, removal
from annotator.model import (
    Article,
    Block,
    Claim,
    Document,
    Link,
    Listing,
    Marks,
    Noun,
    Response,
    Source,
    Waiver,
)
from annotator.order import arranged, place
from annotator.report import Pair, pairs_of
from annotator.spans import SpanIndex
from annotator.text import Graphemes, Words
from annotator.vocabulary import Tag


class Desk:
    """One article with its marks, following each change of the store.

    Claims are kept in reading order. A source that changes its name re-sorts them; nothing else
    that a person does takes longer for more claims.
    """

    def __init__(self, marks: Marks) -> None:
        self.article: Article = marks.article
        self.document: Document = marks.document
        self.graphemes = Graphemes(marks.text)
        self._known: dict[str, Source] = {source.id: source for source in marks.sources}
        self._listed: set[str] = set()
        self._shown: dict[str, Source] | None = None
        self._said: defaultdict[str, dict[str, Claim]] = defaultdict(dict)
        self._parties: Counter[str] = Counter()
        self.waivers: dict[str, Waiver] = {waiver.id: waiver for waiver in marks.waivers}
        self._claims: dict[str, Claim] = {}
        self._links: dict[str, Link] = {}
        self._from: defaultdict[str, dict[str, Link]] = defaultdict(dict)
        self._to: defaultdict[str, dict[str, Link]] = defaultdict(dict)
        self._responses: defaultdict[str, dict[str, Response]] = defaultdict(dict)
        self._take_in((*marks.claims, *marks.links, *marks.responses))
        self._ordered = list(marks.claims)
        self._index = SpanIndex(self._ordered, self.place, is_ordered=True)
        # What is among an article's sources for no other reason was put on its list.
        self._listed = self._known.keys() - self.sources.keys()
        self._shown = None

    @property
    def text(self) -> str:
        """Return the canonical text."""
        return self.document.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the article's blocks in order."""
        return self.document.blocks

    @property
    def sources(self) -> dict[str, Source]:
        """Return the article's sources by id: heard, listed, its own, or named as a party."""
        if self._shown is None:
            waived = {waiver.source_id for waiver in self.waivers.values()}
            self._shown = {
                source.id: source
                for source in self._known.values()
                if source.id in self._listed
                or self._said.get(source.id)
                or self._parties[source.name]
                or source.article_id
                or source.id in waived
            }
        return self._shown

    @property
    def parties(self) -> list[str]:
        """Return whom the article's claims are about, by name."""
        return sorted(name for name, times in self._parties.items() if times)

    @cached_property
    def words(self) -> Words:
        """Return the article's words; they never change."""
        return Words(self.text, self.blocks)

    @property
    def claims(self) -> list[Claim]:
        """Return the claims in reading order; do not change the list."""
        return self._ordered

    def claim(self, claim_id: str) -> Claim | None:
        """Return the claim with this id as it is now, None where it is gone."""
        return self._claims.get(claim_id)

    def number_of(self, claim: Claim) -> int:
        """Return a claim's 1-based reading position."""
        return bisect_left(self._ordered, self.place(claim), key=self.place) + 1

    def source_of(self, claim: Claim) -> Source | None:
        """Return who `claim` comes from, None for the reporter's own voice."""
        return self._known.get(claim.source_id or "")

    def said_by(self, source_id: str) -> Collection[Claim]:
        """Return the claims that come from a source, in no order."""
        return self._said[source_id].values() if source_id in self._said else ()

    def over(self, start: int, end: int) -> list[Claim]:
        """Return the claims that share a character with `start` to `end`, in reading order."""
        return self._index.over(start, end)

    def links_from(self, claim: Claim) -> list[Link]:
        """Return what `claim` denies, supports and so on."""
        return list(self._from[claim.id].values()) if claim.id in self._from else []

    def links_to(self, claim: Claim) -> list[Link]:
        """Return what denies, supports and so on `claim`."""
        return list(self._to[claim.id].values()) if claim.id in self._to else []

    def links(self) -> Iterator[Link]:
        """Yield every link."""
        yield from self._links.values()

    def response(self, claim: Claim, target: str) -> Response | None:
        """Return what came of asking `target` about `claim`."""
        return self._responses.get(claim.id, {}).get(target)

    def chain_of(self, claim: Claim) -> Chain:
        """Return a claim with what continues it, most often itself alone."""
        if claim.id not in self._from and claim.id not in self._to:
            return Chain((claim,), self.source_of(claim))
        halves = sorted(halves_with(claim, self._joined_to), key=self.place)
        return Chain(tuple(halves), self.source_of(halves[0]))

    def pairs_of(self, claim: Claim) -> tuple[Pair, ...]:
        """Return an allegation with each of its targets; nothing for another claim.

        Of an allegation in two halves the first stands for both.
        """
        if self._is_alone_and_alleges_nothing(claim):
            return ()
        chain = self.chain_of(claim)
        if chain.first.id != claim.id or Tag.ALLEGATION not in chain.tags:
            return ()
        links = (link for half in chain.halves for link in self._to.get(half.id, {}).values())
        answers = [
            self.chain_of(self._claims[link.from_id]).first for link in links if link.kind.answers
        ]
        asked = (self._responses.get(half.id, {}) for half in chain.halves)
        outcomes = [response for by_target in asked for response in by_target.values()]
        return pairs_of(chain, sorted(answers, key=self.place), outcomes, self.source_of)

    def is_unanswered(self, claim: Claim) -> bool:
        """Return whether a target of this allegation has not answered."""
        return any(not pair.is_answered for pair in self.pairs_of(claim))

    def is_about_nobody(self, claim: Claim) -> bool:
        """Return whether an allegation, all its halves together, names no target."""
        if claim.targets or self._is_alone_and_alleges_nothing(claim):
            return False
        chain = self.chain_of(claim)
        is_whole = chain.first.id == claim.id
        return is_whole and Tag.ALLEGATION in chain.tags and not chain.targets

    def _is_alone_and_alleges_nothing(self, claim: Claim) -> bool:
        """Return whether nothing is to be answered here; it is asked of each claim of a story."""
        is_linked = claim.id in self._from or claim.id in self._to
        return Tag.ALLEGATION not in claim.tags and not is_linked

    def _joined_to(self, claim: Claim) -> Iterator[Claim]:
        """Yield the halves that `continues` links join to one."""
        for link in self._from.get(claim.id, {}).values():
            if joins(link):
                yield self._claims[link.to_id]
        for link in self._to.get(claim.id, {}).values():
            if joins(link):
                yield self._claims[link.from_id]

    def touched_by(self, change: Change) -> set[str]:
        """Return the ids of the claims of which something else can be said after a change.

        Whether an allegation is answered depends on who says the reply, and for whom.
        """
        touched: set[str] = set()
        speaking: set[str] = set()
        for noun in (move.noun for move in change.moves):
            if isinstance(noun, Link):
                touched |= {noun.from_id, noun.to_id}
            elif isinstance(noun, Response):
                touched.add(noun.claim_id)
            elif isinstance(noun, Claim):
                speaking.add(noun.id)
            elif isinstance(noun, Source):
                speaking |= self._said.get(noun.id, {}).keys()
        for claim_id in speaking:
            touched |= {claim_id, *(link.to_id for link in self._from.get(claim_id, {}).values())}
        here = (self._claims[claim_id] for claim_id in touched if claim_id in self._claims)
        return touched | {self.chain_of(claim).first.id for claim in list(here)}

    def removal(self, claims: Iterable[Claim]) -> Edit:
        """Return the edit that removes claims with all that hangs on them."""
        gone = list(claims)
        ids = {claim.id for claim in gone}
        near: dict[str, Noun] = {}
        for claim in gone:
            for noun in (*self.links_from(claim), *self.links_to(claim)):
                near[noun.id] = noun
        for claim in gone:
            near |= {answer.id: answer for answer in self._responses.get(claim.id, {}).values()}
        near |= {key: waiver for key, waiver in self.waivers.items() if waiver.claim_id in ids}
        return removal(gone, self.number_of(gone[0]), near.values())

    def link(self, new: Link) -> Edit:
        """Return the edit that links two claims, or raise `EditError` in words."""
        start, goal = self._claims[new.from_id], self._claims[new.to_id]
        refuse_link(new, start, goal, self.links_from(start))
        return linked(new, self.number_of(start), self.number_of(goal))

    def marks(self) -> Marks:
        """Return everything as it is now, frozen."""
        return arranged(
            self.article,
            self.document,
            self._ordered,
            list(self.sources.values()),
            list(self._links.values()),
            [response for some in self._responses.values() for response in some.values()],
            list(self.waivers.values()),
        )

    def meet(self, sources: Iterable[Source]) -> None:
        """Know sources of the project that are about to speak, or to be named, here."""
        self._take_in(sources)
        self._shown = None

    def follow(self, change: Change) -> None:
        """Take in what changed, wherever it concerns this article."""
        self._shown = None
        resorting = any(_renames(move) for move in change.moves)
        for move in change.moves:
            before, after = move.before, move.after
            if isinstance(move.noun, Claim):
                self._follow_claim(move, in_order=not resorting)
            elif isinstance(move.noun, Article) and move.noun.id == self.article.id:
                self.article = move.noun
            else:
                self._let_go(before)
                self._take_in((after,))
        if resorting:
            self._sort()

    def _follow_claim(self, move: Move, *, in_order: bool) -> None:
        before, after = move.before, move.after
        if isinstance(before, Claim) and before.article_id == self.article.id:
            del self._claims[before.id]
            self._count(before, -1)
            self._said[before.source_id or ""].pop(before.id)
            if in_order:
                at = bisect_left(self._ordered, self.place(before), key=self.place)
                del self._ordered[at]
                self._index.remove(before)
        if isinstance(after, Claim) and after.article_id == self.article.id:
            self._take_in((after,))
            if in_order:
                insort(self._ordered, after, key=self.place)
                self._index.add(after)

    def _take_in(self, nouns: Iterable[object]) -> None:
        for noun in nouns:
            if isinstance(noun, Claim):
                self._claims[noun.id] = noun
                self._said[noun.source_id or ""][noun.id] = noun
                self._count(noun, 1)
            elif isinstance(noun, Source) and noun.article_id in {None, self.article.id}:
                self._known[noun.id] = noun
            elif isinstance(noun, Listing) and noun.article_id == self.article.id:
                self._listed.add(noun.source_id)
            elif isinstance(noun, Link) and noun.from_id in self._claims:
                self._links[noun.id] = noun
                self._from[noun.from_id][noun.id] = noun
                self._to[noun.to_id][noun.id] = noun
            elif isinstance(noun, Response) and noun.claim_id in self._claims:
                self._responses[noun.claim_id][noun.target] = noun
                self._parties[noun.target] += 1
            elif isinstance(noun, Waiver) and noun.article_id == self.article.id:
                self.waivers[noun.id] = noun

    def _let_go(self, noun: object) -> None:
        if isinstance(noun, Link) and noun.id in self._links:
            del self._links[noun.id]
            self._from[noun.from_id].pop(noun.id)
            self._to[noun.to_id].pop(noun.id)
        elif isinstance(noun, Source):
            self._known.pop(noun.id, None)
        elif isinstance(noun, Listing) and noun.article_id == self.article.id:
            self._listed.discard(noun.source_id)
        elif isinstance(noun, Response):
            if self._responses[noun.claim_id].pop(noun.target, None):
                self._parties[noun.target] -= 1
        elif isinstance(noun, Waiver):
            self.waivers.pop(noun.id, None)

    def _count(self, claim: Claim, times: int) -> None:
        """Count who is named as a party."""
        for party in (*claim.targets, *claim.implicated):
            self._parties[party] += times

    def _sort(self) -> None:
        self._ordered = sorted(self._claims.values(), key=self.place)
        self._index = SpanIndex(self._ordered, self.place, is_ordered=True)

    def place(self, claim: Claim) -> tuple[Any, ...]:
        """Return where a claim stands in reading order, to compare with another's."""
        source = self.source_of(claim)
        return place(claim, source.name if source else "")


def _renames(move: Move) -> bool:
    """Return whether a move changes a name that the order of claims depends on."""
    before, after = move.before, move.after
    return isinstance(before, Source) and isinstance(after, Source) and before.name != after.name
