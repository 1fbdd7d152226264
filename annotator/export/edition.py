"""What one variant of a report shows; what it keeps back is not in what it is given."""

from collections.abc import Iterable

from annotator.model import Claim, Source
from annotator.report import Report
from annotator.vocabulary import Part, Variant

OUR_NAME = "On Record"
NO_SOURCE = "No source"
_KICKERS = {
    Variant.FULL: "On Record report",
    Variant.LEGAL: "On Record report for legal review",
    Variant.SUMMARY: "On Record summary",
    Variant.PUBLIC: "On Record public report",
}

PARTS: dict[Variant, tuple[Part, ...]] = {
    Variant.FULL: tuple(Part),
    Variant.LEGAL: (
        Part.COVER,
        Part.SUMMARY,
        Part.ARTICLE,
        Part.ALLEGATIONS,
        Part.CLAIMS,
        Part.QUOTATIONS,
        Part.EVIDENCE,
    ),
    Variant.SUMMARY: (Part.COVER, Part.SUMMARY),
    Variant.PUBLIC: tuple(Part),
}
"""What each variant says of an article, in order."""

PAGE_ONE = frozenset({Part.COVER, Part.SUMMARY})
"""What no report can be without."""


def parts_of(variant: Variant, without: Iterable[Part] = ()) -> tuple[Part, ...]:
    """Return the parts of a report, in order, but those that are left out."""
    left_out = frozenset(without) - PAGE_ONE
    return tuple(part for part in PARTS[variant] if part not in left_out)


class Edition:
    """The rules of one variant, over a report that is `published` already."""

    def __init__(self, report: Report) -> None:
        self.variant = report.variant
        self.parts = parts_of(report.variant, report.without)
        self.house = report.house
        self.house_rules = "" if self.is_public else report.house_rules
        self.has_many = len(report.articles) > 1
        self.waived_at = report.waived_at
        self.sides = report.sides
        self.revealed = report.revealed

    @property
    def is_public(self) -> bool:
        """Return whether the report leaves the newsroom."""
        return self.variant is Variant.PUBLIC

    @property
    def kicker(self) -> str:
        """Return what stands over a title: what kind of report it is."""
        return _KICKERS[self.variant]

    @property
    def has_text(self) -> bool:
        """Return whether the annotated article is part of it."""
        return Part.ARTICLE in self.parts

    def name(self, source: Source | None) -> str:
        """Return the name that `source` goes by."""
        return source.name if source else NO_SOURCE

    def author(self, claim: Claim) -> str:
        """Return who signs a claim's comment."""
        return claim.reviewer
