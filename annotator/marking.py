"""Fitting a claims file to an article: one edit, all of it or nothing."""

from annotator.claims_file import ClaimsFile, Record, evidence_of, source_fields
from annotator.edits import Edit, Move, refuse_link
from annotator.errors import ClaimsFileError, EditError
from annotator.model import (
    Article,
    Claim,
    Link,
    Listing,
    Marks,
    Noun,
    Response,
    Source,
    Span,
    Waiver,
    new_id,
)
from annotator.sides import with_sides
from annotator.store.reader import Reader
from annotator.text import Graphemes, block_at, nearest_whole, occurrences

_SHOWN = 120


def fit(reader: Reader, article: Article, written: ClaimsFile, label: str) -> Edit:
    """Return the edit that adds a claims file to an article, and its sides to the project's."""
    known = reader.sources_named(names_in(written), article.id)
    listed = {listing.source_id for listing in reader.listings(article.id)}
    fitted = Fitting(reader.marks(article.id), written, known, listed).edit(label)
    return with_sides(reader, fitted)


def names_in(written: ClaimsFile) -> set[str]:
    """Return every source name that a claims file needs."""
    names = {source["name"] for source in written.sources}
    names |= {claim["source"] for claim in written.claims if claim["source"]}
    return names | {waiver["source"] for waiver in written.waivers if waiver["source"]}


