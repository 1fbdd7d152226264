"""What the cover, the comments and the tables of a report say, and to whom."""

from dataclasses import replace

import pytest

from annotator.export import word
from annotator.model import Claim, Descriptor, Evidence, Link, Marks, Response, Source
from annotator.rules import shipped
from annotator.vocabulary import (
    ArticleStatus,
    LegalRisk,
    LinkKind,
    ResponseStatus,
    ResponseType,
    Sector,
    SourceKind,
    Tag,
    Variant,
)
from tests.export.marked import marked, on, report, wire_story
from tests.export.word_reader import W, WordFile
from tests.marked_story import Story

TEXT = "Mayor took bribes\n\nShe took cash and lied to voters, aides said. “Lies,” she said."


def story(**allegation: object) -> Marks:
    """Return an allegation by an anonymous source with a denial by its target."""
    aides = Source("s1", "two aides", SourceKind.ANONYMOUS, descriptor=Descriptor(True, count=2))
    mayor = Source("s2", "The mayor", SourceKind.NAMED, aliases=("Mayor",))
    fields = {"tags": (Tag.ALLEGATION,), "source_id": "s1", "targets": ("Mayor",), "cue": "said"}
    said = on(TEXT, "She took cash", "a1", **(fields | allegation))
    lied = on(TEXT, "lied to voters", "a2", **fields)
    denied = on(TEXT, "“Lies,”", "d1", tags=(Tag.DENIAL,), source_id="s2", **full_denial())
    links = (Link("l", LinkKind.DENIES, "d1", "a1"),)
    asked = Response("r", "a2", "Mayor", ResponseStatus.SOUGHT, "2020-03-01", "email")
    return marked(TEXT, [said, lied, denied], (aides, mayor), links, (asked,))


def full_denial() -> dict[str, object]:
    return {"response_type": ResponseType.FULL}


def read(marks: Marks, variant: Variant = Variant.FULL) -> WordFile:
    return WordFile(word.build(report(marks, variant=variant)))


def table(file: WordFile, first: str) -> list[list[str]]:
    """Return the rows below the header that begins with `first` and a second title."""
    (found,) = [rows for rows in file.tables() if "/".join(rows[0][:2]) == first]
    return found[1:]


def facts_of(file: WordFile) -> dict[str, str]:
    """Return the facts of page one by their labels."""
    rows = next(rows for rows in file.tables() if rows[0][0] == "Status")
    return {row[at]: row[at + 1] for row in rows for at in range(0, len(row), 2)}


def test_each_allegation_says_who_answered_and_how() -> None:
    rows = table(read(story()), "No./Allegation")

    assert rows[0] == [
        "1 A / par. 1",
        "She took cash",
        "Mayor",
        "two aides / Anonymous",
        "Answered by claim 3 / Full denial, 1 word to the allegation's 3, 6 words later",
        "Unchecked",
    ]
    assert rows[1][4] == "Unanswered / Asked March 1, 2020 (email)"


def test_an_allegation_about_nobody_is_in_the_table_too() -> None:
    rows = table(read(story(targets=())), "No./Allegation")

    assert rows[0][2] == "Nobody named"


def test_evidence_and_legal_risk_are_shown_in_the_newsroom() -> None:
    marks = story(legal_risk=LegalRisk.HIGH, evidence=(Evidence(title="Bank statement"),))

    assert table(read(marks), "No./Allegation")[0][5] == (
        "Unchecked / Bank statement / Legal risk: high"
    )


def test_comments_say_tags_source_cue_answers_links_and_notes() -> None:
    marks = story(note="Second source?", legal_risk=LegalRisk.LOW)

    comments = list(read(marks).comments().values())

    assert comments[0] == [
        "1  Allegation",
        "Source: two aides (anonymous)",
        "Cue: “said”",
        "About Mayor: answered by claim 3 (full denial).",
        "Denied by claim 3.",
        "Verification: unchecked",
        "Error FAIR-06: Claim 1 accuses on unnamed sources alone: refer it to an editor.",
        "Warning ATT-04: Claim 1 opens the story on unnamed sources alone: link support with a"
        " name.",
        "Warning SRC-01: Claim 1 rests on two aides alone: find and link a second source.",
        "Warning VER-01: Claim 1 is an unchecked allegation: check it and record the result.",
        "Info ATT-03: Tell the reader why “two aides” cannot be named.",
        "Legal risk: low",
        "Note: Second source?",
    ]
    assert "About Mayor: asked March 1, 2020 (email), no answer yet." in comments[1]
    assert "Denies claim 1." in comments[2]


