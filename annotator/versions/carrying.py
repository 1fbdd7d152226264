"""Taking marks over from an earlier version: claims, and what hangs on them, as one edit."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, uuid5

from annotator.edits import Edit, add
from annotator.model import (
    Article,
    Claim,
    Document,
    Listing,
    Marks,
    Noun,
    Omission,
    Source,
    Span,
    Version,
    Waiver,
)
from annotator.text import block_at, nearest_whole
from annotator.versions.anchoring import Anchor, Fate
from annotator.vocabulary import Tag, Verification


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier version has: its marks, and its list of sources."""

    marks: Marks
    listings: tuple[Listing, ...] = ()


def twin(article_id: str, key: str) -> str:
    """Return the id that a noun of the earlier version has in the new one, always the same."""
    return str(uuid5(NAMESPACE_URL, f"onrecord:{article_id}:{key}"))


def version_of(article: Article, earlier: Article) -> Version:
    """Return the record that one article is a new version of another."""
    return Version(twin(article.id, earlier.id), article.id, earlier.id)


def omission_of(article: Article, claim: Claim) -> Omission:
    """Return the record that a claim of the earlier version is left out of an article."""
    return Omission(twin(article.id, f"omission:{claim.id}"), article.id, claim.id)


def leave(claim: Claim, number: int, article: Article) -> Edit:
    """Return the edit that leaves a claim of the earlier version, of this number, out for good."""
    return add(f"Leave claim {number} of the earlier version out", omission_of(article, claim))


def taken_over(
    earlier: Earlier,
    article: Article,
    document: Document,
    places: Mapping[str, Span],
    taken: Collection[str] = (),
) -> list[Noun]:
    """Return what a new version takes over: claims by id at their new places, with what they have.

    Links to claims that were `taken` before, responses and waivers come along where their claims
    do; what a person removed since from claims taken before does not come again. Sources that
    belong to the earlier article are copied, the project's are shared. A claim whose words
    changed has to be verified again.
    """
    return list(_Carrying(earlier, article, document, places, taken).nouns())


def edit(nouns: Iterable[Noun], earlier: Article) -> Edit:
    """Return the edit that adds what is taken over."""
    every = tuple(nouns)
    count = sum(isinstance(noun, Claim) for noun in every)
    if not count:
        return add(f"Know it as a new version of “{earlier.title}”", *every)
    what = f"{count} claim" if count == 1 else f"{count} claims"
    return add(f"Take over {what} from “{earlier.title}”", *every)


@dataclass(frozen=True, slots=True)
class LostDenial:
    """A denial that changed or is gone: its number in the earlier version, and whose it is."""

    number: int
    source: str | None
    is_gone: bool


def lost_denials(anchors: Iterable[Anchor], marks: Marks) -> list[LostDenial]:
    """Return the denials that changed or are gone: the other side's answers."""
    lost = []
    for anchor in anchors:
        claim = anchor.claim
        if Tag.DENIAL in claim.tags and anchor.fate is not Fate.FOUND:
            source = marks.source_of(claim)
            name, is_gone = source.name if source else None, anchor.fate is Fate.GONE
            lost.append(LostDenial(marks.number_of(claim.id), name, is_gone))
    return lost


def said_aloud(anchors: Iterable[Anchor], marks: Marks) -> list[str]:
    """Return one sentence for each denial that changed or is gone."""
    told = []
    for lost in lost_denials(anchors, marks):
        whose = f" by {lost.source}" if lost.source else ""
        became = "is no longer in the article" if lost.is_gone else "was changed"
        told.append(f"The denial{whose} (claim {lost.number}) {became}.")
    return told


class _Carrying:
    def __init__(
        self,
        earlier: Earlier,
        article: Article,
        document: Document,
        places: Mapping[str, Span],
        taken: Collection[str],
    ) -> None:
        self._earlier = earlier
        self._marks = earlier.marks
        self._article = article
        self._document = document
        self._places = places
        self._there = {*places, *taken}
        own = (source for source in self._marks.sources if self._is_own(source))
        self._own = {source.id: source for source in own}

    def nouns(self) -> Iterable[Noun]:
        """Yield everything, what is referred to first."""
        claims = [claim for claim in self._marks.claims if claim.id in self._places]
        yield from self._sources(claims)
        for claim in claims:
            yield self._claim(claim, self._places[claim.id])
        for link in self._marks.links:
            ends = {link.from_id, link.to_id}
            if ends <= self._there and not ends.isdisjoint(self._places):
                start, goal = self._twin(link.from_id), self._twin(link.to_id)
                yield replace(link, id=self._twin(link.id), from_id=start, to_id=goal)
        for response in self._marks.responses:
            if response.claim_id in self._places:
                claim_id = self._twin(response.claim_id)
                yield replace(response, id=self._twin(response.id), claim_id=claim_id)
        for waiver in self._marks.waivers:
            if waiver.claim_id in self._places:
                yield self._waiver(waiver)

    def _sources(self, claims: Iterable[Claim]) -> Iterable[Noun]:
        """Yield the sources that have to be copied, and the list that they stand on."""
        heard = {claim.source_id for claim in claims}
        heard |= {w.source_id for w in self._marks.waivers if w.claim_id in self._places}
        named = {name for claim in claims for name in (*claim.targets, *claim.implicated)}
        for source in self._own.values():
            if source.id in heard or source.name in named:
                new = self._twin(source.id)
                yield replace(source, id=new, article_id=self._article.id)
        for listing in self._earlier.listings:
            if listing.source_id not in self._own:
                yield Listing(self._twin(listing.id), self._article.id, listing.source_id)

    def _claim(self, claim: Claim, span: Span) -> Claim:
        text, quote = self._document.text, span.of(self._document.text)
        block = block_at(self._document.blocks, span.start)
        around = block.span if block else span

        is_same = quote == claim.quote

        def place(words: str | None, was: int | None) -> int | None:
            at = -1 if was is None else span.start + was - claim.start
            if words and is_same and at >= 0 and text.startswith(words, at):
                return at  # where it stood; the nearest may be another's
            return nearest_whole(text, words, around, span) if words else None

        return replace(
            claim,
            id=self._twin(claim.id),
            article_id=self._article.id,
            start=span.start,
            end=span.end,
            quote=quote,
            source_id=self._source_id(claim.source_id),
            mention_start=place(claim.mention, claim.mention_start),
            cue_start=place(claim.cue, claim.cue_start),
            verification=claim.verification if is_same else Verification.UNCHECKED,
        )

    def _waiver(self, waiver: Waiver) -> Waiver:
        return replace(
            waiver,
            id=self._twin(waiver.id),
            article_id=self._article.id,
            claim_id=self._twin(waiver.claim_id or ""),
            source_id=self._source_id(waiver.source_id),
        )

    def _source_id(self, source_id: str | None) -> str | None:
        return self._twin(source_id) if source_id in self._own else source_id

    def _is_own(self, source: Source) -> bool:
        return source.article_id == self._marks.article.id

    def _twin(self, key: str) -> str:
        return twin(self._article.id, key)
