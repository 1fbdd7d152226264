"""What the public reads: one definition for every format, and numbers of that alone."""

import csv
import io
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given

from annotator import claims_file, marking
from annotator.export import word
from annotator.export.edition import Edition
from annotator.export.formats import FORMATS, build
from annotator.export.kinds import tables
from annotator.export.published import published
from annotator.export.story import Story
from annotator.export.summary import fractions
from annotator.model import (
    Claim,
    Descriptor,
    Evidence,
    Link,
    Marks,
    Response,
    Side,
    Source,
    Waiver,
)
from annotator.report import Report, pairs
from annotator.store import Store
from annotator.vocabulary import (
    FileFormat,
    LegalRisk,
    LinkKind,
    ResponseStatus,
    SourceKind,
    TableName,
    Tag,
    Variant,
)
from tests.export.generated import reports
from tests.export.marked import marked, on, report, wire_story
from tests.export.word_reader import WordFile
from tests.factories import keep_text, new_project

TEXT = "The mill lied\n\nIt dumped ash, aides said. “No,” the mill said. The mayor wept. All knew."
KEPT = {
    Claim: {"id", "article_id", "quote", "source_id"},
    Source: {"id", "article_id", "name", "affiliation", "side"},
    Response: {"id", "claim_id", "target", "date", "deadline"},
    Waiver: {"id", "article_id", "claim_id", "rule", "source_id", "target"},
    Evidence: {"url"},
}
"""What the public may read of everybody; all other words are the newsroom's own."""


def secret(noun: type, **told: Any) -> dict[str, Any]:
    """Return fields for a noun: each that holds words, and is not given, holds a canary."""
    found: dict[str, Any] = {}
    hints = get_type_hints(noun)
    for field in fields(noun):
        hint = str(hints[field.name])
        if field.init and field.name not in KEPT[noun] | set(told):
            canary = f"Canary {noun.__name__} {field.name}"
            if hint.startswith(("<class 'str'>", "str |")):
                found[field.name] = canary
            elif hint == "tuple[str, ...]":
                found[field.name] = (canary,)
    return found | told


def full_of_secrets(**article: Any) -> Report:
    """Return a report in which every field that holds words says what must not be told."""
    hidden = Source(
        **secret(
            Source, id="s-hidden", name="Canary Hidden", kind=SourceKind.ANONYMOUS,
            affiliation="Canary office", side="Canary side",
            descriptor=Descriptor(reason=True, count=3),
        )
    )  # fmt: skip
    other = Source("s-named", "Canary Person", SourceKind.NAMED, side="Canary camp")
    mill = Source(**secret(Source, id="s-mill", name="The mill", side="Canary Hidden"))
    evidence = (
        Evidence(**secret(Evidence, url="https://example.org/ash")),
        Evidence(**secret(Evidence, url="file:///Canary/ash.pdf")),
        Evidence(**secret(Evidence, url="mailto:canary@example.org")),
    )
    say = partial(
        secret, Claim, evidence=evidence, legal_risk=LegalRisk.HIGH,
        implicated=("Canary Hidden", "Canary Source aliases"),
    )  # fmt: skip
    claims = [
        on(TEXT, "It dumped ash", "c1", **say(
            source_id="s-hidden", targets=("The mill", "Canary Hidden"), tags=(Tag.ALLEGATION,),
        )),
        on(TEXT, "“No,”", "c2", **say(source_id="s-mill", targets=(), tags=(Tag.DENIAL,))),
        # Who is anonymous once is so in all that it says.
        on(TEXT, "The mayor wept", "c3", **say(
            source_id="s-named", targets=(), tags=(Tag.ANONYMOUS,),
        )),
        on(TEXT, "All knew", "c4", **say(source_id="s-named", targets=(), tags=())),
    ]  # fmt: skip
    asked = Response(
        **secret(Response, id="r", claim_id="c1", target="Canary Source aliases",
                 status=ResponseStatus.SOUGHT, date="2020-03-05")
    )  # fmt: skip
    link = Link("l", LinkKind.DENIES, "c2", "c1")
    made = marked(TEXT, claims, (hidden, other, mill), (link,), (asked,), **article)
    waiver = Waiver(**secret(Waiver, id="w", article_id="a", rule="VER-01", claim_id="c1"))
    document = replace(made.document, original_name="Canary.docx")
    made = replace(made, waivers=(waiver,), document=document)
    sides = (Side("x", "Canary side", 0, 0), Side("y", "Canary Hidden", 1, 1))
    return replace(
        report(made, variant=Variant.PUBLIC), sides=sides, project="/srv/Canary/News.onrecord"
    )


