"""Reading sources: who can speak where, what names them, and how much each is heard."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.confidential import confidential_in
from annotator.errors import UsageError
from annotator.model import (
    Claim,
    Identity,
    Link,
    Listing,
    Noun,
    Pseudonym,
    Response,
    Side,
    Source,
    Waiver,
)
from annotator.store import numbering
from annotator.store.reading import MANY, Reading
from annotator.store.rows import BY_NAME, tables_in
from annotator.vocabulary import LinkKind

# Words as a person counts them on paper, with spaces between; what two claims share counts twice.
_WORDS = "length(trim(quote)) - length(replace(trim(quote), ' ', '')) + 1"


@dataclass(frozen=True, slots=True)
class Heard:
    """How much of the whole project comes from a source.

    `words` are those of its claims' quotes, told by the spaces between them and added up; words
    that two of its claims share count twice, unlike in one article's own figures.
    """

    claims: int = 0
    words: int = 0
    articles: int = 0


class SourceReading(Reading):
    """What can be asked of a project about its sources."""

    def sources(self, article_id: str | None) -> list[Source]:
        """Return the sources that can speak in an article, by name: its own and the project's."""
        return self._nouns(
            Source, "article_id IS NULL OR article_id = ? ORDER BY name", article_id
        )

    def all_sources(self) -> list[Source]:
        """Return every source of the project, those of one article too, by name."""
        return self._nouns(Source, "1 ORDER BY name")

    def sides(self) -> list[Side]:
        """Return the project's list of sides in its order; an older project has none."""
        with self._in_words():
            is_there = Side.__name__.lower() in tables_in(self._conn)
        return self._nouns(Side, "1 ORDER BY place, name") if is_there else []

    def sides_of_sources(self) -> dict[str, int]:
        """Return every side that a source has, with how many have it."""
        with self._in_words():
            rows = self._conn.execute("SELECT side, count(*) FROM source GROUP BY side")
            return {str(side): int(count) for side, count in rows}

    def claims_by_side(self) -> dict[str, int]:
        """Return how many claims of the project the sources of each side have."""
        # By source first: that reads an index alone, and few rows of the other table.
        said = "SELECT source_id, count(*) AS claims FROM claim GROUP BY source_id"
        with self._in_words():
            rows = self._conn.execute(
                f"SELECT side, sum(claims) FROM ({said}) JOIN source ON id = source_id"
                " GROUP BY side"
            )
            return {str(side): int(count) for side, count in rows}

    def sources_of_side(self, side: str) -> list[Source]:
        """Return every source of the project that has a side."""
        return self._nouns(Source, "side = ? ORDER BY name", side)

    def heard(self, source_ids: Iterable[str] | None = None) -> dict[str, Heard]:
        """Return how much each source is heard, of all or of those with these ids."""
        columns = f"source_id, count(*), sum({_WORDS}), count(DISTINCT article_id)"
        every = f"SELECT {columns} FROM claim WHERE source_id"
        wanted = None if source_ids is None else sorted(set(source_ids))
        with self._in_words():
            if wanted is None:
                sql = f"{every} IS NOT NULL GROUP BY source_id"
                rows = self._conn.execute(sql).fetchall()
            else:
                rows = []
                for some in _portions(wanted):
                    sql = f"{every} IN ({_marks(some)}) GROUP BY source_id"
                    rows += self._conn.execute(sql, some).fetchall()
        return {str(key): Heard(*figures) for key, *figures in rows}

    def sources_named(self, names: Iterable[str], article_id: str | None) -> dict[str, Source]:
        """Return the sources that `names` mean in an article, by name.

        A source that belongs to the article comes before one of the whole project.
        """
        found: dict[str, Source] = {}
        wanted = sorted(set(names))
        for some in _portions(wanted):
            where = f"name IN ({_marks(some)}) AND (article_id IS NULL OR article_id = ?)"
            ordered = f"{where} ORDER BY article_id IS NOT NULL"
            found |= {s.name: s for s in self._nouns(Source, ordered, *some, article_id)}
        return found

    def articles_of(self, source_id: str) -> list[str]:
        """Return the ids of the articles in which a source speaks, is listed or is waived."""
        with self._in_words():
            rows = self._conn.execute(
                "SELECT article_id FROM claim WHERE source_id = ?1"
                " UNION SELECT article_id FROM listing WHERE source_id = ?1"
                " UNION SELECT article_id FROM waiver WHERE source_id = ?1",
                (source_id,),
            ).fetchall()
        return [str(row[0]) for row in rows]

    def naming(self, source: Source, becoming: str = "") -> list[Noun]:
        """Return the claims, responses, waivers and sources that name `source` as a party.

        A source of one article is named in it alone; one of the project is not meant in an
        article that has another of the same name, or of the name that is `becoming` its own.
        """
        own = "SELECT article_id FROM source WHERE name IN (?1, ?3) AND article_id IS NOT NULL"
        here = f"(article_id = ?2 OR ?2 IS NULL AND article_id NOT IN ({own}))"
        values = (source.name, source.article_id, becoming or source.name)
        written = json.dumps(source.name, ensure_ascii=False)
        party = f"(instr(targets, ?4) OR instr(implicated, ?4)) AND {here}"
        their = f"target = ?1 AND claim_id IN (SELECT id FROM claim WHERE {here})"
        return [
            *self._nouns(Claim, party, *values, written),
            *self._nouns(Response, their, *values),
            *self._nouns(Waiver, f"target = ?1 AND {here}", *values),
            *self._nouns(Source, f"affiliation = ?1 AND (article_id IS ?2 OR {here})", *values),
        ]

    def bound_to(self, source_id: str) -> list[Noun]:
        """Return a source's claims, the links that make one of them, its listings and waivers."""
        return [
            *self._nouns(Claim, "source_id = ?", source_id),
            *self._nouns(
                Link,
                "kind = ? AND from_id IN (SELECT id FROM claim WHERE source_id = ?)",
                str(LinkKind.CONTINUES),
                source_id,
            ),
            *self._nouns(Listing, "source_id = ?", source_id),
            *self._nouns(Waiver, "source_id = ?", source_id),
        ]

    def states(self, source_id: str) -> list[Source]:
        """Return how a source was at each time, the latest last."""
        told = (
            "SELECT before, after FROM event JOIN step ON step.id = step_id"
            " WHERE noun = 'source' AND key = ? ORDER BY seq, event.position"
        )
        with self._in_words():
            rows = self._conn.execute(told, (source_id,)).fetchall()
        return [BY_NAME["source"].from_json(told) for row in rows for told in row if told]

    def identities(self, source_id: str) -> list[Identity]:
        """Return who a confidential source really is, as far as it is kept."""
        return self._nouns(Identity, "source_id = ? AND name != ''", source_id)

    def has_identity(self, source_id: str) -> bool:
        """Return whether it is kept who a confidential source really is."""
        return bool(self._nouns(Identity, "source_id = ? AND name != '' LIMIT 1", source_id))

    def is_confidential(self) -> bool:
        """Return whether the project holds who some source really is."""
        return bool(self._nouns(Identity, "name != '' LIMIT 1"))

    def confidential(self, source_ids: Iterable[str] | None = None) -> frozenset[str]:
        """Return every string that gives away a source to which its name was promised to stay.

        Of all sources, or of those with these ids.
        """
        wanted = None if source_ids is None else set(source_ids)
        found = [
            one
            for one in self._nouns(Identity, "1 ORDER BY id")
            if wanted is None or one.source_id in wanted
        ]
        # Asked for after each change: few sources of many are on file.
        known = self.pseudonyms(one.source_id for one in found)
        public = {key for key, one in known.items() if not one.level.hides}
        return frozenset().union(
            *(confidential_in(one) for one in found if one.source_id not in public)
        )

    def pseudonyms(self, source_ids: Iterable[str] | None = None) -> dict[str, Pseudonym]:
        """Return by source by which number it is known and what was promised to it.

        Of all sources, or of those with these ids. Only sources that public reports hide, or once
        hid, have one; deleted ones keep theirs. An older project has none.
        """
        with self._in_words():
            return {one.id: one for one in numbering.every(self._conn, source_ids)}

    def number_for(self, source_id: str) -> int:
        """Return by which number a source is known, or would be from now on."""
        known = self.pseudonyms().get(source_id)
        if known:
            return known.number
        with self._in_words():
            return numbering.free_number(self._conn, source_id)

    def is_protected(self, source_id: str) -> bool:
        """Return whether it was promised that a source's name stays here."""
        known = self.pseudonyms([source_id]).get(source_id)
        # Of an older project it is known only that somebody is on file.
        return known.level.hides if known else self.has_identity(source_id)

    def same_person(self, source_id: str) -> list[Source]:
        """Return a source with those of other articles that are the same person, it first.

        Raises `UsageError` where there is no such source.
        """
        known = self.pseudonyms()
        number = known[source_id].number if source_id in known else None
        ids = {source_id, *(one.id for one in known.values() if one.number == number)}
        found = self._nouns(Source, "id IN (SELECT value FROM json_each(?))", json.dumps([*ids]))
        if not any(source.id == source_id for source in found):
            raise UsageError("that source is not in the project any more; choose another")
        return sorted(found, key=lambda source: (source.id != source_id, source.id))


def _portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[at : at + MANY] for at in range(0, len(values), MANY))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
