"""Rules about what has been checked, what contradicts, and what was left out."""

from collections.abc import Iterator

from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, Subject, at_start, named, on, rule
from annotator.vocabulary import EvidenceKind, LinkKind, Severity, Tag, Verification


@rule(
    "VER-01",
    Severity.WARNING,
    "Allegation not checked",
    definition="An allegation is unchecked.",
    reason="An accusation is published on the newsroom’s own responsibility.",
    handbook="SPJ: verify information before releasing it. BBC: be reluctant to repeat "
    "allegations that are not corroborated.",
    fix=Fix.VERIFY,
)
def unchecked_allegation(story: Examined) -> Iterator[Found]:
    """Find allegations that nobody has checked (VER-01)."""
    for chain in story.tagged(Tag.ALLEGATION):
        if chain.first.verification is Verification.UNCHECKED:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is an unchecked allegation: check it and record the result.")


@rule(
    "VER-02",
    Severity.WARNING,
    "Verified without evidence",
    definition="A claim is marked as verified, and there is no evidence for it (an error) or "
    "none that is first-hand.",
    reason="“Verified” is worth what can be shown for it.",
    handbook="IFCN: the evidence for a finding is given, so that others can check it.",
    fix=Fix.ADD_EVIDENCE,
    graver=Severity.ERROR,
)
def verified_on_nothing(story: Examined) -> Iterator[Found]:
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


@rule(
    "CON-01",
    Severity.WARNING,
    "Contradiction",
    definition="Two claims are linked as contradicting each other.",
    reason="Two claims that cannot both be true must not stand side by side unexplained.",
    handbook="Reuters: say what is not known, and where accounts conflict.",
    fix=Fix.VERIFY,
)
def contradiction(story: Examined) -> Iterator[Found]:
    """Find claims that contradict each other (CON-01)."""
    seen: set[tuple[str, ...]] = set()
    for link in story.marks.links:
        if link.kind is not LinkKind.CONTRADICTS:
            continue
        one, other = story.chain_of[link.from_id], story.chain_of[link.to_id]
        ids = tuple(sorted({*one.ids, *other.ids}, key=story.marks.number_of))
        if ids not in seen:
            seen.add(ids)
            words = (
                f"{at_start(named(story, one))} contradicts {named(story, other)}: "
                "find out which is right, and tell the reader."
            )
            yield Found(words, ids, one.first.source_id)


@rule(
    "TXT-01",
    Severity.INFO,
    "Lines left out",
    definition="Lines that the program took for no part of the story, such as share lines and "
    "credits, have not been confirmed by a person.",
    reason="Lines taken for furniture are in no count, and may be part of the story.",
    handbook="IFCN: say openly how a result was reached.",
    fix=Fix.CONFIRM_FURNITURE,
    subject=Subject.ARTICLE,
)
def unconfirmed_furniture(story: Examined) -> Iterator[Found]:
    """Find articles whose furniture nobody has confirmed (TXT-01)."""
    lines = sum(block.is_furniture for block in story.marks.blocks)
    if lines and not story.marks.article.furniture_confirmed:
        what = "1 line is" if lines == 1 else f"{lines} lines are"
        yield Found(f"{what} left out as no part of the story: look, and confirm it.")
