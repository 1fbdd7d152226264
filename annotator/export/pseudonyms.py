"""Which sources the public must not know, and by which names it is told of everybody."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from uuid import NAMESPACE_OID, uuid5

from annotator.model import Marks, Pseudonym, Side, Source
from annotator.pseudonyms import number_in, pseudonym
from annotator.report import Report
from annotator.vocabulary import SourceKind, Tag


class Pseudonyms:
    """The names of a public report: hidden sources are "Source A", "Source B" and so on.

    Each goes by the letter that the project knows it by. Hidden is who is of the kind anonymous,
    whoever has a claim with that tag, in all that it says, and to whom it was promised. Who has
    no letter, or one that is the name of somebody else, gets one that is nobody's, in the order
    of the first claims.
    """

    def __init__(self, report: Report) -> None:
        hidden = list(_hidden(report))
        self._names = _named(hidden, report.pseudonyms, _told_names(report, hidden))
        self._key = "/".join(marks.article.id for marks in report.articles)
        self._everywhere = self._aliases(each for each in hidden if each.article_id is None)
        self._anywhere = self._aliases(hidden)

    def is_hidden(self, source: Source | None) -> bool:
        """Return whether `source` goes by a pseudonym."""
        return source is not None and source.id in self._names

    def name(self, source: Source) -> str:
        """Return the name that `source` goes by."""
        return self._names.get(source.id, source.name)

    def id(self, source: Source) -> str:
        """Return the id that `source` goes by; a hidden one is not known again elsewhere."""
        if not self.is_hidden(source):
            return source.id
        return str(uuid5(NAMESPACE_OID, f"{self.name(source)} of {self._key}"))

    def parties(self, marks: Marks) -> dict[str, str]:
        """Return how those are named in an article who have several names, or are hidden.

        A name that is told of somebody is theirs; each other name leads to the one that is told.
        """
        told = [source for source in marks.sources if not self.is_hidden(source)]
        others = {name: source.name for source in reversed(told) for name in source.names}
        own = {source.name: source.name for source in told}
        here = [source for source in marks.sources if self.is_hidden(source)]
        return {**others, **own, **self._everywhere, **self._aliases(here)}

    def sides(self, report: Report, told: Iterable[Marks]) -> tuple[Side, ...]:
        """Return the sides of the project that somebody is told to be on."""
        on = {source.side for marks in told for source in marks.sources}
        named = (
            Side(side.id, self.side(side.name), side.place, side.look) for side in report.sides
        )
        return tuple(side for side in named if side.name in on)

    def side(self, name: str) -> str:
        """Return how a side is named, which may bear the name of a hidden source."""
        return self._anywhere.get(name, name)

    def _aliases(self, some: Iterable[Source]) -> dict[str, str]:
        return {name: self.name(source) for source in some for name in source.names}


def _hidden(report: Report) -> Iterator[Source]:
    seen: set[str] = set()
    tagged = {
        claim.source_id
        for marks in report.articles
        for claim in marks.claims
        if Tag.ANONYMOUS in claim.tags
    }
    promised = {key for key, known in report.pseudonyms.items() if known.level.hides}
    for marks in report.articles:
        heard = [marks.source_of(claim) for claim in marks.claims]
        for source in (*heard, *marks.sources):
            if source is None or source.id in seen:
                continue
            seen.add(source.id)
            is_anonymous = source.kind is SourceKind.ANONYMOUS or source.id in tagged
            if is_anonymous or source.id in promised:
                yield source


def _told_names(report: Report, hidden: Iterable[Source]) -> set[str]:
    """Return the names that stay, for which no pseudonym may be taken."""
    ids: set[str] = set()
    aliases: set[str] = set()
    for source in hidden:
        ids.add(source.id)
        aliases |= source.names
    names: set[str] = set()
    for marks in report.articles:
        names.update(source.name for source in marks.sources if source.id not in ids)
        names.update(name for c in marks.claims for name in (*c.targets, *c.implicated))
    return names - aliases


def _named(
    hidden: Iterable[Source], known: Mapping[str, Pseudonym], told: set[str]
) -> dict[str, str]:
    """Return by what name each hidden source goes, none of which is in `told`."""
    taken = {one.number for one in known.values()}
    names: dict[str, str] = {}
    lacking = []
    for source in hidden:
        number = known[source.id].number if source.id in known else number_in(source.name)
        is_free = source.id in known or number not in taken
        if number is None or not is_free or pseudonym(number) in told:
            lacking.append(source)
            continue
        taken.add(number)
        names[source.id] = pseudonym(number)
    free = (pseudonym(n) for n in count() if n not in taken and pseudonym(n) not in told)
    return names | {source.id: next(free) for source in lacking}
