"""Two sources that are one, and one that is two: the edits that merge and split them.

Where a source belongs decides. One of an article (anonymous, unnamed public, unattributed) is
merged only with another such source of the same article, one of the project only with another of
the project; to join the two, a person gives the one another kind first, so that nobody without a
name gets one in passing. Who a confidential source really is stays with that source: it can be
kept and take in others, but never be taken in. Who is split off a source to which its name was
promised to stay, is promised the same, under a letter of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.chains import halves_with
from annotator.confidential import gives_away, tells_who
from annotator.edits import Edit, Move, with_party
from annotator.errors import EditError
from annotator.model import (
    UNKNOWN_SIDE,
    Claim,
    Link,
    Listing,
    Noun,
    Response,
    Source,
    Waiver,
    new_id,
)
from annotator.names import taken_apart
from annotator.protecting import is_name
from annotator.pseudonyms import descriptor_in, number_in, pseudonym
from annotator.store.reader import Reader
from annotator.vocabulary import Sector, SourceKind

_EMPTY = {
    "kind": SourceKind.UNKNOWN,
    "sector": Sector.UNSTATED,
    "side": UNKNOWN_SIDE,
    "role": None,
    "affiliation": None,
    "descriptor": None,
}
"""What each field of a source says where nothing is known."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge, how many claims it moves, and what it cannot keep of the others.

    `contradicted` are the fields in which they said something else, `dropped` is the number of
    outcomes of asking that would be there twice.
    """

    edit: Edit
    claims: int
    contradicted: tuple[str, ...] = ()
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """A split, the source that it makes, how many claims go to it, and how many stay."""

    edit: Edit
    source: Source
    claims: int
    staying: int


def merge(reader: Reader, kept: Source, others: Sequence[Source]) -> Merged:
    """Return the merge of `others` into `kept`, or raise `EditError` in words.

    Claims, listings, waivers, targets and affiliations follow; the other names become aliases,
    and what is not known of `kept` is filled from the others in their order. Of two outcomes of
    one allegation the one that settles it stays, of two equal ones that of `kept`.
    """
    refuse_merge(reader, kept, others)
    whole, contradicted = _joined(kept, others)
    after = _Following(kept, others)
    for source in (kept, *others):
        after.take(reader.naming(source, becoming=kept.name), source.name)
        after.take(reader.bound_to(source.id), kept.name)
    after.drop_doubles()
    what = f"“{others[0].name}”" if len(others) == 1 else f"{len(others)} sources"
    moves = (*after.moves(whole), *(Move(other, None) for other in others))
    edit = Edit(f"Merge {what} into “{kept.name}”", moves)
    return Merged(edit, after.claims, contradicted, after.outcomes_dropped)


def split(reader: Reader, source: Source, alias: str, chosen: Iterable[Claim] = ()) -> Split:
    """Return the split that makes `alias` a source of its own, or raise `EditError` in words.

    The claims that mention it so go along, with "the" or without, and those of `chosen` that are
    the source's, each with the halves it continues; so do other aliases that are the same name.
    Of the new source only the kind is known, where it belongs, and what was promised to it: who
    a protected source is, may be either of two people, and is kept of the one that it stands with.
    """
    if alias not in source.aliases:
        raise EditError(f"“{source.name}” is not called “{alias}”")
    same = reader.sources_named([alias], source.article_id).get(alias)
    if same:
        raise EditError(f"“{alias}” is the name of a source already; rename that one first")
    bound = reader.bound_to(source.id)
    claims = {noun.id: noun for noun in bound if isinstance(noun, Claim)}
    picked = {claim.id for claim in chosen}
    going = [c for c in claims.values() if c.id in picked or _is_same(c.mention or "", alias)]
    wanted = _with_halves(going, claims, bound)
    also = tuple(n for n in source.aliases if n != alias and _is_same(n, alias))
    new = Source(new_id(), alias, source.kind, aliases=also, article_id=source.article_id)
    is_protected = reader.is_protected(source.id)
    if is_protected:
        new = _protected(reader, source, new)
    aliases = tuple(name for name in source.aliases if name not in {alias, *also})
    moves = [Move(None, new), Move(source, replace(source, aliases=aliases))]
    moved = sorted((claims[key] for key in wanted), key=_by_article)
    moves += [Move(claim, replace(claim, source_id=new.id)) for claim in moved]
    parted = ((new.id, source.id),) if is_protected else ()
    edit = Edit(f"Make “{alias}” a source of its own", tuple(moves), parted)
    return Split(edit, new, len(moved), len(claims) - len(moved))


def refuse_merge(reader: Reader, kept: Source, others: Sequence[Source]) -> None:
    """Raise `EditError` where sources cannot be one; it begins with what to do, if anything."""
    ids = [source.id for source in (kept, *others)]
    if len(ids) < 2:
        raise EditError("select two sources or more to merge them")
    if len(set(ids)) < len(ids):
        raise EditError("a source cannot be merged into itself")
    for other in others:
        if other.article_id == kept.article_id:
            continue
        if other.article_id and kept.article_id:
            raise EditError(
                f"“{other.name}” and “{kept.name}” belong to different articles, so they are two "
                "sources"
            )
        bound, free = (other, kept) if other.article_id else (kept, other)
        raise EditError(
            f"give “{bound.name}” another kind than “{bound.kind}” first, if it may be known who "
            f"it is: it belongs to one article, and “{free.name}” does not"
        )
    known = [source for source in others if _is_on_file(reader, source)]
    if known and (len(known) > 1 or _is_on_file(reader, kept)):
        raise EditError("more than one of these sources has a person on file; they stay apart")
    if known:
        raise EditError(
            f"keep “{known[0].name}”, and merge the others into it: it is on file who that "
            "source really is"
        )
    called = [(name, other.kind) for other in others for name in other.names]
    is_called = reader.is_protected(kept.id) and number_in(kept.name) is not None
    if is_called and any(is_name(*each, ()) for each in called):
        raise EditError(
            f"“{kept.name}” is protected, and one of these has a name; give that one a label first"
        )
    secrets = reader.confidential() if reader.is_protected(kept.id) else frozenset()
    if any(gives_away(name, secrets) for other in others for name in other.names):
        raise EditError(f"a name among these would give away who “{kept.name}” really is")


def _protected(reader: Reader, source: Source, new: Source) -> Source:
    """Return what is split off a protected source by its pseudonym; the label is kept beside."""
    who = reader.identities(source.id)
    known = [name for one in who for name in one.names]
    if any(tells_who(name, who) or is_name(name, new.kind, known) for name in new.names):
        raise EditError(
            f"that name may tell who “{source.name}” really is; leave it there, or say first that "
            "the source may be named"
        )
    told = new.name if number_in(new.name) is None else descriptor_in(new.name)
    label = pseudonym(reader.number_for(new.id), told)
    return replace(new, name=label, aliases=(new.name, *new.aliases))


def _is_on_file(reader: Reader, source: Source) -> bool:
    return reader.has_identity(source.id) or reader.is_protected(source.id)


def _joined(kept: Source, others: Sequence[Source]) -> tuple[Source, tuple[str, ...]]:
    """Return `kept` with the names and the missing fields of the others, and what they deny."""
    names = dict.fromkeys(kept.aliases)
    for other in others:
        names |= dict.fromkeys((other.name, *other.aliases))
    names.pop(kept.name, None)
    own = {source.name for source in (kept, *others)}
    filled: dict[str, Any] = {"aliases": tuple(names)}
    contradicted = []
    for field, empty in _EMPTY.items():
        told = [getattr(source, field) for source in (kept, *others)]
        told = [value for value in told if value != empty]
        if field == "affiliation":
            told = [name for name in told if name not in own]  # nobody works for themselves
        filled[field] = told[0] if told else empty
        if any(value != told[0] for value in told):
            contradicted.append(field)
    return replace(kept, **filled), tuple(contradicted)


class _Following:
    """What follows the others to the kept source, each noun once, and without doubles."""

    def __init__(self, kept: Source, others: Sequence[Source]) -> None:
        self._kept = kept
        self._gone = {other.id for other in others}
        self._before: dict[str, Noun] = {}
        self._after: dict[str, Noun] = {}
        self._dropped: set[str] = set()

    @property
    def claims(self) -> int:
        """Return how many claims change their source."""
        claims = [noun for noun in self._before.values() if isinstance(noun, Claim)]
        return sum(claim.source_id in self._gone for claim in claims)

    @property
    def outcomes_dropped(self) -> int:
        """Return how many outcomes of asking were there twice."""
        return sum(isinstance(self._before[key], Response) for key in self._dropped)

    def take(self, nouns: Iterable[Noun], party: str) -> None:
        """Take in nouns that hang on a source, or that name it as the party `party`."""
        for noun in nouns:
            if noun.id in self._gone or noun.id == self._kept.id:
                continue
            self._before.setdefault(noun.id, noun)
            now = with_party(self._after.get(noun.id, noun), party, self._kept.name)
            if isinstance(now, Claim | Listing | Waiver) and now.source_id in self._gone:
                now = replace(now, source_id=self._kept.id)
            self._after[noun.id] = now

    def drop_doubles(self) -> None:
        """Drop what would be there twice; doubles that were there before are left alone."""
        there: dict[tuple[object, ...], Noun] = {}
        for noun in self._after.values():
            sameness = _sameness(noun)
            if sameness is None:
                continue
            first = there.setdefault(sameness, noun)
            if first is not noun and (self._comes(first) or self._comes(noun)):
                stays, goes = self._ranked(first, noun)
                there[sameness] = stays
                self._dropped.add(goes.id)

    def moves(self, kept: Source) -> list[Move]:
        """Return what changes: doubles go before others take their place, claims by article."""
        own = [] if kept == self._kept else [Move(self._kept, kept)]
        gone = [Move(self._before[key], None) for key in self._after if key in self._dropped]
        changed = [
            Move(self._before[key], noun)
            for key, noun in self._after.items()
            if key not in self._dropped and noun != self._before[key]
        ]
        changed.sort(key=lambda move: (type(move.noun).__name__, _by_article(move.noun)))
        return [*own, *gone, *changed]

    def _comes(self, noun: Noun) -> bool:
        return noun != self._before[noun.id]

    def _ranked(self, first: Noun, second: Noun) -> tuple[Noun, Noun]:
        """Return which of two that are the same stays, and which goes."""
        stays, goes = (second, first) if self._comes(first) else (first, second)
        if isinstance(stays, Response) and isinstance(goes, Response):
            is_settled = stays.status.settles or not goes.status.settles
            return (stays, goes) if is_settled else (goes, stays)
        return stays, goes


def _sameness(noun: Noun) -> tuple[object, ...] | None:
    """Return what makes a listing, an outcome or a waiver the same as another of its sort."""
    if isinstance(noun, Listing):
        return (Listing, noun.article_id, noun.source_id)
    if isinstance(noun, Response):
        return (Response, noun.claim_id, noun.target)
    if isinstance(noun, Waiver):
        about = (noun.claim_id, noun.source_id, noun.target)
        return (Waiver, noun.article_id, noun.rule, *about)
    return None


def _is_same(mention: str, alias: str) -> bool:
    """Return whether two names differ by nothing but capitals, points or "the"."""
    key = taken_apart(mention, is_person=False).key
    return bool(key) and key == taken_apart(alias, is_person=False).key


def _with_halves(wanted: Iterable[Claim], claims: dict[str, Claim], bound: list[Noun]) -> set[str]:
    """Return the ids of claims with all that they continue, or that continues them."""
    near: defaultdict[str, list[Claim]] = defaultdict(list)
    for link in bound:
        if isinstance(link, Link) and link.from_id in claims and link.to_id in claims:
            near[link.from_id].append(claims[link.to_id])
            near[link.to_id].append(claims[link.from_id])
    return {half.id for one in wanted for half in halves_with(one, lambda c: near[c.id])}


def _by_article(noun: Noun) -> str:
    # The store looks at one article's text at a time.
    return noun.article_id if isinstance(noun, Claim) else ""
