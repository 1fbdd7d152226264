"""No article makes a check fail: whatever is marked, each finding is whole and about it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.checks.checking import check
from annotator.edits import refuse_link
from annotator.errors import EditError
from annotator.model import Descriptor, Evidence, Link, Waiver
from annotator.vocabulary import (
    EvidenceKind,
    LinkKind,
    QuoteType,
    ResponseStatus,
    ResponseType,
    Sector,
    SourceKind,
    Tag,
    Verification,
)
from tests.examples import examples
from tests.marked_story import TEXT, Story

TEXTS = (
    TEXT,
    ".",
    "Read more\n",
    "One line alone",
    '“Say “what” … [he] « said » 😀👩‍👩‍👧 e\u0301” "\n\n"open … “ and ” close\n\n… [ ] ...\n',
    "Bill Blair, Ann Blair\n\nBlair met Blair. Mr. Blair\n\nBlair-Blair’s «Blair»\n",
)
NAMES = (
    "Bill Blair",
    "Ann Blair",
    "officials",
    "the mill",
    "x",
    "Blair Jr.",
    "É. d’Œuf-Blair",
    "—",
)
SIDES = ("unknown", "town", "mill")
MAYBE = st.none() | st.sampled_from(("", "said", "dismissed … as", "ADMITTED", "[", "\\", "…"))


def some(values: Any) -> Any:
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=3).map(tuple)


@st.composite
def stories(draw: Any) -> Story:
    story = Story(draw(st.sampled_from(TEXTS)))
    text = story.document.text
    for name in draw(some(NAMES)):
        described = st.builds(
            Descriptor, st.booleans(), st.booleans(), st.none() | st.integers(0, 2), st.booleans()
        )
        story.source(
            name,
            draw(st.sampled_from(list(SourceKind))),
            sector=draw(st.sampled_from(list(Sector))),
            side=draw(st.sampled_from(SIDES)),
            affiliation=draw(st.none() | st.sampled_from(NAMES)),
            aliases=draw(some(NAMES)),
            descriptor=draw(st.none() | described),
        )
    for n in range(draw(st.integers(0, 7)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        mark(draw, story, f"claim {n}", start, end)
    join(draw, story)
    return story


def mark(draw: Any, story: Story, name: str, start: int, end: int) -> None:
    place = st.none() | st.integers(0, len(story.document.text))
    papers = st.builds(Evidence, st.sampled_from(list(EvidenceKind)), text=MAYBE)
    words = story.document.text[start:end]
    story.claim(words, *draw(some(Tag)), source=None, name=name)
    made = replace(
        story.claims[-1],
        start=start,
        end=end,
        source_id=draw(st.none() | st.sampled_from([None, *story.sources])),
        cue=draw(MAYBE),
        cue_start=draw(place),
        mention=draw(st.none() | st.sampled_from(("he", "officials", " They "))),
        mention_start=draw(place),
        quote_type=draw(st.sampled_from(list(QuoteType))),
        targets=draw(some(NAMES)),
        implicated=draw(some(NAMES)),
        response_type=draw(st.none() | st.sampled_from(list(ResponseType))),
        reported_speaker=draw(st.none() | st.sampled_from(NAMES)),
        via=draw(MAYBE),
        verification=draw(st.sampled_from(list(Verification))),
        evidence=draw(st.lists(papers, max_size=2).map(tuple)),
        background=draw(st.booleans()),
        denies_outside=draw(st.booleans()),
    )
    story.claims[-1] = made


def join(draw: Any, story: Story) -> None:
    """Link claims as far as links are taken, record outcomes, and waive something."""
    claims = story.claims
    for n in range(draw(st.integers(0, 8)) if claims else 0):
        one, other = draw(st.sampled_from(claims)), draw(st.sampled_from(claims))
        link = Link(f"link {n}", draw(st.sampled_from(list(LinkKind))), one.id, other.id)
        try:
            refuse_link(link, one, other, story.links)
        except EditError:
            continue
        story.links.append(link)
    for claim in claims:
        for target in claim.targets:
            if draw(st.booleans()):
                story.answer(claim.id, target, draw(st.sampled_from(list(ResponseStatus))))
    ids = [None, *(claim.id for claim in claims)]
    for n, rule in enumerate(draw(some(("FAIR-01", "SRC-01", "no rule", "SRC-02")))):
        story.waivers.append(Waiver(f"w{n}", "story", rule, "why", draw(st.sampled_from(ids))))


@given(stories())
def test_no_marks_make_a_check_fail(story: Story) -> None:
    examine(story)


@pytest.mark.slow
@examples(300)
@given(stories())
def test_no_marks_of_hundreds_make_a_check_fail(story: Story) -> None:
    examine(story)


def examine(story: Story) -> None:
    """Check a story, and what the findings say of it."""
    marks = story.marks
    found = check(marks)
    assert len({finding.key for finding in found}) == len(found)
    ids, sources = {claim.id for claim in marks.claims}, {source.id for source in marks.sources}
    for finding in found:
        assert set(finding.claims) <= ids
        assert len(set(finding.claims)) == len(finding.claims)
        assert finding.source is None or finding.source in sources
        assert finding.message.endswith(".")
        assert finding.message[0] == finding.message[0].upper()


@given(stories(), st.randoms(use_true_random=False))
def test_the_order_in_which_marks_were_made_changes_nothing(story: Story, chance: Any) -> None:
    before = check(story.marks)
    for kept in (story.claims, story.links, story.responses, story.waivers):
        chance.shuffle(kept)
    assert check(story.marks) == before
