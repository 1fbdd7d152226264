"""Every change as an edit: what was there before, what is there after, and so its inverse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.errors import EditError
from annotator.model import (
    Article,
    Claim,
    Link,
    Listing,
    Marks,
    Noun,
    Response,
    Source,
    Waiver,
)
from annotator.vocabulary import LinkKind, SourceKind


@dataclass(frozen=True, slots=True)
class Move:
    """One noun added (`before` is None), removed (`after` is None) or changed."""

    before: Noun | None
    after: Noun | None

    @property
    def noun(self) -> Noun:
        """Return the noun as it is after the move, or as it was last."""
        noun = self.before if self.after is None else self.after
        if noun is None:
            raise ValueError("a move without a noun")
        return noun

    @property
    def inverse(self) -> "Move":
        """Return the move that takes this one back."""
        return Move(before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """What one gesture changes, kept and undone as a whole; `label` says it in words.

    `parted` are the ids of new sources, each with that of the one that it is split off: what was
    promised to the one about its name is promised to the other, too.
    """

    label: str
    moves: tuple[Move, ...]
    parted: tuple[tuple[str, str], ...] = ()

    @property
    def inverse(self) -> "Edit":
        """Return the edit that takes this one back."""
        return Edit(self.label, tuple(move.inverse for move in reversed(self.moves)))


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did to the project; views follow its moves row by row."""

    step_id: str
    label: str
    moves: tuple[Move, ...]


def add(label: str, *nouns: Noun) -> Edit:
    """Return the edit that adds `nouns`."""
    return Edit(label, tuple(Move(None, noun) for noun in nouns))


def change(label: str, *pairs: tuple[Noun, Noun]) -> Edit:
    """Return the edit that turns each first noun of `pairs` into its second."""
    moves = tuple(Move(old, new) for old, new in pairs if old != new)
    return Edit(label, moves)


def remove_claims(marks: Marks, claims: Iterable[Claim]) -> Edit:
    """Return the edit that removes `claims` with their links, responses and waivers."""
    gone = {claim.id: claim for claim in claims}
    near: list[Noun] = [x for x in marks.links if x.from_id in gone or x.to_id in gone]
    near += [response for response in marks.responses if response.claim_id in gone]
    near += [waiver for waiver in marks.waivers if waiver.claim_id in gone]
    return removal(list(gone.values()), marks.number_of(next(iter(gone))), near)


def removal(gone: Sequence[Claim], first: int, near: Iterable[Noun]) -> Edit:
    """Return the edit that removes claims with what hangs on them; `first` numbers the first."""
    what = f"claim {first}" if len(gone) == 1 else f"{len(gone)} claims"
    return Edit(f"Remove {what}", tuple(Move(noun, None) for noun in (*near, *gone)))


def delete_article(marks: Marks, listings: Iterable[Listing]) -> Edit:
    """Return the edit that deletes an article with all its marks and the sources of its own.

    `listings` are the article's. Sources that speak in other articles too stay in the project.
    """
    own = (source for source in marks.sources if source.article_id == marks.article.id)
    nouns: list[Noun] = [*marks.links, *marks.responses, *marks.waivers, *listings]
    nouns += [*marks.claims, *own, marks.article]
    label = f"Delete “{marks.article.title}”"
    return Edit(label, tuple(Move(noun, None) for noun in nouns))


def confirm_furniture(article: Article) -> Edit:
    """Return the edit that says that a person looked at what is left out of an article."""
    return change(
        "Confirm what is left out", (article, replace(article, furniture_confirmed=True))
    )


def link(marks: Marks, new: Link) -> Edit:
    """Return the edit that links two claims, or raise `EditError` in words."""
    refuse_link(new, marks.claim(new.from_id), marks.claim(new.to_id), marks.links)
    return linked(new, marks.number_of(new.from_id), marks.number_of(new.to_id))


def linked(new: Link, start: int, goal: int) -> Edit:
    """Return the edit that adds a link between the claims with these numbers."""
    return add(f"Claim {start} {new.kind} claim {goal}", new)


def refuse_link(new: Link, start: Claim, goal: Claim, links: Iterable[Link]) -> None:
    """Raise `EditError` where a link makes no sense.

    A chain of `continues` runs from the later half to the earlier, has one source, and no half
    continues two others; hence it cannot run in a circle.
    """
    if start.id == goal.id:
        raise EditError("a claim cannot be linked to itself")
    if start.article_id != goal.article_id:
        raise EditError("two claims of different articles cannot be linked")
    if new.kind is LinkKind.CONTINUES and start.source_id != goal.source_id:
        raise EditError("two halves of one claim cannot have two sources")
    if new.kind is LinkKind.CONTINUES and start.start < goal.start:
        raise EditError("it is the later half that continues the earlier one")
    for old in links:
        if (old.kind, old.from_id, old.to_id) == (new.kind, new.from_id, new.to_id):
            raise EditError("these claims are linked that way already")
        if new.kind is old.kind is LinkKind.CONTINUES and old.from_id == new.from_id:
            raise EditError("a claim can continue one other only")


def rename_source(old: Source, name: str, everywhere: Iterable[Noun]) -> Edit:
    """Return the edit that renames a source, also where it is a target or an affiliation.

    `everywhere` holds the claims, responses, waivers and sources that may name it.
    """
    moves = [Move(old, replace(old, name=name))]
    for noun in everywhere:
        renamed = with_party(noun, old.name, name)
        if renamed != noun and noun.id != old.id:
            moves.append(Move(noun, renamed))
    return Edit(f"Rename “{old.name}” to “{name}”", tuple(moves))


def change_kind(old: Source, kind: SourceKind, article_id: str, speaks_in: Iterable[str]) -> Edit:
    """Return the edit that gives a source another kind, or raise `EditError`.

    It belongs to one article from now on, or no longer, as the kind wants: to the one of
    `speaks_in`, or to `article_id` where it is not heard yet.
    """
    heard = set(speaks_in) or {article_id}
    owner = next(iter(heard)) if kind.belongs_to_one_article else None
    if owner and len(heard) > 1:
        raise EditError(
            f"“{old.name}” speaks in other articles, too, and a source of the kind “{kind}” "
            "belongs to one article; make a source of its own for this article"
        )
    new = replace(old, kind=kind, article_id=owner)
    return change(f"Kind of “{old.name}”: {kind}", (old, new))


def with_party(noun: Noun, old: str, new: str) -> Noun:
    """Return `noun` with the party `old`, wherever it names it, called `new`."""

    def renamed(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if name == old else name for name in names))

    if isinstance(noun, Claim):
        return replace(noun, targets=renamed(noun.targets), implicated=renamed(noun.implicated))
    if isinstance(noun, Response | Waiver) and noun.target == old:
        return replace(noun, target=new)
    if isinstance(noun, Source) and noun.affiliation == old:
        return replace(noun, affiliation=new)
    return noun
