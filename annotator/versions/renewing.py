"""From an earlier version to a new one in a project: what is read, compared and written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from annotator.edits import Change, Move
from annotator.errors import EditError
from annotator.model import (
    Article,
    Claim,
    Link,
    Listing,
    Marks,
    Noun,
    Omission,
    Response,
    Source,
    Span,
    Version,
    Waiver,
)
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.versions import carrying
from annotator.versions.anchoring import Anchor, Fate, anchors
from annotator.versions.carrying import Earlier

_Marked = set[tuple[Span, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new version beside an earlier one, and which of its claims were taken over already.

    `twins` gives by the id that a claim has in the new version that in the earlier one.
    `left_out` are those that a person decided to leave. `is_known` says that the project knows
    the article as a version of whatever article already.
    """

    earlier: Earlier
    now: Marks
    twins: Mapping[str, str]
    taken: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    is_known: bool = False

    def compared(self) -> list[Anchor]:
        """Return what became of each claim that is not in the new version; takes its time."""
        marked = self.marked()
        return [
            anchor
            for anchor in anchors(self.earlier.marks, self.now.text, self.now.blocks)
            if anchor.claim.id not in self.taken
            and not (anchor.fate is Fate.FOUND and _key(anchor.claim, anchor.span) in marked)
        ]

    def has(self, claim_id: str) -> bool:
        """Return whether the earlier version has a claim."""
        return self.earlier.marks.has(claim_id)

    def marked(self) -> _Marked:
        """Return which words are marked in the new version, how, and were not taken over."""
        some = (claim for claim in self.now.claims if claim.id not in self.twins)
        return {_key(claim, claim.span) for claim in some}


def _key(claim: Claim, span: Span | None) -> tuple[Span, frozenset[str]]:
    return span or claim.span, frozenset(claim.tags)


def renewal(reader: Reader, article: Article, earlier_id: str) -> Renewal:
    """Return an article beside the earlier version of it.

    Raises `UsageError` where one of them was deleted. It holds no snapshot: beside a window ask
    for it by `Reader.at_once`.
    """
    before = Earlier(reader.marks(earlier_id), tuple(reader.listings(earlier_id)))
    now = reader.marks(article.id)
    is_known = any(one.article_id == article.id for one in reader.versions())
    left_out = frozenset(one.claim_id for one in reader.omissions(article.id))
    twins = {carrying.twin(article.id, one.id): one.id for one in before.marks.claims}
    return _with_claims(Renewal(before, now, twins, frozenset(), left_out, is_known), now.claims)


def _with_claims(renewed: Renewal, claims: tuple[Claim, ...]) -> Renewal:
    """Return a renewal in which the new version has these claims, in reading order."""
    twins = renewed.twins
    taken = frozenset(twins[claim.id] for claim in claims if claim.id in twins)
    return replace(renewed, now=replace(renewed.now, claims=claims), taken=taken)


def followed(renewed: Renewal, change: Change) -> Renewal | None:
    """Return a renewal as it is after a change; None where it has to be read anew."""
    if not all(_is_beside(renewed, move.noun) for move in change.moves):
        return None
    article_id = renewed.now.article.id
    claims = {claim.id: claim for claim in renewed.now.claims}
    left_out = set(renewed.left_out)
    for move in change.moves:
        noun = move.noun
        if isinstance(noun, Claim):
            claims.pop(noun.id, None)
            if move.after:
                claims[noun.id] = noun
        elif isinstance(noun, Omission) and noun.article_id == article_id:
            (left_out.add if move.after else left_out.discard)(noun.claim_id)
    ordered = sorted(claims.values(), key=lambda one: (one.start, -one.end, one.id))
    return _with_claims(replace(renewed, left_out=frozenset(left_out)), tuple(ordered))


def _is_beside(renewed: Renewal, noun: Noun) -> bool:
    """Return whether a noun is no part of the earlier version, nor one of the two articles."""
    if isinstance(noun, Claim | Listing | Source | Waiver):
        return noun.article_id == renewed.now.article.id
    if isinstance(noun, Link):
        return not renewed.has(noun.from_id)
    if isinstance(noun, Response):
        return not renewed.has(noun.claim_id)
    return isinstance(noun, Version | Omission)


def found_again(compared: Iterable[Anchor]) -> dict[str, Span]:
    """Return the places of the claims whose words are found again, by their ids."""
    return {a.claim.id: a.span for a in compared if a.fate is Fate.FOUND and a.span}


def take_over(store: Store, renewed: Renewal, places: Mapping[str, Span]) -> Change:
    """Take claims over at their new places, with what hangs on them, in one step.

    Links come along between them and the claims that were taken over before. A confidential
    source that is copied stays confidential, under the same pseudonym. Words that a person marked
    so already are not marked twice; raises `EditError` where that leaves nothing to take over.
    """
    earlier, article = renewed.earlier, renewed.now.article
    claims = {claim.id: claim for claim in earlier.marks.claims}
    marked = renewed.marked()
    new_places = {
        key: span for key, span in places.items() if _key(claims[key], span) not in marked
    }
    if places and not new_places:
        raise EditError("these words are a claim of the new version already; leave this one")
    nouns = carrying.taken_over(earlier, article, renewed.now.document, new_places, renewed.taken)
    is_known = any(one.article_id == article.id for one in store.versions())
    new = list(_missing(store, article, nouns, is_listed=not is_known))
    record = () if is_known else (carrying.version_of(article, earlier.marks.article),)
    edit = carrying.edit([*record, *new], earlier.marks.article)
    omissions = store.omissions(article.id)
    back = tuple(Move(one, None) for one in omissions if one.claim_id in new_places)
    own = {source.id for source in new if isinstance(source, Source)}
    copies = {carrying.twin(article.id, one.id): one.id for one in earlier.marks.sources}
    return store.apply_copying(
        replace(edit, moves=(*edit.moves, *back)),
        {copied: origin for copied, origin in copies.items() if copied in own},
    )


def _missing(
    store: Store, article: Article, nouns: Iterable[Noun], *, is_listed: bool
) -> Iterator[Noun]:
    """Yield what the new version does not have yet; its list of sources only at first."""
    some = list(nouns)
    ids: dict[type[Noun], set[str]] = {}
    for noun in some:
        ids.setdefault(type(noun), set()).add(noun.id)
    there = {key for kind, keys in ids.items() for key in store.known(kind, keys)}
    listed = {one.source_id for one in store.listings(article.id)}
    ends = {end for noun in some if isinstance(noun, Link) for end in (noun.from_id, noun.to_id)}
    claims = ids.get(Claim, set()) | store.known(Claim, ends)
    for noun in some:
        is_new = noun.id not in there
        if isinstance(noun, Listing):
            is_new = is_listed and noun.source_id not in listed
        if isinstance(noun, Link):
            is_new = is_new and {noun.from_id, noun.to_id} <= claims
        if is_new:
            yield noun
