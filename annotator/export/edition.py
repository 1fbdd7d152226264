"""What one variant of a report shows and what it keeps for the newsroom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from annotator.model import Claim, Marks, Side, Source
from annotator.report import Report
from annotator.vocabulary import Part, SourceKind, Tag, Variant

OUR_NAME = "On Record"
NO_SOURCE = "No source"

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
    """The rules of one variant: who is named, and whether notes and risks are shown.

    In the public variant anonymous sources are "Source A", "Source B" and so on, in the order
    of their first claim, through all articles of the report.
    """

    def __init__(self, report: Report) -> None:
        self.variant = report.variant
        self.parts = parts_of(report.variant, report.without)
        self.house = report.house
        self.house_rules = "" if self.is_public else report.house_rules
        self.has_many = len(report.articles) > 1
        self.waived_at = report.waived_at
        self._pseudonyms = dict(_pseudonyms(report)) if self.is_public else {}
        hidden = self._aliases(source for marks in report.articles for source in marks.sources)
        self.sides = tuple(_called(side, hidden) for side in report.sides)
        """The project's sides, by the names that they go by here."""

    @property
    def is_public(self) -> bool:
        """Return whether the report leaves the newsroom."""
        return self.variant is Variant.PUBLIC

    @property
    def has_text(self) -> bool:
        """Return whether the annotated article is part of it."""
        return Part.ARTICLE in self.parts

    def is_hidden(self, source: Source) -> bool:
        """Return whether `source` goes by a pseudonym."""
        return source.id in self._pseudonyms

    def name(self, source: Source | None) -> str:
        """Return the name that `source` goes by here."""
        if source is None:
            return NO_SOURCE
        return self._pseudonyms.get(source.id, source.name)

    def party(self, marks: Marks, name: str) -> str:
        """Return how a target is named, which may be one of the article's hidden sources."""
        hidden = (source for source in marks.sources if self.is_hidden(source))
        found = next((source for source in hidden if name in source.names), None)
        return self.name(found) if found else name

    def told(self, marks: Marks) -> Marks:
        """Return an article's marks as pictures may show them: what is hidden is not in them.

        Of a hidden source neither role nor side is told.
        """
        if not self.is_public:
            return marks
        aliases = self._aliases(marks.sources)
        return replace(
            marks,
            sources=tuple(self._told(source, aliases) for source in marks.sources),
            claims=tuple(replace(c, targets=_names(c.targets, aliases)) for c in marks.claims),
            responses=tuple(
                replace(r, target=aliases.get(r.target, r.target)) for r in marks.responses
            ),
            waivers=(),
        )

    def _aliases(self, sources: Iterable[Source]) -> dict[str, str]:
        """Return the pseudonym of a hidden source by each name that the source has."""
        hidden = [source for source in sources if self.is_hidden(source)]
        return {name: self.name(source) for source in hidden for name in source.names}

    def _told(self, source: Source, aliases: Mapping[str, str]) -> Source:
        affiliation = aliases.get(source.affiliation or "", source.affiliation)
        if not self.is_hidden(source):
            side = aliases.get(source.side, source.side)
            return replace(source, side=side, role=None, affiliation=affiliation)
        name, kind = self.name(source), source.kind
        return Source(source.id, name, kind, affiliation=affiliation, article_id=source.article_id)

    def author(self, claim: Claim) -> str:
        """Return who signs a claim's comment."""
        return OUR_NAME if self.is_public else claim.reviewer


def _called(side: Side, aliases: Mapping[str, str]) -> Side:
    return replace(side, name=aliases.get(side.name, side.name))


def _names(names: Iterable[str], aliases: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(aliases.get(name, name) for name in names))


def _pseudonyms(report: Report) -> Iterator[tuple[str, str]]:
    numbers = count()
    seen: set[str] = set()
    for marks in report.articles:
        heard = [marks.source_of(claim) for claim in marks.claims]
        tagged = {claim.source_id for claim in marks.claims if Tag.ANONYMOUS in claim.tags}
        for source in (*heard, *marks.sources):
            if source is None or source.id in seen:
                continue
            if source.kind is not SourceKind.ANONYMOUS and source.id not in tagged:
                continue
            seen.add(source.id)
            yield source.id, f"Source {_letters(next(numbers))}"


def _letters(number: int) -> str:
    """Return A to Z, then AA, AB and so on, for 0, 1, 2."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
