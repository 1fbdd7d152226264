"""Stories on which the rules about quotations, cues, headlines and names fire, or do not."""

from annotator.model import Evidence
from annotator.vocabulary import LinkKind, QuoteType, Sector, SourceKind
from tests.checks.cases import DENIAL, FISH, HEAD, LEDE, MAYOR, A, D, O, fires, silent
from tests.checks.fairness_cases import accusation, denied
from tests.marked_story import Story

CUT = "“We saw … dead fish,” a clerk said. “[They] stank . . . badly,” «no [one] came» 😀\n"
JOINED = "Head\n\n“We saw fish … we left” the clerk said … “and came back” later.\n"
BLAIRS = "Envoy in town\n\n{}\n\nBill Blair told members of it.\n"
DIRECT, MIXED = QuoteType.DIRECT, QuoteType.MIXED


@fires("QUO-01", "“We saw … dead fish,”")
def cut(story: Story) -> None:
    story.tell(CUT)
    story.claim("“We saw … dead fish,”", source="a clerk", quote_type=DIRECT)


@fires("QUO-01", "“[They] stank . . . badly,” «no [one] came»")
def filled_in(story: Story) -> None:
    story.tell(CUT)
    story.claim("“[They] stank . . . badly,” «no [one] came»", source="a clerk", quote_type=MIXED)


@silent("QUO-01")
def cut_and_in_own_words(story: Story) -> None:
    story.tell(CUT)
    story.claim("“We saw … dead fish,”", source="a clerk", quote_type=QuoteType.INDIRECT)


@silent("QUO-01")
def cut_beside_the_quotation(story: Story) -> None:
    story.tell("Head\n\nHe … said “we saw fish” and left … then.\n")
    story.claim("He … said “we saw fish” and left … then", source="a clerk", quote_type=MIXED)


@fires("QUO-01", "“We saw fish|we left”")
@silent("QUO-03")
def cut_between(story: Story) -> None:
    story.tell(JOINED)
    story.claim("“We saw fish", source="the clerk", quote_type=DIRECT)
    story.claim("we left”", source="the clerk", quote_type=DIRECT)
    story.claim("“and came back”", source="the clerk", quote_type=DIRECT)


@fires("QUO-01", "“We saw fish|we left”")
@silent("QUO-02")
def cut_between_halves(story: Story) -> None:
    cut_between(story)
    story.link("we left”", LinkKind.CONTINUES, "“We saw fish")


@silent("QUO-01")
def cut_between_two_speakers(story: Story) -> None:
    story.tell(JOINED)
    story.claim("“We saw fish", source="the clerk", quote_type=DIRECT)
    story.claim("we left”", source="the mayor", quote_type=DIRECT)


@silent("QUO-01")
def cut_between_two_quotations(story: Story) -> None:
    story.claim(FISH, source="a clerk", quote_type=DIRECT)
    story.claim("“many of them,”", source="a clerk", quote_type=DIRECT)


def notes(*texts: str | None) -> tuple[Evidence, ...]:
    return tuple(Evidence(text=text) for text in texts)


@fires("QUO-03", FISH)
def misquoted(story: Story) -> None:
    papers = notes("We saw a dead fish", None)
    story.claim(FISH, source="a clerk", quote_type=DIRECT, evidence=papers)


@silent("QUO-03")
def quoted_as_said(story: Story) -> None:
    papers = notes("Nothing.", 'He said: "Well, yes: We  saw\ndead fish."')
    story.claim(FISH, source="a clerk", quote_type=DIRECT, evidence=papers)


@silent("QUO-03")
def quoted_with_a_cut(story: Story) -> None:
    story.tell(CUT)
    papers = notes("They stank so very badly, and no one, no one came. We saw many dead fish.")
    story.claim("“We saw … dead fish,”", source="a clerk", quote_type=DIRECT, evidence=papers)


@silent("QUO-03")
def nothing_to_compare(story: Story) -> None:
    story.claim(FISH, source="a clerk", quote_type=DIRECT, evidence=notes(None, ""))


@silent("QUO-03")
def own_words(story: Story) -> None:
    story.claim(LEDE, quote_type=QuoteType.INDIRECT, evidence=notes("Something else."))


@fires("QUO-03", "“We saw dead fish,” said a clerk … “many of them,”")
def misquoted_in_part(story: Story) -> None:
    words = "“We saw dead fish,” said a clerk … “many of them,”"
    story.claim(words, quote_type=MIXED, evidence=notes("we saw dead fish", "many of them"))


@fires("CUE-01", LEDE)
@silent("CUE-02")
def loaded(story: Story) -> None:
    story.claim(LEDE, source="a clerk", cue="later Conceded")


@fires("CUE-01", LEDE)
def loaded_in_two_words(story: Story) -> None:
    story.claim(LEDE, source="a clerk", cue="pointed this out")


@silent("CUE-01", "CUE-02")
def neutral(story: Story) -> None:
    story.claim(LEDE, source="a clerk", cue="said, disclaiming")
    story.claim(MAYOR, source="the mayor", cue="charged with")
    story.claim(FISH, source="the mayor", cue=":")


@fires("CUE-02", LEDE)
def denied_without_a_tag(story: Story) -> None:
    story.claim(LEDE, O, source="a clerk", cue="denied")


@fires("CUE-02", LEDE)
@silent("CUE-01")
def accused_without_a_tag(story: Story) -> None:
    story.claim(LEDE, D, source="a clerk", cue="charged on Friday that")


