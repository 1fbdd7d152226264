"""Claims files, format `onrecord-claims/1`: an article's marks as JSON, in and out."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from annotator import shapes
from annotator.errors import ClaimsFileError
from annotator.model import UNKNOWN_SIDE, Descriptor, Evidence, Marks, Source
from annotator.shapes import Field
from annotator.vocabulary import (
    EvidenceKind,
    LegalRisk,
    LinkKind,
    QuoteType,
    ResponseStatus,
    ResponseType,
    Sector,
    SourceKind,
    Tag,
    Verification,
)

FORMAT = "onrecord-claims/1"
MAX_BYTES = 200_000_000

Record = dict[str, Any]

_TEXT = Field(shapes.text, "")
_MAYBE_TEXT = Field(shapes.maybe(shapes.text), None)
_NAMES = Field(shapes.several(shapes.words, unique=True), ())
_FLAG = Field(shapes.flag, default=False)

_DESCRIPTOR = shapes.record(
    {
        "affiliation": _FLAG,
        "basis": _FLAG,
        "count": Field(shapes.maybe(shapes.count), None),
        "reason": _FLAG,
    }
)
_SOURCE_FIELDS = {
    "name": Field(shapes.words),
    "kind": Field(shapes.one_of(SourceKind), SourceKind.UNKNOWN),
    "sector": Field(shapes.one_of(Sector), Sector.UNSTATED),
    "side": Field(shapes.words, UNKNOWN_SIDE),
    "role": _MAYBE_TEXT,
    "affiliation": _MAYBE_TEXT,
    "aliases": _NAMES,
    "descriptor": Field(shapes.maybe(_DESCRIPTOR), None),
}
_EVIDENCE = shapes.record(
    {
        "kind": Field(shapes.one_of(EvidenceKind), EvidenceKind.PRIMARY),
        "title": _TEXT,
        "url": _MAYBE_TEXT,
        "text": _MAYBE_TEXT,
    }
)
_OFFSET = Field(shapes.maybe(shapes.count), None)


def _claim_fields(reviewer: str) -> dict[str, Field]:
    return {
        "id": Field(shapes.words),
        "start": _OFFSET,
        "end": _OFFSET,
        "quote": Field(shapes.words),
        "tags": Field(shapes.several(shapes.one_of(Tag), unique=True), ()),
        "source": Field(shapes.maybe(shapes.words), None),
        "mention": Field(shapes.maybe(shapes.words), None),
        "mention_start": _OFFSET,
        "cue": Field(shapes.maybe(shapes.words), None),
        "cue_start": _OFFSET,
        "quote_type": Field(shapes.one_of(QuoteType), QuoteType.NONE),
        "targets": _NAMES,
        "implicated": _NAMES,
        "response_type": Field(shapes.maybe(shapes.one_of(ResponseType)), None),
        "reported_speaker": _MAYBE_TEXT,
        "via": _MAYBE_TEXT,
        "verification": Field(shapes.one_of(Verification), Verification.UNCHECKED),
        "evidence": Field(shapes.several(_EVIDENCE), ()),
        "legal_risk": Field(shapes.one_of(LegalRisk), LegalRisk.NONE),
        "legal_note": _TEXT,
        "confidence": Field(shapes.share, 1.0),
        "background": _FLAG,
        "denies_outside": _FLAG,
        "note": _TEXT,
        "reviewer": Field(shapes.words, reviewer),
    }


_LINK = shapes.record(
    {
        "kind": Field(shapes.one_of(LinkKind)),
        "from": Field(shapes.words),
        "to": Field(shapes.words),
    }
)
_RESPONSE = shapes.record(
    {
        "claim": Field(shapes.words),
        "target": Field(shapes.words),
        "status": Field(shapes.one_of(ResponseStatus)),
        "date": Field(shapes.maybe(shapes.moment), None),
        "channel": _MAYBE_TEXT,
        "deadline": Field(shapes.maybe(shapes.moment), None),
    }
)
_WAIVER = shapes.record(
    {
        "rule": Field(shapes.words),
        "claim": Field(shapes.maybe(shapes.words), None),
        "source": Field(shapes.maybe(shapes.words), None),
        "target": Field(shapes.maybe(shapes.words), None),
        "reason": _TEXT,
    }
)


@dataclass(frozen=True, slots=True)
class ClaimsFile:
    """A claims file as written: every record with every key, names and ids not yet looked up.

    `given` holds, for each source, the keys that the file really has; `reviewer` made what
    names nobody else.
    """

    reviewer: str

    sources: tuple[Record, ...]
    given: tuple[frozenset[str], ...]
    claims: tuple[Record, ...]
    links: tuple[Record, ...]
    responses: tuple[Record, ...]
    waivers: tuple[Record, ...]


def parse(data: bytes, reviewer: str) -> ClaimsFile:
    """Return a claims file, or raise `ClaimsFileError` with what is wrong and where.

    `reviewer` made the claims that name nobody else.
    """
    if len(data) > MAX_BYTES:
        raise ClaimsFileError(f"the file is larger than {MAX_BYTES // 1_000_000} MB; split it")
    written = _json(data)
    if not isinstance(written, dict):
        raise ClaimsFileError("the file must hold one JSON object")
    if written.get("format") != FORMAT:
        raise ClaimsFileError(f"the file does not say that it is of the format “{FORMAT}”")
    parts = _file_shape(reviewer)(written, "the file")
    given = tuple(frozenset(source) for source in written.get("sources", []))
    found = ClaimsFile(reviewer, given=given, **{k: v for k, v in parts.items() if k != "format"})
    _refuse_doubled([claim["id"] for claim in found.claims], "the claim id")
    _refuse_doubled([source["name"] for source in found.sources], "the source")
    return found


def names_of(marks: Marks) -> dict[str, str]:
    """Return by id what claims are called in a claims file: `c0`, `c1`, ... in reading order."""
    return {claim.id: f"c{n}" for n, claim in enumerate(marks.claims)}


def dump(marks: Marks) -> Record:
    """Return an article's marks as a claims file with every key present."""
    names = names_of(marks)
    sources = {source.id: source.name for source in marks.sources}
    claims = []
    for claim in marks.claims:
        fields = asdict(claim)
        fields["id"] = names[claim.id]
        fields["source"] = sources.get(claim.source_id or "")
        claims.append({key: fields[key] for key in _claim_fields("")})
    return {
        "format": FORMAT,
        "sources": [_written_source(source) for source in marks.sources],
        "claims": claims,
        "links": [
            {"kind": link.kind, "from": names[link.from_id], "to": names[link.to_id]}
            for link in marks.links
        ],
        "responses": [
            {
                "claim": names[response.claim_id],
                "target": response.target,
                "status": response.status,
                "date": response.date,
                "channel": response.channel,
                "deadline": response.deadline,
            }
            for response in marks.responses
        ],
        "waivers": [
            {
                "rule": waiver.rule,
                "claim": names.get(waiver.claim_id or ""),
                "source": sources.get(waiver.source_id or ""),
                "target": waiver.target,
                "reason": waiver.reason,
            }
            for waiver in marks.waivers
        ],
    }


