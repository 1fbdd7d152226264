"""A report as the public may read it: the same nouns, without what is the newsroom's own.

Whatever writes a report begins here; nothing else decides what is hidden, and of whom.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from annotator.export.edition import OUR_NAME
from annotator.export.pseudonyms import Pseudonyms
from annotator.model import Article, Claim, Evidence, Marks, Response, Source
from annotator.report import Pair, Report, pairs
from annotator.vocabulary import LegalRisk, ResponseStatus, SourceKind, Variant

LINKED = frozenset({"http", "https", "mailto"})
"""The schemes of addresses that are links in what we write."""
_ON_THE_WEB = LINKED - {"mailto"}
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0<>\"{}|\\^`\s]")
"""Characters that no IRI has (RFC 3987)."""

_Parties = Mapping[str, str]


def published(report: Report) -> Report:
    """Return `report` as its variant may tell it; only the public one loses anything.

    It loses notes, legal risks, channels, waivers, confidence, reviewers' names, roles, aliases
    and the names of files; of evidence the address on the web is left. Hidden sources get
    pseudonyms, and nothing else is told of them, nor what bears them out. What is counted of the
    rest is counted of that.
    """
    if report.variant is not Variant.PUBLIC:
        return report
    names = Pseudonyms(report)
    articles = tuple(_public(marks, names) for marks in report.articles)
    sides = names.sides(report, articles)
    return replace(report, project="", articles=articles, sides=sides, pseudonyms={}, revealed={})


def is_link(address: str | None) -> bool:
    """Return whether an address may be a link: nothing that runs, no file, no network share."""
    return _scheme(address) in LINKED


def _scheme(address: str | None) -> str:
    if not address or _NO_ADDRESS.search(address):
        return ""
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""


def _public(marks: Marks, names: Pseudonyms) -> Marks:
    parties = names.parties(marks)
    told = Marks(
        _article(marks.article),
        replace(marks.document, original_name="", original_sha256="", encoding=None),
        tuple(_claim(claim, marks, names, parties) for claim in marks.claims),
        tuple(_source(source, names, parties) for source in marks.sources),
        marks.links,
        tuple(
            replace(answer, target=parties.get(answer.target, answer.target), channel=None)
            for answer in marks.responses
        ),
    )
    return replace(told, responses=tuple(_answered(marks, told, parties)))


def _article(article: Article) -> Article:
    return article if is_link(article.url) else replace(article, url=None)


def _claim(claim: Claim, marks: Marks, names: Pseudonyms, parties: _Parties) -> Claim:
    source = marks.source_of(claim)
    evidence = () if names.is_hidden(source) else claim.evidence
    return replace(
        claim,
        source_id=names.id(source) if source else None,
        # What a person wrote in place of the article's words may say more than they do.
        mention=_in_text(claim.mention, claim.mention_start, marks.text),
        cue=_in_text(claim.cue, claim.cue_start, marks.text),
        targets=_called(claim.targets, parties),
        implicated=_called(claim.implicated, parties),
        reported_speaker=None,
        via=None,
        # A title may be the name of a file in the newsroom.
        evidence=tuple(
            Evidence(one.kind, url=one.url) for one in evidence if _scheme(one.url) in _ON_THE_WEB
        ),
        legal_risk=LegalRisk.NONE,
        legal_note="",
        confidence=1.0,
        note="",
        reviewer=OUR_NAME,
    )


def _called(names: Iterable[str], parties: _Parties) -> tuple[str, ...]:
    return tuple(dict.fromkeys(parties.get(name, name) for name in names))


def _in_text(words: str | None, start: int | None, text: str) -> str | None:
    if words is None:
        return None
    there = text.startswith(words, start) if start is not None else words in text
    return words if there else None


def _source(source: Source, names: Pseudonyms, parties: _Parties) -> Source:
    if names.is_hidden(source):
        key, name = names.id(source), names.name(source)
        return Source(key, name, SourceKind.ANONYMOUS, article_id=source.article_id)
    return replace(
        source,
        side=names.side(source.side),
        # A role is free text, in which a hidden source may be named.
        role=None,
        affiliation=parties.get(source.affiliation or "", source.affiliation),
        aliases=(),
        descriptor=None,
    )


def _answered(marks: Marks, told: Marks, parties: _Parties) -> Iterator[Response]:
    """Yield what came of asking; who answered by a hidden source replied, nobody learns by whom.

    That it speaks for them is not told, and without that its answer would be none.
    """
    heard = {_key(pair) for pair in pairs(told) if pair.is_answered}
    lost = {}
    for pair in pairs(marks):
        target = parties.get(pair.target, pair.target)
        if pair.is_answered and (pair.claim.id, target) not in heard:
            lost[pair.half.id, target] = Response(
                f"{pair.half.id}/{target}", pair.half.id, target, ResponseStatus.REPLIED
            )
    for response in told.responses:
        if (response.claim_id, response.target) not in lost:
            yield response
    yield from lost.values()


def _key(pair: Pair) -> tuple[str, str]:
    return pair.claim.id, pair.target