def told(found: Report) -> Iterator[tuple[str, str]]:
    """Yield what can be read in every format, by its name."""
    file = WordFile(word.build(found))
    rest = (part.decode("utf-8", "replace") for part in file.parts.values())
    yield "docx", "\n".join((file.everything(), *rest))
    for kind, form in FORMATS.items():
        for name in tables(found.variant):
            content = build(found, form, name)
            # The bytes as well: what stands in an attribute is read by programs.
            words = (*form.read(found, content).words(), content.decode("utf-8", "replace"))
            yield f"{kind} {name}", "\n".join(words)


def test_no_format_tells_the_public_what_any_field_holds_for_the_newsroom() -> None:
    for name, words in told(full_of_secrets(url="file:///Canary", byline="By Jo Roe")):
        assert "canary" not in words.lower(), name
        assert "s-hidden" not in words, name


@pytest.mark.slow
def test_every_canary_can_be_read_by_the_newsroom() -> None:
    full = replace(full_of_secrets(), variant=Variant.FULL)

    assert "Canary Claim note" in dict(told(full))["docx"]
    assert "Canary Hidden" in dict(told(full))["json claims"]


def test_all_formats_call_a_hidden_source_by_the_same_name() -> None:
    for name, words in told(full_of_secrets()):
        if "measures" not in name and "checks" not in name:
            assert "Source A" in words, name
            assert "Source B" in words, name


def told_again(folder: Path, found: Report) -> Marks:
    """Return the marks that a reader of the public JSON has, in a project of their own."""
    written = build(found, FORMATS[FileFormat.JSON])
    with Store.open(new_project(folder / "public.onrecord")) as store:
        article = keep_text(store, found.articles[0].text)
        parsed = claims_file.parse(written, "Reader")
        store.apply(marking.fit(store, article, parsed, "Mark"))
        return store.marks(article.id)