@silent("CUE-02")
def cues_that_fit(story: Story) -> None:
    story.claim(LEDE, A, source="a clerk", cue="has accused")
    story.claim(DENIAL, D, source="the mill", cue="dismissed it as")


@fires("HEAD-03", HEAD)
@silent("HEAD-01")
def graver_headline(story: Story) -> None:
    story.claim(HEAD, A, source="a clerk", targets=("the mill",))
    story.claim(LEDE, source="a clerk")
    story.link(LEDE, LinkKind.SUPPORTS, HEAD)


@silent("HEAD-03")
def grave_story(story: Story) -> None:
    graver_headline(story)
    story.claim("many of them", A, source="a clerk", targets=("the mill",))
    story.link("many of them", LinkKind.SUPPORTS, LEDE)


@silent("HEAD-03")
def grave_headline_on_its_own(story: Story) -> None:
    story.claim(HEAD, A, source="a clerk", targets=("the mill",))


def blairs(story: Story, body: str) -> None:
    story.tell(BLAIRS.format(body))
    story.claim("members", source="Bill Blair")
    story.claim("town", source="an embassy", reported_speaker="Robert Blair")


@fires("ATT-10", "town|members")
def two_blairs(story: Story) -> None:
    blairs(story, "On Monday Blair planned to speak.")


@fires("ATT-10", "town|members")
def titled_blair(story: Story) -> None:
    blairs(story, "Minister Blair’s plan.")


@fires("ATT-10", "town|members")
def blair_the_envoy(story: Story) -> None:
    story.tell(BLAIRS.format("It was up to Blair."))
    story.claim("members", source="Minister Bill Blair Jr.")
    story.claim("town", source="an embassy", reported_speaker="Robert Blair, an envoy (U.S.)")


@silent("ATT-10")
def blairs_told_apart(story: Story) -> None:
    blairs(story, "Robert Blair planned to meet Bill C. Blair’s men.")


@silent("ATT-10")
def another_word(story: Story) -> None:
    blairs(story, "The Blairs, Blair-Smith and McBlair met Robert Blair.")


@silent("ATT-10")
def one_blair(story: Story) -> None:
    story.tell(BLAIRS.format("On Monday Blair planned to speak."))
    story.claim("members", source="Bill Blair")
    story.claim("town", source="an embassy", reported_speaker="Bill Blair")
    story.claim("Monday", source="an embassy", reported_speaker="Blair")


@silent("ATT-10")
def blair_in_the_headline_alone(story: Story) -> None:
    story.tell("Blair in town\n\nBill Blair told members of it.\n")
    story.claim("members", source="Bill Blair")
    story.claim("town", source="an embassy", reported_speaker="Robert Blair")


@silent("ATT-10")
def institutions_of_one_name(story: Story) -> None:
    story.tell("Head\n\nThe State Department said no, a Department spoke.\n")
    story.source("Irish State Department", SourceKind.INSTITUTION)
    story.source("Dutch Home Department", SourceKind.INSTITUTION)
    story.claim("no", source="Irish State Department")
    story.claim("spoke", source="Dutch Home Department", reported_speaker="Dutch Home Department")


def far_reply(story: Story, between: str) -> None:
    story.tell(f"Head\n\nThe mill poisons the river.\n\n{between}\n\nIt is not so.\n")
    accusation_of(story)
    story.claim("It is not so", D, source="the mill")
    story.link("It is not so", LinkKind.DENIES, LEDE)


def accusation_of(story: Story) -> None:
    story.claim(LEDE, A, source="a clerk", targets=("the mill",))


@fires("FAIR-03", LEDE)
def reply_after_many_words(story: Story) -> None:
    far_reply(story, "word " * 151)


@silent("FAIR-03")
def reply_after_as_many_words_as_may_be(story: Story) -> None:
    far_reply(story, "word " * 150)


@fires("FAIR-03", LEDE)
def reply_after_many_paragraphs(story: Story) -> None:
    far_reply(story, "One.\n\nTwo.\n\nThree.")


@silent("FAIR-03")
def reply_in_the_third_paragraph(story: Story) -> None:
    far_reply(story, "One.\n\nTwo.")


@silent("FAIR-03")
def reply_before_it(story: Story) -> None:
    story.tell("Head\n\nIt is not so.\n\n" + "word " * 200 + "\n\nThe mill poisons the river.\n")
    accusation_of(story)
    story.claim("It is not so", D, source="the mill")
    story.link("It is not so", LinkKind.DENIES, LEDE)


@silent("FAIR-03")
def no_reply(story: Story) -> None:
    accusation(story)


@silent("FAIR-03")
def near_reply(story: Story) -> None:
    denied(story)


def five(story: Story, *sources: str) -> None:
    words = ("Mill", "The mill poisons", "river,", "three people", "Monday")
    for n, each in enumerate(words):
        story.claim(each, source=sources[n % len(sources)])


@fires("SRC-05", "Mill|The mill poisons|river,|three people|Monday")
def one_voice(story: Story) -> None:
    five(story, "a clerk")


@silent("SRC-05")
def two_voices_alike(story: Story) -> None:
    story.claim("the water", source="the mayor")
    five(story, "a clerk", "a farmer", "the mayor")


@silent("SRC-05")
def one_voice_of_few_claims(story: Story) -> None:
    story.source("a clerk", sector=Sector.CITIZEN)
    story.claim(LEDE, source="a clerk")


@silent("SRC-05")
def nobody(story: Story) -> None:
    story.source("it is understood", SourceKind.UNATTRIBUTED)
    five(story, "it is understood")
