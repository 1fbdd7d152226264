"""Which claims the table shows: free text, chips, one source, one side, all of them together."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.desk import Desk
from annotator.edits import Change
from annotator.model import Claim
from annotator.tally import Tally
from annotator.vocabulary import SourceKind, Tag
from ui.models.wording import tags_told

_UNNAMED = {SourceKind.ANONYMOUS, SourceKind.UNNAMED_PUBLIC, SourceKind.UNNAMED_SPOKESPERSON}


@dataclass(frozen=True, slots=True)
class Chip:
    """A question that a claim answers with yes or no; `tag` gives it a badge and a name."""

    name: str
    holds: Callable[[Desk, Claim], bool]
    tag: Tag | None = None


def _tagged(letter: str, tag: Tag) -> Chip:
    return Chip(letter, lambda _, claim: tag in claim.tags, tag)


def _is_unnamed(desk: Desk, claim: Claim) -> bool:
    source = desk.source_of(claim)
    return source is not None and source.kind in _UNNAMED


CHIPS = (
    _tagged("A", Tag.ALLEGATION),
    _tagged("D", Tag.DENIAL),
    _tagged("O", Tag.OFFICIAL),
    _tagged("N", Tag.ANONYMOUS),
    Chip("unanswered", lambda desk, claim: desk.is_unanswered(claim)),
    Chip("unnamed", _is_unnamed),
    Chip("no source", lambda desk, claim: desk.source_of(claim) is None),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the claims that are shown have in common; `chips` by name, `source` and `only` ids."""

    words: tuple[str, ...] = ()
    chips: frozenset[str] = frozenset()
    source: str | None = None
    side: str | None = None
    only: frozenset[str] | None = None

    @property
    def is_everything(self) -> bool:
        """Return whether no claim can be left out."""
        return self == Asked()


class ClaimsFilter:
    """The claims that pass what is asked; what each says is read once until it changes."""

    def __init__(self) -> None:
        self.asked = Asked()
        self._tally = Tally({chip.name: chip.holds for chip in CHIPS})
        self._said: dict[str, str] = {}
        self._tags: dict[tuple[Tag, ...], str] = {}

    def count(self, chip: Chip) -> int:
        """Return how many claims of the article pass a chip."""
        return self._tally.counts[chip.name]

    def begin(self, desk: Desk | None) -> None:
        """Learn what there is to know of an article."""
        self._said.clear()
        self._tally.count(desk)

    def follow(self, desk: Desk, change: Change, touched: set[str]) -> None:
        """Ask again about the claims that a change touched."""
        for claim_id in touched:
            self._said.pop(claim_id, None)
        self._tally.follow(desk, change)

    def passing(self, desk: Desk) -> list[Claim]:
        """Return the claims that pass, in reading order."""
        if self.asked.is_everything:
            return list(desk.claims)
        return [claim for claim in desk.claims if self.passes(desk, claim)]

    def passes(self, desk: Desk, claim: Claim) -> bool:
        """Return whether a claim is shown."""
        asked = self.asked
        if asked.only is not None and claim.id not in asked.only:
            return False
        if asked.source is not None and claim.source_id != asked.source:
            return False
        if asked.side is not None:
            source = desk.source_of(claim)
            if source is None or source.side != asked.side:
                return False
        if asked.chips and not asked.chips <= self._tally.passed(claim.id):
            return False
        if not asked.words:
            return True
        said = self._said_of(desk, claim)
        return all(word in said for word in asked.words)

    def _said_of(self, desk: Desk, claim: Claim) -> str:
        said = self._said.get(claim.id)
        if said is None:
            source = desk.source_of(claim)
            names = (source.name, *source.aliases) if source else ()
            tags = self._tags.get(claim.tags)
            if tags is None:
                tags = self._tags[claim.tags] = "\n".join((*claim.tags, tags_told(claim.tags)))
            parts = (claim.quote, *names, *claim.targets, claim.note, tags)
            said = self._said[claim.id] = "\n".join(parts).casefold()
        return said
