"""A source whose name was promised to stay: what becomes of everything that says its name.

Its real names go into its identity, and out of all that names it as a party; a pseudonym stands
there instead. A label that a story gave it ("two former engineers") is no name, and stays.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.confidential import SHORTEST, folded, gives_away, tells_who
from annotator.edits import Edit, Move, with_party
from annotator.errors import EditError
from annotator.model import Claim, Identity, Listing, Noun, Source, Waiver, new_id
from annotator.pseudonyms import descriptor_in, number_in, pseudonym
from annotator.vocabulary import SourceKind

if TYPE_CHECKING:
    from annotator.store.reader import Reader  # the store itself protects sources

LABEL = "Protect a source"
_ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Renaming:
    """That a source gave up its real names for a pseudonym; `source` is as it was.

    `hints` are a role, an office and further labels of its own by which it can be told.
    """

    source: Source
    names: tuple[str, ...]
    label: str
    hints: tuple[str, ...] = ()

    def of(self, noun: Noun) -> Noun:
        """Return a noun that is this source, or may name it, without its real names."""
        if isinstance(noun, Source) and noun.id == self.source.id:
            name = self.label if noun.name in self.names else noun.name
            gone = {*self.names, *self.hints}
            return replace(
                noun,
                name=name,
                aliases=tuple(alias for alias in noun.aliases if alias not in gone),
                role=None if noun.role in self.hints else noun.role,
                affiliation=None if noun.affiliation in self.hints else noun.affiliation,
            )
        for name in self.names:
            noun = with_party(noun, name, self.label)
        return noun


@dataclass(slots=True)
class Protection:
    """What protecting a person does to the project, first beside the history, then as an edit.

    `before` are nouns as they are, `bare` the same without real names, `after` as they shall be.
    `copies` are the ids of sources by those of their copies in other articles, `label` is the
    pseudonym alone.
    """

    identity: Identity
    label: str
    renamings: list[Renaming] = field(default_factory=list)
    before: dict[str, Noun] = field(default_factory=dict)
    bare: dict[str, Noun] = field(default_factory=dict)
    after: dict[str, Noun] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)

    @property
    def unseen(self) -> tuple[Move, ...]:
        """Return the moves that take real names out, which no event may hold."""
        return _moves(self.before, self.bare)

    @property
    def edit(self) -> Edit:
        """Return what is left to do, without a real name in it."""
        return Edit(LABEL, _moves(self.bare, self.after))

    @property
    def told(self) -> tuple[Move, ...]:
        """Return all that changes, as those have to hear of it who show it."""
        return _moves(self.before, self.after)

    def take(self, nouns: Iterable[Noun]) -> Iterator[Noun]:
        """Take nouns of the project in, and yield each as it shall be so far."""
        for noun in nouns:
            if noun.id not in self.before:
                self.before[noun.id] = self.bare[noun.id] = self.after[noun.id] = noun
            yield self.after[noun.id]


def protection(
    reader: "Reader",
    people: Sequence[Source],
    number: int,
    identity: Identity,
    descriptor: str | None,
    once: Sequence[str] = (),
) -> Protection:
    """Return what it comes to that `people`, all one person, go by the pseudonym of a number.

    `descriptor` is what the story of the first tells of it; the others keep theirs. `once` are
    real names by which they went before, see `called_before`. Raises
    `EditError` in words, none of which is confidential.
    """
    refuse_short(identity)
    given = _with_names(identity, people, once)
    found = Protection(given, pseudonym(number))
    labels = {}
    for place, source in enumerate(people):
        own = descriptor if place == 0 else None
        told = _descriptor(source, given.names) if own is None else " ".join(own.split())
        if tells_who(told, [given]):
            raise EditError(
                "the descriptor would give away who the source is; describe it by less"
            )
        labels[source.id] = pseudonym(number, told)
        _take_names_out(reader, found, source, labels[source.id], once)
    for source in people:
        _relabel(reader, found, source, labels[source.id])
        _give_kind(reader, found, source)
    for noun in found.after.values():
        if isinstance(noun, Source) and noun.id in labels:
            _refuse_told(noun, given)
    return found


def told_of(source: Source) -> dict[str, tuple[str, ...]]:
    """Return what stands of a source in words of a person's own, by what its fields are called."""
    return {
        "label": (source.name,),
        "further names": source.aliases,
        "role": (source.role or "",),
        "affiliation": (source.affiliation or "",),
        "side": (source.side,),
    }


def _refuse_told(source: Source, who: Identity) -> None:
    for called, words in told_of(source).items():
        if any(tells_who(each, [who]) for each in words):
            raise EditError(
                f"its {called} would give away who the source is, or by a part of its name; "
                f"change its {called} first"
            )


def refuse_short(identity: Identity) -> None:
    """Raise `EditError` for a name that would be found everywhere, or none."""
    if not identity.names or len(folded(identity.names[0])) < SHORTEST:
        raise EditError(
            f"a name of fewer than {SHORTEST} characters would be found everywhere; write the "
            "name in full"
        )


def meaning(reader: "Reader", source: Source, becoming: str) -> list[Noun]:
    """Return what names a source, also the sources of the project that speak for a pseudonym."""
    near = reader.naming(source, becoming)
    if number_in(source.name) is None or source.article_id is None:
        return near
    every = reader.all_sources()
    return [*near, *(s for s in every if s.affiliation == source.name and not s.article_id)]


