"""Each rule finds what it is for, and is silent beside it."""

import pytest

from annotator.checks.checking import check
from annotator.checks.registry import RULES
from annotator.model import Descriptor, Evidence
from annotator.vocabulary import EvidenceKind, Severity, SourceKind, Verification
from tests.checks import attribution_cases, quotation_cases, sourcing_cases
from tests.checks.cases import FIRES, FISH, LEDE, SILENT, A, Marked, N
from tests.marked_story import Story


def found(rule: str, marked: Marked) -> list[tuple[str, ...]]:
    story = Story()
    marked(story)
    return [finding.claims for finding in check(story.marks) if finding.rule == rule]


def case(value: object) -> str:
    return getattr(value, "__name__", str(value)[:24])


@pytest.mark.parametrize(("rule", "claims", "marked"), FIRES, ids=case)
def test_it_fires(rule: str, claims: str, marked: Marked) -> None:
    assert found(rule, marked) == [tuple(claims.split("|")) if claims else ()]


@pytest.mark.parametrize(("rule", "claims", "marked"), SILENT, ids=case)
def test_it_is_silent(rule: str, claims: str, marked: Marked) -> None:
    assert claims == ""
    assert found(rule, marked) == []


def test_every_rule_is_seen_to_fire_and_to_be_silent() -> None:
    assert {rule for rule, _, _ in FIRES} == set(RULES)
    assert {rule for rule, _, _ in SILENT} == set(RULES)


def test_some_rules_are_graver_for_some_findings() -> None:
    def severities(rule: str, marked: Marked) -> list[Severity]:
        story = Story()
        marked(story)
        return [finding.severity for finding in check(story.marks) if finding.rule == rule]

    def barely(story: Story) -> None:
        story.source("an aide", SourceKind.ANONYMOUS, descriptor=Descriptor(affiliation=True))
        story.claim(LEDE, N, source="an aide")

    def said_to_be_one(story: Story) -> None:
        story.source("officials", SourceKind.ANONYMOUS, descriptor=Descriptor(count=1))
        story.claim(LEDE, N, source="officials")

    def by_hearsay(story: Story) -> None:
        papers = (Evidence(EvidenceKind.SECONDARY),)
        story.claim(LEDE, verification=Verification.VERIFIED, evidence=papers)

    assert severities("ATT-02", attribution_cases.anonymous) == [Severity.ERROR]
    assert severities("ATT-02", barely) == [Severity.WARNING]
    assert severities("ATT-07", attribution_cases.anonymous) == [Severity.WARNING]
    assert severities("ATT-07", said_to_be_one) == [Severity.ERROR]
    assert severities("VER-02", sourcing_cases.verified_by_nothing) == [Severity.ERROR]
    assert severities("VER-02", by_hearsay) == [Severity.WARNING]


def test_a_waiver_covers_what_it_names() -> None:
    story = Story()
    story.claim(LEDE, A, source="a clerk", targets=("the mill", "the mayor"))
    story.claim(FISH, A, source="a clerk", targets=("the mill",))

    def waived(rule: str) -> list[str | None]:
        found = [finding for finding in check(story.marks) if finding.rule == rule]
        return sorted((finding.waived for finding in found), key=str)

    assert waived("FAIR-01") == [None, None, None]
    story.waive("FAIR-01", "asked by the desk", claim_id=LEDE, target="the mayor")
    assert waived("FAIR-01") == [None, None, "asked by the desk"]
    story.waive("FAIR-01", "in court", target="the mill")
    assert waived("FAIR-01") == ["asked by the desk", "in court", "in court"]
    story.waive("VER-01", "seen the file", source_id="a clerk")
    assert waived("VER-01") == ["seen the file"] * 2
    story.waive("TXT-01", "looked", claim_id=LEDE)
    assert waived("TXT-01") == [None]
    story.waive("TXT-01", "looked")
    assert waived("TXT-01") == ["looked"]


def test_what_is_waived_comes_last() -> None:
    story = Story()
    story.claim(LEDE, A, source="a clerk", targets=("the mill",))
    story.waive("FAIR-01", "in court")
    last = check(story.marks)[-1]
    assert (last.rule, last.waived, last.is_open) == ("FAIR-01", "in court", False)


def test_a_late_reply_is_told_in_words_and_where_it_counts_in_paragraphs() -> None:
    def told(marked: Marked) -> str:
        story = Story()
        marked(story)
        return next(f.message for f in check(story.marks) if f.rule == "FAIR-03")

    by_words = told(quotation_cases.reply_after_many_words)
    by_paragraphs = told(quotation_cases.reply_after_many_paragraphs)
    assert "by the mill only 151 words later, in claim 2: move the reply up." in by_words
    assert "only 3 words and 4 paragraphs later" in by_paragraphs
