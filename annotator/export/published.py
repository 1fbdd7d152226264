"""A report as the public may read it: the same nouns, without what is the newsroom's own."""

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from annotator.export.edition import OUR_NAME, Edition
from annotator.model import UNKNOWN_SIDE, Article, Claim, Marks, Source
from annotator.report import Report
from annotator.vocabulary import LegalRisk, Sector

LINKED = frozenset({"http", "https", "mailto"})
"""The schemes of addresses that are links in what we write."""
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0<>\"{}|\\^`\s]")
"""Characters that no IRI has (RFC 3987)."""


def published(report: Report) -> Report:
    """Return `report` as its variant may tell it; only the public one loses anything.

    It loses notes, legal risks, evidence, channels, waivers, confidence, reviewers' names, roles,
    aliases and the names of files; anonymous sources get the pseudonyms of the edition, and
    nothing is told of them. What is counted of the rest is counted of that.
    """
    edition = Edition(report)
    if not edition.is_public:
        return report
    return replace(
        report,
        project="",
        articles=tuple(_public(marks, edition) for marks in report.articles),
    )


def is_link(address: str | None) -> bool:
    """Return whether an address may be a link: nothing that runs, no file, no network share."""
    if not address or _NO_ADDRESS.search(address):
        return False
    try:
        return urlsplit(address).scheme.lower() in LINKED
    except ValueError:
        return False


def _public(marks: Marks, edition: Edition) -> Marks:
    def party(name: str) -> str:
        return edition.party(marks, name)

    return Marks(
        _article(marks.article),
        replace(marks.document, original_name="", original_sha256="", encoding=None),
        tuple(_claim(claim, marks.text, party) for claim in marks.claims),
        tuple(_source(source, edition, party) for source in marks.sources),
        marks.links,
        tuple(
            replace(answer, target=party(answer.target), channel=None)
            for answer in marks.responses
        ),
    )


def _article(article: Article) -> Article:
    return article if is_link(article.url) else replace(article, url=None)


def _claim(claim: Claim, text: str, party: Callable[[str], str]) -> Claim:
    return replace(
        claim,
        # What a person wrote in place of the article's words may say more than they do.
        mention=_in_text(claim.mention, claim.mention_start, text),
        cue=_in_text(claim.cue, claim.cue_start, text),
        targets=tuple(dict.fromkeys(map(party, claim.targets))),
        implicated=tuple(dict.fromkeys(map(party, claim.implicated))),
        reported_speaker=None,
        via=None,
        evidence=(),
        legal_risk=LegalRisk.NONE,
        legal_note="",
        confidence=1.0,
        note="",
        reviewer=OUR_NAME,
    )


def _in_text(words: str | None, start: int | None, text: str) -> str | None:
    if words is None:
        return None
    there = text.startswith(words, start) if start is not None else words in text
    return words if there else None


def _source(source: Source, edition: Edition, party: Callable[[str], str]) -> Source:
    if edition.is_hidden(source):
        return Source(
            source.id, edition.name(source), source.kind, Sector.UNSTATED, UNKNOWN_SIDE,
            article_id=source.article_id,
        )  # fmt: skip
    affiliation = party(source.affiliation) if source.affiliation else None
    return replace(
        source, side=party(source.side), role=None, affiliation=affiliation, aliases=(),
        descriptor=None,
    )  # fmt: skip