def is_name(words: str, kind: SourceKind, known: Iterable[str]) -> bool:
    """Return whether what a source of this kind is called says who it is.

    `known` are its real names as far as they were told; parts of them are names, too.
    """
    if number_in(words) is not None:
        return False
    parts = set(folded(words).split())
    if any(gives_away(words, [name]) or parts <= set(folded(name).split()) for name in known):
        return True
    if kind.is_unnamed:
        return False
    start = next((len(a) for a in _ARTICLES if words.casefold().startswith(a)), 0)
    return any(not word[0].islower() for word in words[start:].split())


def called_before(
    reader: "Reader", people: Iterable[Source], known: Iterable[str]
) -> tuple[str, ...]:
    """Return the real names that `people` had at any time, as the history tells them.

    One that another source has by now is left to it. `known` are real names that were told.
    """
    own, told = {one.id for one in people}, tuple(known)
    others = {name for one in reader.all_sources() if one.id not in own for name in one.names}
    names = (
        name
        for key in own
        for state in reader.states(key)
        for name in (state.name, *state.aliases)
        if name not in others and is_name(name, state.kind, told)
    )
    return tuple(sorted(set(names)))


def _with_names(identity: Identity, people: Iterable[Source], once: Iterable[str]) -> Identity:
    """Return an identity with all that the person was called so far."""
    called = [
        name
        for source in people
        for name in (source.name, *source.aliases)
        if is_name(name, source.kind, identity.names)
    ]
    return replace(identity, name="\n".join(dict.fromkeys((*identity.names, *called, *once))))


def _descriptor(source: Source, known: Sequence[str]) -> str:
    """Return what a source's own label tells of it, where it is no name."""
    if number_in(source.name) is not None:
        return descriptor_in(source.name)
    return "" if is_name(source.name, source.kind, known) else source.name


def _take_names_out(
    reader: "Reader", found: Protection, source: Source, label: str, once: Sequence[str]
) -> None:
    known = found.identity.names
    called = [n for n in (source.name, *source.aliases) if is_name(n, source.kind, known)]
    names = tuple(dict.fromkeys((*called, *once)))
    others = (*source.aliases, source.role or "", source.affiliation or "")
    hints = tuple(o for o in others if o not in names and tells_who(o, [found.identity]))
    renaming = Renaming(source, names, label, hints)
    near = [noun for n in names for noun in reader.naming(replace(source, name=n), label)]
    list(found.take([source, *near]))
    for noun in (source, *near):
        found.bare[noun.id] = found.after[noun.id] = renaming.of(found.bare[noun.id])
    if names or hints:
        found.renamings.append(renaming)
    kept = found.identity.note.splitlines()
    told = "\n".join((*kept, *(hint for hint in dict.fromkeys(hints) if hint not in kept)))
    found.identity = replace(found.identity, note=told)


def _relabel(reader: "Reader", found: Protection, source: Source, label: str) -> None:
    """Let a source that goes by some label go by another; the one of the story is kept."""
    now = found.after[source.id]
    if not isinstance(now, Source) or now.name == label:
        return
    for noun in list(found.take(meaning(reader, source, label))):
        found.after[noun.id] = with_party(noun, now.name, label)
    labels = now.aliases if number_in(now.name) is not None else (now.name, *now.aliases)
    found.after[source.id] = replace(now, name=label, aliases=tuple(dict.fromkeys(labels)))


def _give_kind(reader: "Reader", found: Protection, source: Source) -> None:
    """Make a source one of its article, and another of each other article that it is heard in."""
    now = found.after[source.id]
    if not isinstance(now, Source):
        return
    kind = now.kind if now.kind.is_unnamed else SourceKind.ANONYMOUS
    found.after[source.id] = now = replace(now, kind=kind)
    if now.article_id or not kind.belongs_to_one_article:
        return
    bound = list(found.take(reader.bound_to(source.id)))
    near = (*bound, *found.take(reader.naming(source)))
    named = {noun.article_id for noun in near if isinstance(noun, Claim | Listing | Waiver)}
    articles = [article.id for article in reader.articles() if article.id in named]
    if not articles:
        return
    found.after[source.id] = now = replace(now, article_id=articles[0])
    copies = {key: replace(now, id=new_id(), article_id=key) for key in articles[1:]}
    found.after |= {copy.id: copy for copy in copies.values()}
    found.copies |= {copy.id: source.id for copy in copies.values()}
    for noun in bound:
        if isinstance(noun, Claim | Listing | Waiver) and noun.article_id in copies:
            moved = replace(noun, source_id=copies[noun.article_id].id)
            found.after[noun.id] = moved


def _moves(old: dict[str, Noun], new: dict[str, Noun]) -> tuple[Move, ...]:
    """Return what changes, sources first, claims by article: one text is looked at at a time."""
    moves = [Move(old.get(key), noun) for key, noun in new.items() if noun != old.get(key)]
    return tuple(sorted(moves, key=_place))


def _place(move: Move) -> tuple[bool, str, str]:
    noun = move.noun
    article = noun.article_id if isinstance(noun, Claim) else ""
    return not isinstance(noun, Source), type(noun).__name__, article
