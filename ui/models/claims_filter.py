"""Which claims the table shows: free text and chips, all of them together."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt

from annotator.desk import Desk
from annotator.model import Claim
from annotator.vocabulary import SourceKind, Tag
from ui.models.claims import CLAIM_ROLE, SORT_ROLE, ClaimsModel, Column, Index
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


class ClaimsFilter(QSortFilterProxyModel):
    """The claims that hold every word of a text, wherever it stands, and pass every chip."""

    def __init__(self, claims: ClaimsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._claims = claims
        self._words: list[str] = []
        self._chips: tuple[Chip, ...] = ()
        self._only: frozenset[str] | None = None
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(claims)

    @property
    def is_on(self) -> bool:
        """Return whether a claim could be left out."""
        return bool(self._words or self._chips) or self._only is not None

    def ask(self, text: str, chips: tuple[Chip, ...], only: frozenset[str] | None = None) -> None:
        """Show the claims with these words that pass these chips, of those with ids in `only`."""
        self.beginFilterChange()
        self._words, self._chips, self._only = text.casefold().split(), chips, only
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by number the claims stand already."""
        is_there = column == Column.NUMBER and order is Qt.SortOrder.AscendingOrder
        super().sort(-1 if is_there else column, order)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Return whether a claim is shown."""
        if not self.is_on:
            return True
        desk = self._claims.desk
        claim = self._claims.index(row, 0, parent).data(CLAIM_ROLE)
        if desk is None or not isinstance(claim, Claim):
            return False
        if self._only is not None and claim.id not in self._only:
            return False
        if not all(chip.holds(desk, claim) for chip in self._chips):
            return False
        said = _said(desk, claim) if self._words else ""
        return all(word in said for word in self._words)

    def claim_at(self, row: int) -> Claim | None:
        """Return the claim in a row of what is shown."""
        claim = self.index(row, 0).data(CLAIM_ROLE)
        return claim if isinstance(claim, Claim) else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's title, also where every claim is left out."""
        return self._claims.headerData(section, orientation, role)


def _said(desk: Desk, claim: Claim) -> str:
    source = desk.source_of(claim)
    names = [source.name, *source.aliases] if source else []
    parts = [claim.quote, *names, *claim.targets, claim.note, *claim.tags, tags_told(claim.tags)]
    return "\n".join(parts).casefold()
