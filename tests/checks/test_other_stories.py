"""Whole stories with claims nested, crossing, in halves and about several, and all they find."""

from dataclasses import replace

from annotator.checks.checking import check
from annotator.model import Descriptor, Evidence
from annotator.vocabulary import (
    LinkKind,
    QuoteType,
    ResponseStatus,
    ResponseType,
    Sector,
    SourceKind,
    Verification,
)
from tests.checks.cases import A, D, N, O
from tests.marked_story import Story

PORT = (
    "Port firm dumped oil 😀\n\n"
    "Gray Line dumped oil at night, two dockers said.\n\n"
    "“We,” said Eva Moss, “saw them … pour it,” and Moss wept.\n\n"
    "Gray Line and its owner, Kemp Ltd, knew, Moss claimed. "
    "“Lies,” said Tom Moss of Gray Line. 👩‍👩‍👧 The port denied all of it.\n\n"
    "The council has accused both of fraud.\n\n"
    "Read more\n"
)
HEAD, LEDE = "Port firm dumped oil", "Gray Line dumped oil at night"
KNEW, OWNER = "Gray Line and its owner, Kemp Ltd, knew", "its owner, Kemp Ltd"
FIRST, SECOND, LIES = "“We,”", "“saw them … pour it,”", "“Lies,”"
ALL, FRAUD = "all of it", "both of fraud"


def port() -> Story:
    """Return the story with every claim in it marked, and not one finding mended."""
    story = Story(PORT)
    story.source("two dockers", SourceKind.ANONYMOUS, descriptor=Descriptor(True, True, 2, True))
    story.source("Eva Moss", side="workers", sector=Sector.CITIZEN)
    story.source("Tom Moss", side="firm", affiliation="Gray Line")
    story.source("the council", SourceKind.INSTITUTION, sector=Sector.GOVERNMENT, side="town")
    story.source("the port", SourceKind.INSTITUTION)
    both = ("Gray Line", "Kemp Ltd")
    notes = (Evidence(text="We really saw them, at night, pour it"),)
    story.claim(HEAD, A, targets=("Gray Line",))
    story.claim(LEDE, A, N, source="two dockers", targets=("Gray Line",))
    story.claim(FIRST, source="Eva Moss", quote_type=QuoteType.DIRECT, evidence=notes)
    story.claim(SECOND, O, source="Eva Moss", quote_type=QuoteType.DIRECT)
    story.claim(KNEW, A, source="Eva Moss", cue="claimed", targets=both)
    story.claim(OWNER, background=True)
    story.claim(LIES, D, source="Tom Moss", response_type=ResponseType.FULL)
    story.claim(ALL, source="the port", cue="denied")
    story.claim(FRAUD, A, O, source="the council", cue="has accused", targets=both)
    story.link(LEDE, LinkKind.SUPPORTS, HEAD)
    story.link(SECOND, LinkKind.CONTINUES, FIRST)
    story.link(FIRST, LinkKind.SUPPORTS, LEDE)
    story.link(LIES, LinkKind.DENIES, KNEW)
    story.link(ALL, LinkKind.DENIES, LEDE)
    return story


def found(story: Story) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for finding in check(story.marks):
        named.setdefault(finding.rule, set()).update(finding.claims)
    return named


def test_every_finding_of_a_tangled_story() -> None:
    assert found(port()) == {
        "ATT-01": {HEAD},
        "ATT-10": {FIRST, SECOND, KNEW, LIES},
        "FAIR-01": {HEAD, LEDE, KNEW, FRAUD},
        "FAIR-04": {HEAD, LEDE, KNEW, FRAUD, LIES},
        "FAIR-10": {ALL, LEDE},
        "HEAD-02": {HEAD},
        "QUO-01": {FIRST, SECOND},
        "SRC-01": {KNEW, FRAUD},
        "CUE-01": {KNEW},
        "CUE-02": {ALL},
        "TAG-02": {ALL},
        "TXT-01": set(),
        "VER-01": {HEAD, LEDE, KNEW, FRAUD},
    }


def test_each_target_of_an_allegation_is_answered_for_itself() -> None:
    story = port()
    open_pairs = [f.target for f in check(story.marks) if f.rule == "FAIR-01" and KNEW in f.claims]
    assert open_pairs == ["Kemp Ltd"]
    story.answer(KNEW, "Kemp Ltd", ResponseStatus.NO_REPLY)
    assert KNEW not in found(story)["FAIR-01"]
    story.answer(FRAUD, "Kemp Ltd", ResponseStatus.SOUGHT)
    told = [f.message for f in check(story.marks) if f.rule == "FAIR-01" and FRAUD in f.claims]
    assert [message.count("has been asked") for message in told] == [0, 1]


def test_one_word_is_told_as_one() -> None:
    (told,) = [f.message for f in check(port().marks) if f.rule == "FAIR-04"]
    assert "Gray Line has 1 word to reply to " in told


def test_halves_of_a_claim_are_one_for_every_rule() -> None:
    story = port()
    story.links = [link for link in story.links if link.kind is not LinkKind.CONTINUES]
    apart = found(story)
    assert apart["TAG-02"] == {FIRST, ALL}
    assert apart["QUO-01"] == {SECOND}


def test_a_claim_within_another_changes_no_words() -> None:
    story = port()
    before = {f.message for f in check(story.marks) if f.rule.startswith("SRC")}
    story.claim("oil at night", N, source="two dockers", name="within")
    after = {f.message for f in check(story.marks) if f.rule in {"SRC-02", "SRC-03", "SRC-05"}}
    assert after <= before


def test_what_is_mended_is_silent() -> None:
    story = port()
    story.claims = [
        claim if claim.id != LEDE else replace(claim, verification=Verification.VERIFIED)
        for claim in story.claims
    ]
    assert LEDE not in found(story)["VER-01"]
    assert found(story)["VER-02"] == {LEDE}
    story.links = [link for link in story.links if link.from_id != ALL]
    assert "FAIR-10" not in found(story)


def test_a_claim_is_no_reply_to_itself() -> None:
    story = port()
    story.claims = [
        replace(claim, tags=(A,), targets=("Gray Line",)) if claim.id == FIRST else claim
        for claim in story.claims
    ]
    story.link(SECOND, LinkKind.DENIES, FIRST)
    assert found(story)["FAIR-10"] == {ALL, LEDE}


def test_only_furniture_or_nothing_marked_finds_no_claim() -> None:
    assert found(Story("Read more\n\nAdvertisement\n")) == {"TXT-01": set()}
    assert found(Story("One line")) == {}


def test_sources_that_say_nothing_are_no_voices() -> None:
    story = Story(PORT)
    story.source("Eva Moss", side="workers")
    story.source("officials", SourceKind.ANONYMOUS, descriptor=Descriptor())
    assert found(story) == {"TXT-01": set()}


def test_a_claim_longer_than_the_body_is_checked_like_any() -> None:
    story = Story("Head\n\nBody.\n")
    story.claim("Head\n\nBody.", A, source="a clerk", targets=("x",))
    assert found(story)["HEAD-01"] == {"Head\n\nBody."}
    assert "SRC-05" not in found(story)