class Fitting:
    """One claims file on its way into one article.

    `known` are the sources that its names mean in the project; `listed` the ids of those that
    stand on the article's source list already. Raises `ClaimsFileError` for the first thing that
    does not fit.
    """

    def __init__(
        self, marks: Marks, written: ClaimsFile, known: dict[str, Source], listed: set[str]
    ) -> None:
        self._marks = marks
        self._written = written
        self._sources = dict(known)
        self._listed = listed
        self._graphemes = Graphemes(marks.text)
        self._new: list[Noun] = []
        self._claims: dict[str, Claim] = {}

    def edit(self, label: str) -> Edit:
        """Return the edit that adds everything in the file; without moves where it is empty."""
        self._add_sources()
        self._add_claims()
        self._add_links()
        self._add_responses()
        self._add_waivers()
        return Edit(label, tuple(Move(None, noun) for noun in self._new))

    def _add_sources(self) -> None:
        used = {source.id for source in self._marks.sources}
        for written, given in zip(self._written.sources, self._written.given, strict=True):
            fields = source_fields(written)
            known = self._sources.get(written["name"])
            is_own = fields["kind"].belongs_to_one_article and "kind" in given
            if known and is_own and known.article_id is None and known.id not in used:
                known = None  # "officials" of another story; here they are someone else
            if known is None:
                known = self._make_source(fields)
            else:
                _refuse_disagreement(known, fields, given)
            if known.id not in self._listed:
                self._new.append(Listing(new_id(), self._marks.article.id, known.id))

    def _make_source(self, fields: Record) -> Source:
        owner = self._marks.article.id if fields["kind"].belongs_to_one_article else None
        source = Source(id=new_id(), article_id=owner, **fields)
        self._sources[source.name] = source
        self._new.append(source)
        return source

    def _source_named(self, name: str | None) -> Source | None:
        if name is None:
            return None
        if name not in self._sources:
            source = Source(new_id(), name)
            self._sources[name] = source
            self._new.append(source)
        return self._sources[name]

    def _add_claims(self) -> None:
        there = {_sameness(claim) for claim in self._marks.claims}
        for written in self._written.claims:
            claim = self._fitted(written)
            if _sameness(claim) in there:
                raise ClaimsFileError(
                    f"claim “{written['id']}” is there already: the same words, tags, source and "
                    "reviewer"
                )
            there.add(_sameness(claim))
            self._claims[written["id"]] = claim
            self._new.append(claim)

    def _fitted(self, written: Record) -> Claim:
        name = f"claim “{written['id'][:_SHOWN]}”"
        span = self._span(written, name)
        block = block_at(self._marks.blocks, span.start)
        near = block.span if block else span
        source = self._source_named(written["source"])
        fields = {k: v for k, v in written.items() if k not in {"source", "evidence"}}
        for part in ("mention", "cue"):
            fields[f"{part}_start"] = self._place_of(part, written, near, span, name)
        return Claim(
            **fields
            | {
                "id": new_id(),
                "article_id": self._marks.article.id,
                "start": span.start,
                "end": span.end,
                "source_id": source.id if source else None,
                "evidence": evidence_of(written),
            }
        )

    def _span(self, written: Record, name: str) -> Span:
        text, quote = self._marks.text, written["quote"]
        start, end = written["start"], written["end"]
        if start is None and end is None:
            places = [at for at, _ in zip(occurrences(text, quote), "12", strict=False)]
            if len(places) != 1:
                found = "more than once" if places else "nowhere"
                raise ClaimsFileError(
                    f"{name}: “{_short(quote)}” stands {found} in the article; give start and end"
                )
            start, end = places[0], places[0] + len(quote)
        if start is None or end is None:
            raise ClaimsFileError(f"{name}: give both start and end, or neither")
        if not start < end <= len(text):
            raise ClaimsFileError(f"{name}: {start} to {end} is no place in the article")
        if text[start:end] != quote:
            raise ClaimsFileError(
                f"{name}: the article says “{_short(text[start:end])}” from {start} to {end}, "
                f"not “{_short(quote)}”"
            )
        if not (self._graphemes.is_bound(start) and self._graphemes.is_bound(end)):
            raise ClaimsFileError(f"{name}: {start} to {end} cuts a character in two")
        return Span(start, end)

    def _place_of(
        self, part: str, written: Record, near: Span, span: Span, name: str
    ) -> int | None:
        words, start = written[part], written[f"{part}_start"]
        if start is None:
            return nearest_whole(self._marks.text, words, near, span) if words else None
        if words is None:
            raise ClaimsFileError(f"{name} has a {part}_start and no {part}")
        if self._marks.text[start : start + len(words)] != words:
            raise ClaimsFileError(f"{name}: the {part} “{_short(words)}” is not at {start}")
        return int(start)

    def _claim_named(self, name: str, where: str) -> Claim:
        if name not in self._claims:
            raise ClaimsFileError(
                f"{where} names a claim “{_short(name)}” that is not in the file"
            )
        return self._claims[name]

    def _add_links(self) -> None:
        links: dict[str, list[Link]] = {}
        for n, written in enumerate(self._written.links, 1):
            start = self._claim_named(written["from"], f"link {n}")
            goal = self._claim_named(written["to"], f"link {n}")
            link = Link(new_id(), written["kind"], start.id, goal.id)
            try:
                refuse_link(link, start, goal, links.get(start.id, ()))
            except EditError as error:
                raise ClaimsFileError(
                    f"link {n} (“{written['from']}” {link.kind} “{written['to']}”): {error}"
                ) from error
            links.setdefault(start.id, []).append(link)
            self._new.append(link)

    def _add_responses(self) -> None:
        seen: set[tuple[str, str]] = set()
        for n, written in enumerate(self._written.responses, 1):
            claim = self._claim_named(written["claim"], f"response {n}")
            target = written["target"]
            if target not in claim.targets:
                raise ClaimsFileError(
                    f"response {n}: “{_short(target)}” is not among the targets of claim "
                    f"“{written['claim']}”"
                )
            if (claim.id, target) in seen:
                raise ClaimsFileError(
                    f"response {n}: claim “{written['claim']}” has a response of "
                    f"“{_short(target)}” already"
                )
            seen.add((claim.id, target))
            rest = {key: written[key] for key in ("status", "date", "channel", "deadline")}
            self._new.append(Response(new_id(), claim.id, target, **rest))

    def _add_waivers(self) -> None:
        there = {_sameness_of_waiver(waiver) for waiver in self._marks.waivers}
        for n, written in enumerate(self._written.waivers, 1):
            name = written["claim"]
            claim = self._claim_named(name, f"waiver {n}") if name else None
            source = self._source_named(written["source"])
            waiver = Waiver(
                new_id(),
                self._marks.article.id,
                written["rule"],
                written["reason"],
                claim.id if claim else None,
                source.id if source else None,
                written["target"],
                self._written.reviewer,
            )
            if _sameness_of_waiver(waiver) in there:
                raise ClaimsFileError(f"waiver {n}: {waiver.rule} is waived there already")
            there.add(_sameness_of_waiver(waiver))
            self._new.append(waiver)


def _refuse_disagreement(known: Source, fields: Record, given: frozenset[str]) -> None:
    for key in sorted(given):
        if getattr(known, key) != fields[key]:
            raise ClaimsFileError(
                f"the source “{known.name}” is there already with another {key}: "
                f"{_told(getattr(known, key))}, not {_told(fields[key])}"
            )


def _sameness(claim: Claim) -> tuple[int, int, frozenset[str], str | None, str]:
    return (claim.start, claim.end, frozenset(claim.tags), claim.source_id, claim.reviewer)


def _sameness_of_waiver(waiver: Waiver) -> tuple[str | None, ...]:
    return (waiver.rule, waiver.claim_id, waiver.source_id, waiver.target)


def _told(value: object) -> str:
    return "nothing" if value is None else f"“{_short(str(value))}”"


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
