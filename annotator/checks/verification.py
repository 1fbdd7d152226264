"""Rules about what has been checked, and what contradicts or does not close."""

import re
from collections.abc import Iterator

from annotator.checks.finding import Found, at_start, named, on
from annotator.measures.counted import Counted
from annotator.vocabulary import EvidenceKind, LinkKind, Severity, Tag, Verification

_PAIRED = (("“", "”"), ("«", "»"))
_CUT = re.compile(r"[^“”«»\"]+")


def unchecked_allegation(story: Counted) -> Iterator[Found]:
    """Find allegations that nobody has checked (VER-01)."""
    for chain in story.chains:
        is_unchecked = chain.first.verification is Verification.UNCHECKED
        if Tag.ALLEGATION in chain.tags and is_unchecked:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is an unchecked allegation: check it and record the result.")


def verified_on_nothing(story: Counted) -> Iterator[Found]:
    """Find claims that are said to be verified without first-hand evidence (VER-02)."""
    for chain in story.chains:
        if chain.first.verification is not Verification.VERIFIED:
            continue
        kinds = {evidence.kind for half in chain.halves for evidence in half.evidence}
        if EvidenceKind.PRIMARY in kinds:
            continue
        what = at_start(named(story, chain))
        if kinds:
            words = f"{what} is verified by second-hand evidence only: find the original."
            severity = Severity.WARNING
        else:
            words = f"{what} is marked verified without evidence: add what bears it out."
            severity = Severity.ERROR
        yield Found(words, chain.ids, chain.first.source_id, severity=severity)


def contradiction(story: Counted) -> Iterator[Found]:
    """Find claims that contradict each other (CON-01)."""
    seen: set[tuple[str, ...]] = set()
    for link in story.marks.links:
        one, other = story.chain_of[link.from_id], story.chain_of[link.to_id]
        ids = tuple(sorted({*one.ids, *other.ids}, key=story.marks.number_of))
        if link.kind is LinkKind.CONTRADICTS and ids not in seen:
            seen.add(ids)
            words = (
                f"{at_start(named(story, one))} contradicts {named(story, other)}: "
                "find out which is right, and tell the reader."
            )
            yield Found(words, ids, one.first.source_id)


def unbalanced_quotation(story: Counted) -> Iterator[Found]:
    """Find claims in which a quotation is opened or closed and not both (QUO-02)."""
    for chain in story.chains:
        if not _is_balanced("".join(half.quote for half in chain.halves)):
            what = at_start(named(story, chain))
            words = f"{what} opens or closes a quotation and not both: move its boundary."
            yield on(chain, words)


def unconfirmed_furniture(story: Counted) -> Iterator[Found]:
    """Find articles whose furniture nobody has confirmed (TXT-01)."""
    lines = sum(block.is_furniture for block in story.marks.blocks)
    if lines and not story.marks.article.furniture_confirmed:
        what = "1 line is" if lines == 1 else f"{lines} lines are"
        yield Found(f"{what} left out as no part of the story: look, and confirm it.")


def _is_balanced(words: str) -> bool:
    marks = _CUT.sub("", words)
    for opening, closing in _PAIRED:
        depth = 0
        for mark in marks:
            depth += (mark == opening) - (mark == closing)
            if depth < 0:
                return False
        if depth:
            return False
    return marks.count('"') % 2 == 0
