"""Reports that hold a name in one place, written in one of the ways in which names are hidden."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from annotator.model import Evidence, Marks, Side, Source
from annotator.report import Report
from annotator.vocabulary import EvidenceKind, SourceKind
from tests.export.marked import blocks_of, filled_story

NAME = "Zebulon Quist"
WAYS: dict[str, str] = {
    "as it is": NAME,
    "in capitals": NAME.upper(),
    "full width": "".join(chr(ord(c) + 0xFEE0) if c != " " else "\u3000" for c in NAME),
    "zero width": "\u200b".join(NAME),
    "soft hyphens": NAME.replace("e", "e\u00ad").replace("u", "u\u2060"),
    "directions": f"\u202a{NAME[:4]}\u2066{NAME[4:]}\u202c",
    "accents": "Zébulón Quïst",
    "apart": "Zebulon Quist".replace("o", "o\u0308"),
    "no-break": NAME.replace(" ", "\u00a0\n "),
    "percent": NAME.replace(" ", "%20").replace("Q", "%51"),
    "address": "https://example.org/zebulon-quist/a",
    "mail": "zebulon.quist@example.org",
}


def _set(noun: Any, field: str, value: Any) -> Any:
    return replace(noun, **{field: value})


def _article(field: str) -> Callable[[Report, str], Report]:
    return lambda found, words: _with(found, article=_set(found.articles[0].article, field, words))


def _with(found: Report, **fields: Any) -> Report:
    return replace(found, articles=(replace(found.articles[0], **fields),))


def _claim(field: str, *, is_many: bool = False) -> Callable[[Report, str], Report]:
    def plant(found: Report, words: str) -> Report:
        first, *others = found.articles[0].claims
        made = _set(first, field, (words,) if is_many else words)
        return _with(found, claims=(made, *others))

    return plant


def _evidence(field: str) -> Callable[[Report, str], Report]:
    def plant(found: Report, words: str) -> Report:
        first, *others = found.articles[0].claims
        made = _set(Evidence(EvidenceKind.PRIMARY, "A tape"), field, words)
        return _with(found, claims=(replace(first, evidence=(made,)), *others))

    return plant


def _source(field: str, *, is_many: bool = False) -> Callable[[Report, str], Report]:
    def plant(found: Report, words: str) -> Report:
        hidden, named = found.articles[0].sources
        made = _set(named, field, (words,) if is_many else words)
        return _with(found, sources=(hidden, made))

    return plant


def _label(found: Report, words: str) -> Report:
    hidden, named = found.articles[0].sources
    return _with(found, sources=(replace(hidden, name=words), named))


def _response(field: str) -> Callable[[Report, str], Report]:
    def plant(found: Report, words: str) -> Report:
        (asked,) = found.articles[0].responses
        return _with(found, responses=(_set(asked, field, words),))

    return plant


def _waiver(field: str) -> Callable[[Report, str], Report]:
    def plant(found: Report, words: str) -> Report:
        (waiver,) = found.articles[0].waivers
        return _with(found, waivers=(_set(waiver, field, words),))

    return plant


def _text(found: Report, words: str) -> Report:
    return replace(found, articles=(told_in_text(found.articles[0], words),))


def told_in_text(marks: Marks, words: str) -> Marks:
    """Return an article in whose last paragraph words stand, cut in two by the end of a claim."""
    text = f"{marks.text} It was {words} who left."
    last = marks.claims[-1]
    end = text.index(words) + len(words) // 2
    claims = (*marks.claims[:-1], replace(last, end=end, quote=text[last.start : end]))
    document = replace(marks.document, text=text, blocks=blocks_of(text))
    return replace(marks, document=document, claims=claims)


def _side(found: Report, words: str) -> Report:
    return _source("side")(replace(found, sides=(Side("x", words, 0, 0),)), words)


FIELDS: dict[str, Callable[[Report, str], Report]] = {
    "text": _text,
    "side": _side,
    "label": _label,
    "project": lambda found, words: replace(found, project=words),
    **{f"article {field}": _article(field) for field in ("title", "byline", "outlet", "url")},
    **{
        f"claim {field}": _claim(field)
        for field in (
            "note",
            "legal_note",
            "reported_speaker",
            "via",
            "reviewer",
            "mention",
            "cue",
        )
    },
    **{f"claim {field}": _claim(field, is_many=True) for field in ("targets", "implicated")},
    **{f"evidence {field}": _evidence(field) for field in ("title", "url", "text")},
    **{f"source {field}": _source(field) for field in ("name", "role", "affiliation")},
    "source aliases": _source("aliases", is_many=True),
    "response target": _response("target"),
    "response channel": _response("channel"),
    "waiver reason": _waiver("reason"),
    "waiver reviewer": _waiver("reviewer"),
}
"""Every field of a report that holds words, and what puts some there."""


def planted(field: str, words: str) -> Report:
    """Return a report that holds words in one field, and must not tell `NAME`."""
    found = replace(filled_story(), confidential=frozenset({NAME}))
    hidden, named = found.articles[0].sources
    named = replace(named, kind=SourceKind.NAMED)
    assert isinstance(named, Source)
    return FIELDS[field](_with(found, sources=(hidden, named)), words)
