"""Which words of a project a report is made of, each with where a person finds them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annotator.confidential import as_words, can_be_read
from annotator.model import Block, Claim, Marks, Response, Source, Waiver
from annotator.report import Report

OWN_WORDS = "the article's own words"


@dataclass(frozen=True, slots=True)
class Origin:
    """Words and where they stand; `is_in_article` where nobody here wrote them.

    `claim_id` and `article_id` are of the claim at which a person can mend them. `is_rest` are
    the article's words as they read on, looked at where the name was found in no block of it.
    """

    where: str
    text: str
    claim_id: str = ""
    article_id: str = ""
    is_in_article: bool = False
    is_rest: bool = False


def held(report: Report, needles: frozenset[str]) -> list[Origin]:
    """Return those words of a report in which one of `needles` can be read."""
    found: list[Origin] = []
    for each in origins_of(report):
        is_known = each.is_rest and bool(found) and found[-1].where.startswith(OWN_WORDS)
        if not is_known and can_be_read(each.text, needles):
            found.append(each)
    return found


def words_of_articles(report: Report) -> Iterator[Origin]:
    """Yield those words of a report that nobody here wrote."""
    for marks in report.articles:
        for origin in _placed(_of_article(marks), marks, report):
            if origin.is_in_article:
                yield origin


def origins_of(report: Report) -> Iterator[Origin]:
    """Yield all words of a report that can come to stand in what is written."""
    for marks in report.articles:
        yield from _placed(_of_article(marks), marks, report)
        yield from _placed(_of_marks(marks), marks, report)
    yield Origin("the project's name", as_words(report.project))
    yield Origin("the name of the house rules", report.house_rules)
    for side in report.sides:
        yield Origin("the name of a side", side.name)


def _placed(origins: Iterable[Origin], marks: Marks, report: Report) -> Iterator[Origin]:
    of = f" of article {marks.article.number}" if len(report.articles) > 1 else ""
    for origin in origins:
        yield replace(origin, where=f"{origin.where}{of}", article_id=marks.article.id)


def _of_article(marks: Marks) -> Iterator[Origin]:
    article, document = marks.article, marks.document
    yield Origin("the article's title", article.title, is_in_article=True)
    yield Origin("the article's byline", article.byline or "", is_in_article=True)
    yield Origin("the article's address", as_words(article.url or ""), is_in_article=True)
    yield Origin("the article's outlet", article.outlet or "")
    yield Origin("the name of the article's file", as_words(document.original_name))
    yield from _of_text(marks)


def _of_marks(marks: Marks) -> Iterator[Origin]:
    for claim in marks.claims:
        yield from _of_claim(marks, claim)
    for source in marks.sources:
        yield from _of_source(source)
    for response in marks.responses:
        yield from _of_response(marks, response)
    for waiver in marks.waivers:
        yield from _of_waiver(marks, waiver)


def _of_text(marks: Marks) -> Iterator[Origin]:
    for block in marks.blocks:
        yield Origin(_place(block), block.span.of(marks.text), is_in_article=True)
    yield Origin(OWN_WORDS, marks.text, is_in_article=True, is_rest=True)


def _place(block: Block) -> str:
    if block.is_furniture:
        return f"{OWN_WORDS}, beside the story"
    if not block.paragraph:
        return f"{OWN_WORDS}, the headline"
    return f"{OWN_WORDS}, paragraph {block.paragraph}"


def _of_claim(marks: Marks, claim: Claim) -> Iterator[Origin]:
    number = marks.number_of(claim.id)
    told = {
        "note on": (claim.note,),
        "legal note on": (claim.legal_note,),
        "targets of": (*claim.targets, *claim.implicated),
        "reported speaker of": (claim.reported_speaker,),
        "go-between of": (claim.via,),
        "reviewer of": (claim.reviewer,),
        "evidence of": (
            words
            for each in claim.evidence
            for words in (each.title, each.text, as_words(each.url or ""))
        ),
        "mention in": (_not_in(marks, claim.mention),),
        "attribution of": (_not_in(marks, claim.cue),),
    }
    for what, texts in told.items():
        words = "\n".join(text for text in texts if text)
        if words:
            yield Origin(f"the {what} claim {number}", words, claim.id)


def _not_in(marks: Marks, words: str | None) -> str:
    return words if words and words not in marks.text else ""


def _of_source(source: Source) -> Iterator[Origin]:
    told = {
        "name": source.names,
        "role": (source.role,),
        "affiliation": (source.affiliation,),
        "side": (source.side,),
    }
    for what, texts in told.items():
        words = "\n".join(text for text in texts if text)
        if words:
            yield Origin(f"the {what} of the source “{source.name}”", words)


def _of_response(marks: Marks, response: Response) -> Iterator[Origin]:
    number = marks.number_of(response.claim_id)
    words = "\n".join((response.target, response.channel or ""))
    yield Origin(f"the right of reply to claim {number}", words, response.claim_id)


def _of_waiver(marks: Marks, waiver: Waiver) -> Iterator[Origin]:
    about = waiver.claim_id if waiver.claim_id and marks.has(waiver.claim_id) else ""
    on = f" on claim {marks.number_of(about)}" if about else ""
    words = "\n".join((waiver.reason, waiver.target or "", waiver.reviewer))
    yield Origin(f"why the check {waiver.rule}{on} is waived", words, about)
