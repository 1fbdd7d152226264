"""What one variant of a report shows; what it keeps back is not in what it is given."""

from annotator.model import Claim, Source
from annotator.report import Report
from annotator.vocabulary import Variant

OUR_NAME = "On Record"
NO_SOURCE = "No source"


class Edition:
    """The rules of one variant, over a report that is `published` already."""

    def __init__(self, report: Report) -> None:
        self.variant = report.variant
        self.house = report.house
        self.house_rules = "" if self.is_public else report.house_rules
        self.has_many = len(report.articles) > 1
        self.waived_at = report.waived_at
        self.sides = report.sides

    @property
    def is_public(self) -> bool:
        """Return whether the report leaves the newsroom."""
        return self.variant is Variant.PUBLIC

    @property
    def has_text(self) -> bool:
        """Return whether the annotated article and the claims table are part of it."""
        return self.variant is not Variant.SUMMARY

    def name(self, source: Source | None) -> str:
        """Return the name that `source` goes by."""
        return source.name if source else NO_SOURCE

    def author(self, claim: Claim) -> str:
        """Return who signs a claim's comment."""
        return claim.reviewer
