"""The native comment of a claim: what an editor reads beside its words."""

from collections.abc import Iterator

from annotator.export.markup import Element, Look, line, paragraph, run
from annotator.export.package import Package
from annotator.export.story import Story
from annotator.model import Claim
from annotator.vocabulary import LegalRisk

_STYLE = "CommentText"
_BOLD = Look(bold=True)
_REFERENCE = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'


def write_comment(story: Story, claim: Claim, package: Package) -> str:
    """Add the comment of `claim` to `package` and return its number."""
    author = story.edition.author(claim)
    number, comment = package.comment(author, initials(author))
    _head(comment, f"{story.number(claim)}  {story.tags(claim)}")
    for text in sentences(story, claim):
        line(comment, _STYLE, text)
    return number


def sentences(story: Story, claim: Claim) -> Iterator[str]:
    """Yield what the comment says below its first line."""
    kind = story.source_kind(claim)
    yield (
        f"Source: {story.source(claim)} ({kind})" if kind else "Source: none, the reporter's voice"
    )
    if claim.cue:
        yield f"Cue: “{claim.cue}”"
    yield from story.answers(claim)
    for relation in story.relations(claim):
        yield story.relation(relation)
    yield f"Verification: {claim.verification.value}"
    if not story.edition.is_public:
        for finding in story.findings_on(claim):
            yield f"{finding.severity.value.capitalize()} {finding.rule}: {finding.message}"
        yield from _for_the_newsroom(claim)


def initials(author: str) -> str:
    """Return the first letters of a name, at most three."""
    return "".join(word[0] for word in author.split())[:3].upper()


def _for_the_newsroom(claim: Claim) -> Iterator[str]:
    if claim.via:
        yield f"Via: {claim.via}"
    if claim.reported_speaker:
        yield f"Speaker reported: {claim.reported_speaker}"
    for evidence in claim.evidence:
        name = evidence.title or evidence.url or "untitled"
        yield f"Evidence: {name} ({evidence.kind.value})"
    if claim.legal_risk is not LegalRisk.NONE or claim.legal_note:
        note = f". {claim.legal_note}" if claim.legal_note else ""
        yield f"Legal risk: {claim.legal_risk.value}{note}"
    if claim.note:
        yield f"Note: {claim.note}"


def _head(comment: Element, text: str) -> None:
    head = paragraph(comment, _STYLE)
    head.markup(_REFERENCE)
    run(head, text, _BOLD)
