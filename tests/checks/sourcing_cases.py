"""Stories on which the rules about sourcing, tags and checking fire, or do not."""

from dataclasses import replace

from annotator.model import Evidence
from annotator.vocabulary import (
    EvidenceKind,
    LinkKind,
    Sector,
    SourceKind,
    Verification,
)
from tests.checks.cases import DENIAL, FISH, HEAD, LEDE, MAYOR, A, D, N, O, fires, silent
from tests.checks.fairness_cases import accusation
from tests.marked_story import Story


@fires("SRC-03", MAYOR)
@fires("SRC-04", "")
def officials_only(story: Story) -> None:
    story.source("town hall", SourceKind.INSTITUTION, sector=Sector.GOVERNMENT)
    story.claim(MAYOR, O, source="town hall")


@fires("SRC-04", MAYOR)
@silent("SRC-02")
def one_person(story: Story) -> None:
    story.claim(MAYOR, O, source="the mayor")


@silent("SRC-04", "SRC-03")
def two_persons(story: Story) -> None:
    one_person(story)
    story.claim(FISH, O, source="a clerk")


@silent("SRC-01")
def two_sources(story: Story) -> None:
    accusation(story)
    story.claim(FISH, source="a farmer")
    story.link(FISH, LinkKind.SUPPORTS, LEDE)


@fires("SRC-01", LEDE)
def partly_borne_out(story: Story) -> None:
    accusation(story)
    story.claim(FISH, source="a farmer")
    story.link(FISH, LinkKind.PARTLY_SUPPORTS, LEDE)


@fires("HEAD-01", HEAD)
@silent("HEAD-02")
def headline(story: Story) -> None:
    story.claim(HEAD)
    story.claim(LEDE, source="a clerk")


@fires("HEAD-02", HEAD)
@silent("HEAD-01")
def flat_headline(story: Story) -> None:
    headline(story)
    story.link(LEDE, LinkKind.SUPPORTS, HEAD)


@silent("HEAD-02", "HEAD-01")
def attributed_headline(story: Story) -> None:
    story.claim(HEAD, source="a clerk")
    story.claim(LEDE, source="a clerk")
    story.link(LEDE, LinkKind.SUPPORTS, HEAD)


@fires("QUO-02", "“We saw dead fish")
def open_quotation(story: Story) -> None:
    story.claim("“We saw dead fish", source="a clerk")


@silent("QUO-02")
def closed_across_halves(story: Story) -> None:
    story.claim("“We saw", source="a clerk")
    story.claim("dead fish,”", source="a clerk")
    story.link("dead fish,”", LinkKind.CONTINUES, "“We saw")


@fires("TAG-01", MAYOR)
@fires("TAG-04", MAYOR)
@silent("TAG-02", "TAG-03")
def official_and_anonymous(story: Story) -> None:
    story.claim(MAYOR, O, N, source="the mayor")


@fires("TAG-03", DENIAL)
def both_in_one(story: Story) -> None:
    story.claim(DENIAL, A, D, source="the mill", targets=("a clerk",))


@fires("TAG-03", f"{DENIAL}|second")
def both_on_one_span(story: Story) -> None:
    story.claim(DENIAL, A, source="the mill", targets=("a clerk",))
    story.claim(DENIAL, D, source="the mill", name="second")


@silent("TAG-03", "QUO-02", "CON-01")
def one_each(story: Story) -> None:
    story.claim(DENIAL, D, source="the mill")
    story.claim(LEDE, A, source="a clerk")


@fires("TAG-04", MAYOR)
def official_but_anonymous(story: Story) -> None:
    story.source("a source", SourceKind.ANONYMOUS)
    story.claim(MAYOR, O, source="a source")


@fires("CON-01", f"{LEDE}|{MAYOR}")
def contradicted(story: Story) -> None:
    story.claim(LEDE, source="a clerk")
    story.claim(MAYOR, source="the mayor")
    story.link(MAYOR, LinkKind.CONTRADICTS, LEDE)
    story.link(LEDE, LinkKind.CONTRADICTS, MAYOR)


@silent("VER-01", "VER-02")
def in_progress(story: Story) -> None:
    story.claim(LEDE, A, source="a clerk", verification=Verification.IN_PROGRESS)


@fires("VER-02", LEDE)
def verified_by_nothing(story: Story) -> None:
    story.claim(LEDE, source="a clerk", verification=Verification.VERIFIED)


@silent("VER-02")
def verified_by_a_paper(story: Story) -> None:
    papers = (Evidence(title="permit"), Evidence(EvidenceKind.SECONDARY))
    story.claim(LEDE, verification=Verification.VERIFIED, evidence=papers)


@fires("TXT-01", "")
def furniture(story: Story) -> None:
    assert story.document.blocks[-1].is_furniture


@silent("TXT-01")
def furniture_confirmed(story: Story) -> None:
    story.article = replace(story.article, furniture_confirmed=True)