def test_links_to_several_claims_are_one_sentence() -> None:
    comments = list(read(wire_story()).comments().values())

    assert "Denies claims 7 and 8." in comments[8]


@pytest.mark.slow
def test_claims_are_listed_in_reading_order_with_their_numbers() -> None:
    rows = table(read(wire_story()), "No./Claim")

    assert [row[0].split()[0] for row in rows] == [str(n) for n in range(1, 20)]
    assert rows[9][2:4] == ["No tag", "No source"]


def test_sources_stand_in_order_of_their_first_claim() -> None:
    rows = table(read(story()), "Source/Kind")

    assert rows == [
        [
            "two aides / Affiliation told, how they know not told,"
            " reason for anonymity not told, number: 2",
            "Anonymous",
            "–",
            "6",
            "1, 2",
        ],
        ["The mayor", "Named", "Unstated / Side: unknown", "1", "3"],
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sector", "words"), [(Sector.NGO, "NGO"), (Sector.GOVERNMENT, "Government")]
)
def test_a_sector_is_written_as_people_write_it(sector: Sector, words: str) -> None:
    marks = wire_story()
    told = replace(marks, sources=tuple(replace(s, sector=sector) for s in marks.sources))
    sectors = {row[2].split(" / ")[0] for row in table(read(told), "Source/Kind")}
    assert sectors == {words, "–"}


def test_an_empty_report_says_so_in_words() -> None:
    words = read(marked("Head\n\nBody")).paragraphs()

    for sentence in (
        "No allegations are marked.",
        "No sources are named.",
    ):
        assert sentence in words
    assert words.count("No claims are marked.") == 3


@pytest.mark.slow
def test_the_cover_sums_the_story_up_in_one_line() -> None:
    assert "3 claims, 2 from anonymous sources. 2 allegations, 1 unanswered." in (
        read(story()).paragraphs()
    )
    assert "19 claims, 5 from anonymous sources. 2 allegations, all answered." in (
        read(wire_story()).paragraphs()
    )


@pytest.mark.slow
def test_halves_of_a_split_sentence_count_as_one_claim() -> None:
    halves = wire_story()
    linked = Link("new", LinkKind.CONTINUES, "c18", "c17")
    marks = Marks(
        halves.article, halves.document, halves.claims, halves.sources, (*halves.links, linked)
    )

    assert "18 claims, 5 from anonymous sources. 2 allegations, all answered." in (
        read(marks).paragraphs()
    )


def test_an_allegation_in_two_halves_is_one_row_that_either_denial_answers() -> None:
    told = Story()
    told.claim("“We saw dead fish,”", Tag.ALLEGATION, source="clerk", targets=("mill",))
    told.claim("“many of them,”", Tag.ALLEGATION, source="clerk")
    told.claim("The mill denies it", Tag.DENIAL, source="mill")
    told.link("“many of them,”", LinkKind.CONTINUES, "“We saw dead fish,”")
    told.link("The mill denies it", LinkKind.DENIES, "“many of them,”")

    (row,) = table(read(told.marks), "No./Allegation")

    assert row[2] == "mill"
    assert row[4].startswith("Answered by claim 1")


def test_the_cover_has_the_facts_and_boxes_to_sign() -> None:
    file = read(marked(TEXT, status=ArticleStatus.HELD, byline="Jo Roe", published="2020-03-09"))

    facts = facts_of(file)
    assert facts["Status"] == "Held"
    assert facts["Report date"] == "March 10, 2020, 14:05 UTC"
    assert len(facts["Text SHA-256"]) == 64
    assert "Jo Roe · No outlet · March 9, 2020" in file.paragraphs()
    boxes = next(rows[0] for rows in file.tables() if "☐ Hold" in rows[0][0])
    assert [box.split(" / ")[0] for box in boxes[::2]] == ["Reporter", "Editor", "Legal"]


