"""Stories on which the rules about attribution fire, or do not."""

from annotator.model import Descriptor
from annotator.vocabulary import (
    LinkKind,
    QuoteType,
    ResponseStatus,
    SourceKind,
    Verification,
)
from tests.checks.cases import FISH, HEAD, LEDE, MAYOR, A, N, O, fires, silent
from tests.marked_story import Story


@fires("ATT-01", LEDE)
@fires("TAG-02", LEDE)
@silent("TAG-01", "TAG-04", "VER-01", "FAIR-02", "ATT-12")
def bare(story: Story) -> None:
    story.claim(LEDE)


@fires("ATT-01", LEDE)
@silent("ATT-04", "SRC-01")
def unattributed(story: Story) -> None:
    story.source("it is understood", SourceKind.UNATTRIBUTED)
    story.claim(LEDE, source="it is understood")


@silent("ATT-01", "TAG-02")
def background(story: Story) -> None:
    story.claim(LEDE, background=True)


@silent("ATT-01", "TAG-02", "SRC-01")
def witnessed(story: Story) -> None:
    story.source("our reporter", SourceKind.WITNESS)
    story.claim(LEDE, source="our reporter")


@fires("ATT-02", LEDE)
@fires("ATT-03", LEDE)
@fires("ATT-04", LEDE)
@fires("ATT-07", LEDE)
@fires("SRC-01", LEDE)
@fires("SRC-02", LEDE)
@silent("ATT-06", "ATT-05", "FAIR-06", "ATT-08", "TAG-01", "TAG-04")
def anonymous(story: Story) -> None:
    story.source("officials", SourceKind.ANONYMOUS, descriptor=Descriptor())
    story.claim(LEDE, N, source="officials")


@silent("ATT-02", "ATT-03", "ATT-07")
def well_described(story: Story) -> None:
    story.source("officials", SourceKind.ANONYMOUS, descriptor=Descriptor(True, True, 3, True))
    story.claim(LEDE, N, source="officials")


@fires("ATT-07", LEDE)
@silent("ATT-02", "ATT-03")
def never_described(story: Story) -> None:
    story.source("three people", SourceKind.ANONYMOUS)
    story.claim(LEDE, N, source="three people")


@silent("ATT-07")
def one_anonymous(story: Story) -> None:
    story.source("an official", SourceKind.ANONYMOUS)
    story.claim(LEDE, N, source="an official", mention="an official")


@silent("ATT-04", "SRC-01", "FAIR-06")
def anonymous_and_borne_out(story: Story) -> None:
    anonymous(story)
    story.claim(MAYOR, O, source="the mayor")
    story.claim("The mayor said that the water is clean", O, source="the mayor")
    story.link(MAYOR, LinkKind.SUPPORTS, LEDE)


@fires("ATT-05", LEDE)
def anonymous_opinion(story: Story) -> None:
    story.source("a rival", SourceKind.ANONYMOUS)
    story.claim(LEDE, N, source="a rival", verification=Verification.OPINION)


@fires("ATT-06", FISH)
@silent("ATT-05", "ATT-04")
def anonymous_quotation(story: Story) -> None:
    story.source("a clerk", SourceKind.ANONYMOUS)
    story.claim(FISH, N, source="a clerk", quote_type=QuoteType.DIRECT)


@fires("ATT-08", MAYOR)
@fires("ATT-11", MAYOR)
def spokesperson(story: Story) -> None:
    story.source("a spokesman for the mayor", SourceKind.UNNAMED_SPOKESPERSON)
    story.claim(MAYOR, O, source="a spokesman for the mayor", via="Radio One")


@fires("ATT-09", HEAD)
def attributed_late(story: Story) -> None:
    at = story.document.text.index("three people")
    story.claim(HEAD, cue="said", cue_start=at + 13, mention="three people", mention_start=at)


@silent("ATT-09", "ATT-08", "ATT-11")
def attributed_at_once(story: Story) -> None:
    at = story.document.text.index("three people")
    story.claim(LEDE, cue="said", cue_start=at + 13, mention="three people", mention_start=at)


@fires("ATT-12", MAYOR)
def pronoun(story: Story) -> None:
    story.claim(MAYOR, O, mention="He")


@silent("ATT-12")
def pronoun_of_somebody(story: Story) -> None:
    story.claim(MAYOR, O, mention="He", source="the mayor")


@fires("ATT-13", f"{LEDE}|{MAYOR}")
@silent("TAG-01")
def two_guises(story: Story) -> None:
    story.claim(LEDE, N, source="the mayor")
    story.claim(MAYOR, O, source="the mayor")


@fires("ATT-13", MAYOR)
def declined_and_spoke(story: Story) -> None:
    story.claim(LEDE, A, source="a clerk", targets=("the mayor",))
    story.claim(MAYOR, N, source="the mayor")
    story.answer(LEDE, "the mayor", ResponseStatus.DECLINED)


@silent("ATT-13", "FAIR-01")
def declined(story: Story) -> None:
    story.claim(LEDE, A, source="a clerk", targets=("the mayor",))
    story.claim(MAYOR, O, source="the mayor")
    story.answer(LEDE, "the mayor", ResponseStatus.DECLINED)
