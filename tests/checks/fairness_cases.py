"""Stories on which the rules about fairness fire, or do not."""

from annotator.vocabulary import (
    LinkKind,
    ResponseStatus,
    ResponseType,
    SourceKind,
)
from tests.checks.cases import DENIAL, LEDE, MAYOR, A, D, N, O, fires, silent
from tests.marked_story import Story


@fires("FAIR-01", LEDE)
@fires("VER-01", LEDE)
@silent("FAIR-02", "FAIR-04", "FAIR-05")
def accusation(story: Story) -> None:
    story.claim(LEDE, A, source="a clerk", targets=("the mill",))


@fires("FAIR-01", LEDE)
def asked(story: Story) -> None:
    accusation(story)
    story.answer(LEDE, "the mill", ResponseStatus.SOUGHT)


@fires("FAIR-02", LEDE)
@silent("FAIR-01", "FAIR-10")
def accuses_nobody(story: Story) -> None:
    story.claim(LEDE, A, source="a clerk")
    story.claim(DENIAL, D, source="the mill")
    story.link(DENIAL, LinkKind.DENIES, LEDE)


@silent("FAIR-01", "FAIR-09", "FAIR-10", "FAIR-04", "FAIR-05")
def denied(story: Story) -> None:
    accusation(story)
    story.claim(DENIAL, D, source="the mill", response_type=ResponseType.FULL)
    story.link(DENIAL, LinkKind.DENIES, LEDE)


@fires("FAIR-04", f"{LEDE}, three people said on Monday|denies")
def short_denial(story: Story) -> None:
    long = f"{LEDE}, three people said on Monday"
    story.claim(long, A, source="a clerk", targets=("the mill",))
    story.claim("denies", D, source="the mill")
    story.link("denies", LinkKind.DENIES, long)


@fires("FAIR-05", LEDE)
def no_comment(story: Story) -> None:
    accusation(story)
    story.claim(DENIAL, source="the mill", response_type=ResponseType.NO_COMMENT)
    story.link(DENIAL, LinkKind.RESPONDS, LEDE)


@fires("FAIR-06", LEDE)
@silent("SRC-03")
def anonymous_accusation(story: Story) -> None:
    story.source("a rival", SourceKind.ANONYMOUS)
    story.claim(LEDE, A, N, source="a rival", targets=("the mill",))


@fires("FAIR-07", LEDE)
def implicated(story: Story) -> None:
    story.claim(LEDE, A, source="a clerk", targets=("the mill",), implicated=("the mayor",))


@silent("FAIR-07")
def implicated_and_heard(story: Story) -> None:
    implicated(story)
    story.source("Ann Lee", affiliation="the mayor")
    story.claim(MAYOR, O, source="Ann Lee")


@fires("FAIR-08", LEDE)
def one_side(story: Story) -> None:
    story.source("a clerk", side="town")
    story.claim(LEDE, source="a clerk")


@fires("FAIR-08", "")
def a_side_unheard(story: Story) -> None:
    even_sides(story)
    story.source("the state", side="state")


@silent("FAIR-08")
def even_sides(story: Story) -> None:
    story.source("a clerk", side="town")
    story.source("the mill", side="mill")
    story.claim("The mill poisons", source="a clerk")
    story.claim("mill denies it", source="the mill")


@fires("FAIR-09", DENIAL)
@silent("FAIR-10")
def denies_nothing(story: Story) -> None:
    story.claim(DENIAL, D, source="the mill")


@silent("FAIR-09")
def denies_what_is_not_here(story: Story) -> None:
    story.claim(DENIAL, D, source="the mill", denies_outside=True)


@fires("FAIR-10", f"{MAYOR}|{LEDE}")
@fires("FAIR-01", LEDE)
def strangers_reply(story: Story) -> None:
    accusation(story)
    story.claim(MAYOR, O, source="the mayor")
    story.link(MAYOR, LinkKind.RESPONDS, LEDE)


@silent("FAIR-10")
def strangers_dispute(story: Story) -> None:
    accusation(story)
    story.claim(MAYOR, O, source="the mayor")
    story.link(MAYOR, LinkKind.DISPUTES, LEDE)