def test_the_cover_names_the_house_rules_but_to_the_public() -> None:
    def facts(variant: Variant) -> dict[str, str]:
        house = replace(shipped(), name="Harbor & <Gazette>")
        made = replace(report(marked(TEXT), variant=variant), house=house)
        return facts_of(WordFile(word.build(made)))

    assert facts(Variant.FULL)["House rules"] == "Harbor & <Gazette>"
    assert "House rules" not in facts(Variant.PUBLIC)
    assert (
        "Gazette"
        not in WordFile(
            word.build(replace(report(marked(TEXT)), variant=Variant.PUBLIC))
        ).everything()
    )


@pytest.mark.slow
def test_header_rows_repeat_and_rows_stay_whole() -> None:
    for found in read(wire_story()).document.iter(f"{W}tbl"):
        rows = list(found.iter(f"{W}tr"))
        assert all(list(row.iter(f"{W}cantSplit")) for row in rows)
        headers = [bool(list(row.iter(f"{W}tblHeader"))) for row in rows]
        assert not any(headers[1:])


def test_the_summary_is_page_one_alone() -> None:
    file = read(story(), Variant.SUMMARY)

    assert file.article() == []
    assert file.comments() == {}
    assert not [rows for rows in file.tables() if rows[0][:2] == ["No.", "Allegation"]]
    assert not list(file.document.iter(f"{W}bookmarkStart"))[1:]


def test_the_public_report_keeps_the_newsroom_to_itself() -> None:
    marks = story(
        note="Met him at the garage",
        legal_note="Sue risk",
        legal_risk=LegalRisk.HIGH,
        evidence=(Evidence(title="C:\\tapes\\one.wav"),),
        via="The Gazette desk",
        reviewer="Mary Lee",
    )

    everything = read(marks, Variant.PUBLIC).everything()

    hidden = "garage|Sue risk|Legal risk|tapes|Gazette|Mary Lee|two aides|not told|email|Sign-off"
    assert [word for word in hidden.split("|") if word in everything] == []
    assert "Reviewer" not in everything


def test_anonymous_sources_get_letters_in_the_order_of_their_first_claim() -> None:
    text = "b a c"
    sources = tuple(Source(name, f"name of {name}", SourceKind.ANONYMOUS) for name in "abc")
    claims: list[Claim] = [on(text, name, source_id=name) for name in "abc"]
    accused = on(text, "b a", "x", tags=(Tag.ALLEGATION,), targets=("name of c",))

    file = read(marked(text, [*claims, accused], sources), Variant.PUBLIC)

    rows = table(file, "Source/Kind")
    assert [(row[0], row[4]) for row in rows] == [
        ("Source A", "2"),
        ("Source B", "3"),
        ("Source C", "4"),
    ]
    assert table(file, "No./Allegation")[0][2] == "Source C"
    assert "name of" not in file.everything()


@pytest.mark.slow
@pytest.mark.parametrize("variant", Variant)
def test_several_articles_begin_with_the_same_words_as_one(variant: Variant) -> None:
    one, several = report(story()), report(story(), wire_story())
    begun = [
        WordFile(word.build(replace(told, variant=variant))).paragraphs()[0]
        for told in (one, several)
    ]
    assert begun[0] == begun[1]


@pytest.mark.slow
def test_a_report_on_several_articles_begins_with_a_list_of_them() -> None:
    several = report(story(), wire_story())

    file = WordFile(word.build(several))

    (rows,) = [rows for rows in file.tables() if rows[0][:2] == ["No.", "Article"]]
    assert [row[3:] for row in rows[1:]] == [["3", "2", "1"], ["19", "2", "0"]]
    assert file.paragraphs()[1] == "News"