def source_fields(written: Record) -> Record:
    """Return a written source's fields as `Source` takes them."""
    descriptor = written["descriptor"]
    return {**written, "descriptor": Descriptor(**descriptor) if descriptor else None}


def evidence_of(written: Record) -> tuple[Evidence, ...]:
    """Return a written claim's evidence."""
    return tuple(Evidence(**each) for each in written["evidence"])


def _written_source(source: Source) -> Record:
    fields = asdict(source)
    return {key: fields[key] for key in _SOURCE_FIELDS}


def _file_shape(reviewer: str) -> shapes.Shape:
    def many(shape: shapes.Shape) -> Field:
        return Field(shapes.several(shape), ())

    return shapes.record(
        {
            "format": Field(shapes.text),
            "sources": many(shapes.record(_SOURCE_FIELDS, name="name")),
            "claims": many(shapes.record(_claim_fields(reviewer), name="id")),
            "links": many(_LINK),
            "responses": many(_RESPONSE),
            "waivers": many(_WAIVER),
        }
    )


def _json(data: bytes) -> object:
    def once(pairs: list[tuple[str, object]]) -> Record:
        made = dict(pairs)
        if len(made) < len(pairs):
            ((doubled, _),) = Counter(key for key, _ in pairs).most_common(1)
            raise ClaimsFileError(f"the key “{doubled[:80]}” stands twice in one object")
        return made

    def refuse(constant: str) -> object:
        raise ClaimsFileError(f"{constant} is not a number that JSON knows")

    try:
        written = data.decode("utf-8-sig")
        return json.loads(written, object_pairs_hook=once, parse_constant=refuse)
    except UnicodeDecodeError as error:
        raise ClaimsFileError("the file is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise ClaimsFileError(
            f"the file is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise ClaimsFileError("the file is not JSON that can be read") from error


def _refuse_doubled(names: list[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ClaimsFileError(f"{what} “{name[:80]}” stands twice")
        seen.add(name)
