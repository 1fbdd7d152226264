"""The claims as W3C Web Annotations (https://www.w3.org/TR/annotation-model/) in JSON-LD."""

import base64
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import NAMESPACE_OID, UUID, uuid5

from annotator.export.edition import OUR_NAME
from annotator.export.json_marks import encoded
from annotator.export.published import is_link, published
from annotator.model import Claim, Link, Marks
from annotator.report import Report
from annotator.vocabulary import Variant

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""How many characters before and after a quote are kept, to find it again in a changed text."""

_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_IRI = "%/?:@!$&'()*+,;=~"

Record = dict[str, Any]


def write(report: Report) -> bytes:
    """Return a collection with an annotation for each claim and each link between two claims.

    They stand on one page; a collection of nothing has none, as a page must hold something.
    Offsets are code points of the canonical text, which the state of each target names by its
    SHA-256 (RFC 6920).
    """
    shown = published(report)
    made = report.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    items = [each for marks in shown.articles for each in _annotations(marks, made, shown)]
    key = "/".join(marks.article.id for marks in shown.articles)
    page = _urn(f"page of {key}")
    collection: Record = {
        "@context": CONTEXT,
        "id": _urn(f"collection of {key}"),
        "type": "AnnotationCollection",
        "label": f"{OUR_NAME}: " + "; ".join(marks.article.title for marks in shown.articles),
        "generator": _generator(),
        "generated": made,
        "total": len(items),
    }
    if items:
        collection["first"] = {
            "id": page,
            "type": "AnnotationPage",
            "partOf": _urn(f"collection of {key}"),
            "startIndex": 0,
            "items": items,
        }
        collection["last"] = page
    return encoded(collection)


def _annotations(marks: Marks, made: str, report: Report) -> Iterator[Record]:
    for claim in marks.claims:
        annotation: Record = {"id": _urn(claim.id), "type": "Annotation"}
        annotation["motivation"] = "classifying" if claim.tags else "highlighting"
        if report.variant is not Variant.PUBLIC:
            annotation["creator"] = {"type": "Person", "name": claim.reviewer}
        annotation |= {"generator": _generator(), "generated": made}
        body = list(_bodies(marks, claim))
        annotation |= {"body": body} if body else {}
        yield annotation | {"target": _target(marks, claim, made)}
    for link in marks.links:
        yield _linking(link, made)


def _bodies(marks: Marks, claim: Claim) -> Iterator[Record]:
    """Yield what is told of a claim; each body's purpose says what it is."""
    for tag in claim.tags:
        yield _text("classifying", tag.value)
    source = marks.source_of(claim)
    if source:
        yield _text("identifying", source.name)
    yield _text("assessing", claim.verification.value)
    if claim.note:
        yield _text("commenting", claim.note)


def _target(marks: Marks, claim: Claim, made: str) -> Record:
    text, article = marks.text, marks.article
    before = text[max(claim.start - AROUND, 0) : claim.start]
    after = text[claim.end : claim.end + AROUND]
    words = {"type": "TextQuoteSelector", "exact": claim.quote, "prefix": before, "suffix": after}
    place = {"type": "TextPositionSelector", "start": claim.start, "end": claim.end}
    source: Record = {"id": _address(article.url) or _urn(article.id)}
    source["type"] = "Text"
    if article.language:
        source["language"] = article.language
    return {
        "type": "SpecificResource",
        "source": source,
        "state": {
            "type": "TimeState",
            "sourceDate": made,
            "cached": _digest(article.sha256),
        },
        "selector": [words, place],
    }


def _linking(link: Link, made: str) -> Record:
    """Return a link as an annotation of the claim it leads to; its label is the kind."""
    return {
        "id": _urn(link.id),
        "type": "Annotation",
        "motivation": "linking",
        "generator": _generator(),
        "generated": made,
        "body": [
            {"type": "SpecificResource", "source": _urn(link.from_id), "purpose": "linking"},
            _text("classifying", link.kind.value),
        ],
        "target": _urn(link.to_id),
    }


def _text(purpose: str, value: str) -> Record:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _generator() -> Record:
    return {"type": "Software", "name": OUR_NAME}


def _address(url: str | None) -> str | None:
    """Return an address as the IRI that it means (RFC 3987), None where it is none.

    What browsers take and IRIs have not is escaped; a host in brackets stays.
    """
    if url is None or not is_link(url):
        return None
    try:
        parts = urlsplit(_LONE_PERCENT.sub("%25", url))
        _ = parts.port
    except ValueError:
        return None
    kept = (quote(part, _IN_IRI) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, parts.netloc, *kept))


def _urn(key: str) -> str:
    """Return an id that lasts as long as the UUID it is made of."""
    try:
        return f"urn:uuid:{UUID(key)}"
    except ValueError:
        return f"urn:uuid:{uuid5(NAMESPACE_OID, key)}"


def _digest(sha256: str) -> str:
    coded = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{coded}"