def values(found: Report) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the rows of the table of measures, by measure and by what they are of."""
    content = build(found, FORMATS[FileFormat.CSV], TableName.MEASURES).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(content, newline=""))
    keys = ("Value", "Numerator", "Denominator", "Names")
    return {(row["Measure"], row["Of"]): tuple(row[key] for key in keys) for row in rows}


BOTH = pytest.mark.parametrize("found", [report(wire_story()), full_of_secrets()])


@pytest.mark.slow
@BOTH
def test_the_numbers_are_those_of_what_the_public_is_told(found: Report, tmp_path: Path) -> None:
    public = replace(found, variant=Variant.PUBLIC)

    again = told_again(tmp_path, public)

    assert values(public) == values(report(again))
    shown = published(public)
    told_by_word = Story(shown.articles[0], Edition(shown))
    assert {one.caption: one.figure for one in fractions(told_by_word)} == {
        one.caption: one.figure for one in fractions(Story(again, Edition(report(again))))
    }
    (boxes,) = [
        rows[0] for rows in WordFile(word.build(public)).tables() if "answered" in rows[0][0]
    ]
    counts = [one.figure for one in fractions(told_by_word)]
    assert [box.split(" / ")[0] for box in boxes[::2]] == counts


def test_numbers_do_not_give_away_the_side_and_the_office_of_a_hidden_source() -> None:
    full = full_of_secrets()
    plain = full.articles[0]
    bare = tuple(
        Source(one.id, one.name, one.kind) if one.id in {"s-hidden", "s-named"} else one
        for one in plain.sources
    )

    assert values(full) == values(replace(full, articles=(replace(plain, sources=bare),)))


def answering(reply_by: Source) -> Report:
    text = "Head\n\nThe mill lied. It did not."
    claims = [
        on(text, "The mill lied", "c1", tags=(Tag.ALLEGATION,), targets=("The old mill",)),
        on(text, "It did not", "c2", tags=(Tag.DENIAL,), source_id=reply_by.id),
    ]
    link = Link("l", LinkKind.DENIES, "c2", "c1")
    made = marked(text, claims, (reply_by,), (link,))
    return report(made, variant=Variant.PUBLIC)


def test_who_answered_by_an_alias_has_answered_in_public_too() -> None:
    found = answering(Source("s", "The mill", SourceKind.INSTITUTION, aliases=("The old mill",)))

    (pair,) = pairs(published(found).articles[0])

    assert pair.target == "The mill"
    assert [reply.id for reply in pair.replies] == ["c2"]


def test_who_answered_by_a_hidden_source_has_replied_and_nobody_learns_by_whom() -> None:
    aide = Source("s", "an aide", SourceKind.ANONYMOUS, affiliation="The old mill")

    (pair,) = pairs(published(answering(aide)).articles[0])

    assert pair.is_answered
    assert not pair.replies
    words = dict(told(answering(aide)))["docx"]
    assert "Unanswered" not in words
    assert "an aide" not in words


@pytest.mark.slow
def test_a_check_is_told_only_where_what_the_public_reads_shows_it() -> None:
    aide = Source("s", "an aide", SourceKind.ANONYMOUS, affiliation="The old mill")

    def found(variant: Variant) -> set[str]:
        shown = WordFile(word.build(replace(answering(aide), variant=variant)))
        return {
            row[1].rsplit(" / ")[-1]
            for rows in shown.tables()
            if rows[0][:2] == ["Severity", "Check"]
            for row in rows[1:]
        }

    assert "FAIR-10" not in found(Variant.PUBLIC)  # it is the office that answers, as is not told
    assert found(Variant.PUBLIC) <= found(Variant.FULL)
    assert "VER-01" in found(Variant.PUBLIC)


def test_a_pseudonym_is_nobody_else_s_name() -> None:
    text = "a b"
    named = Source("n", "Source A", SourceKind.NAMED)
    hidden = Source("h", "a clerk", SourceKind.ANONYMOUS)
    claims = [on(text, "a", source_id="h"), on(text, "b", source_id="n")]

    shown = published(report(marked(text, claims, (named, hidden)), variant=Variant.PUBLIC))

    assert [source.name for source in shown.articles[0].sources] == ["Source A", "Source B"]


def test_a_hidden_source_cannot_be_known_again_in_another_report() -> None:
    one = full_of_secrets()
    marks = one.articles[0]
    other = replace(one, articles=(replace(marks, article=replace(marks.article, id="b")),))

    def ids(found: Report) -> set[str]:
        return {
            source.id
            for source in published(found).articles[0].sources
            if source.name.startswith("Source ")
        }

    assert len(ids(one) | ids(other)) == 4


def test_only_the_public_edition_is_another_report() -> None:
    for variant in Variant:
        found = replace(full_of_secrets(), variant=variant)
        assert (published(found) is found) is (variant is not Variant.PUBLIC)


@given(reports())
def test_what_is_published_once_is_published_as_it_is(found: Report) -> None:
    public = replace(found, variant=Variant.PUBLIC)
    shown = published(public)

    assert published(shown) == shown
    for marks, own in zip(shown.articles, public.articles, strict=True):
        answered = {pair.claim.id for pair in pairs(own) if pair.is_answered}
        assert answered <= {pair.claim.id for pair in pairs(marks) if pair.is_answered}
