"""The twelve parts of a report: which variant has which, what each says, and where it leads."""

from dataclasses import replace

import pytest

from annotator.export import word
from annotator.export.edition import PAGE_ONE, PARTS
from annotator.measures.registry import MEASURES
from annotator.model import Claim, Marks
from annotator.report import Report
from annotator.vocabulary import (
    ResponseStatus,
    Tag,
    Variant,
)
from tests.export.marked import filled_story, marked, on, report, wire_story
from tests.export.word_reader import W, WordFile, style, texts, value

FULL = [
    "Annotated article",
    "Allegations and answers",
    "Claims in reading order",
    "Sources",
    "Sourcing balance",
    "Checks",
    "Direct quotations to verify",
    "Evidence",
    "Open questions and correspondence",
    "Method",
]
LEGAL = [*FULL[:3], "Direct quotations to verify", "Evidence"]


def read(found: Report, variant: Variant = Variant.FULL) -> WordFile:
    return WordFile(word.build(replace(found, variant=variant)))


def table(file: WordFile, *first: str) -> list[list[str]]:
    """Return the rows below the header that begins so."""
    (rows,) = [rows for rows in file.tables() if tuple(rows[0][: len(first)]) == first]
    return rows[1:]


def headings(file: WordFile, level: int) -> list[str]:
    return [
        "".join(p.itertext()) for p in file.document.iter(f"{W}p") if style(p) == f"Heading{level}"
    ]


def anchors(file: WordFile, words: str) -> set[str]:
    """Return where the links lead that show `words`."""
    links = file.document.iter(f"{W}hyperlink")
    return {value(link, "anchor") for link in links if "".join(link.itertext()) == words}


def places(file: WordFile) -> set[str]:
    return {value(mark, "name") for mark in file.document.iter(f"{W}bookmarkStart")}


@pytest.mark.parametrize(
    ("variant", "parts"),
    [
        (Variant.FULL, FULL),
        (Variant.LEGAL, LEGAL),
        (Variant.SUMMARY, []),
        (Variant.PUBLIC, FULL),
    ],
)
def test_each_variant_has_exactly_its_parts_and_a_table_of_contents(
    variant: Variant, parts: list[str]
) -> None:
    file = read(filled_story(), variant)

    assert headings(file, 2) == parts
    entries = [p for p in file.document.iter(f"{W}p") if style(p) == "TOC2"]
    assert [next(p.iter(f"{W}t")).text for p in entries] == parts
    pages = [int(list(p.iter(f"{W}t"))[-1].text or "") for p in entries]
    assert pages == sorted(pages)
    assert pages[:1] == [2] * bool(parts)
    targets = {value(link, "anchor") for p in entries for link in p.iter(f"{W}hyperlink")}
    assert len(targets) == len(parts)
    assert targets <= places(file)
    fields = [code.text or "" for code in file.document.iter(f"{W}instrText")]
    assert fields[:1] == ([' TOC \\o "2-2" \\h \\z \\u '] if parts else [])
    assert {code.split()[1] for code in fields[1:]} == targets


def test_parts_are_known_to_everyone_by_the_same_names() -> None:
    assert [part.value for part in PARTS[Variant.FULL] if part not in PAGE_ONE] == FULL


@pytest.mark.slow
def test_a_report_on_several_articles_lists_each_with_its_parts() -> None:
    several = report(wire_story(), replace_id(wire_story(), "b"))

    file = WordFile(word.build(several))

    entries = [p for p in file.document.iter(f"{W}p") if (style(p) or "").startswith("TOC")]
    assert [style(p) for p in entries] == (["TOC1"] + ["TOC2"] * len(FULL)) * 2
    targets = [value(link, "anchor") for p in entries for link in p.iter(f"{W}hyperlink")]
    assert len(set(targets)) == len(targets)
    assert set(targets) <= places(file)


@pytest.mark.slow
def test_nothing_follows_on_page_one() -> None:
    several = report(wire_story(), replace_id(wire_story(), "b"))

    def breaks(found: Report) -> list[str]:
        document = WordFile(word.build(found)).document
        starts = [p for p in document.iter(f"{W}p") if list(p.iter(f"{W}pageBreakBefore"))]
        return ["".join(p.itertext()) for p in starts]

    page_one = ["On Record report", "Annotated article"]
    assert breaks(several) == page_one * 2
    assert breaks(report(wire_story())) == ["Contents"]


def replace_id(marks: Marks, key: str) -> Marks:
    """Return the marks as those of another article."""
    claims = tuple(replace(claim, id=f"{key}{claim.id}") for claim in marks.claims)
    return Marks(replace(marks.article, id=key), marks.document, claims, marks.sources)


@pytest.mark.slow
def test_page_one_has_five_fractions_with_what_they_are_made_of() -> None:
    (boxes,) = [
        rows[0] for rows in read(report(wire_story())).tables() if "answered" in rows[0][0]
    ]

    assert [box.split(" / ")[0] for box in boxes[::2]] == [
        "2 of 2",
        "5 of 15",
        "4 of 19",
        "2 of 2",
        "161 of 190",
    ]


@pytest.mark.slow
def test_page_one_lists_errors_then_warnings_with_their_places_as_far_as_fits() -> None:
    file = read(report(wire_story()))

    (listed,) = [rows for rows in file.tables() if rows[0][0] == "■ Error"]
    assert [row[0] for row in listed] == ["■ Error"] + ["▲ Warning"] * (len(listed) - 1)
    assert "Must fix: 1 error, 20 warnings" in headings(file, 3)
    assert f"and {21 - len(listed)} more, see Checks" in file.paragraphs()
    assert anchors(file, "headline") <= places(file)
    assert anchors(file, "Checks") <= places(file)
    assert "see Checks" not in "".join(read(report(wire_story()), Variant.LEGAL).paragraphs())
    assert "Must fix" not in read(report(wire_story()), Variant.PUBLIC).everything()


@pytest.mark.slow
def test_a_long_title_leaves_less_room_for_what_must_be_fixed() -> None:
    def shown(title: str) -> int:
        made = wire_story()
        article = replace(made.article, title=title)
        file = read(report(replace(made, article=article)))
        return next(len(rows) for rows in file.tables() if rows[0][0] == "■ Error")

    # A short one leaves room for the story strip, too, which stands above no fewer than three.
    assert 3 <= shown("Long " * 200) < shown("Long " * 36)
    assert 3 <= shown("Long " * 26) < shown("Short")


def test_checks_tell_severity_in_shape_and_word_and_lead_to_the_claims() -> None:
    file = read(filled_story())

    rows = table(file, "Severity", "Check", "What to do, and what handbooks say")
    found = {row[1].split(" / ")[1]: row for row in rows}
    assert found["FAIR-01"][0] == "■ Error"
    assert "Claim 1 accuses Mayor" in found["FAIR-01"][2]
    assert "BBC:" in found["FAIR-01"][2]
    assert found["FAIR-01"][3] == "1"
    assert found["TAG-02"][0] == "○ Info"
    assert "claim_a" in anchors(file, "1")
    ranks = ["■▲○".index(row[0][0]) for row in rows]
    assert ranks == sorted(ranks)


def test_waived_checks_stand_below_with_reason_reviewer_and_date() -> None:
    (row,) = table(read(filled_story()), "Severity", "Check", "What was found")

    assert row[1] == "Allegation not checked / VER-01"
    assert row[3:] == ["1", "They work there", "Lee Poe / March 8, 2020"]


def test_claims_lead_to_their_checks_and_allegations_to_their_answers() -> None:
    file = read(filled_story())

    claims = table(file, "No.", "Claim")
    assert claims[0][5].startswith("Unchecked / FAIR-01, ")
    assert anchors(file, "FAIR-01") <= places(file)
    assert anchors(file, "Allegation") == {"alleged_a"}
    assert "alleged_a" in places(file)


def test_direct_quotations_are_listed_with_a_box_to_tick() -> None:
    (row,) = table(read(filled_story()), "No.", "Exact words")

    assert row == [
        "2 / par. 1",
        "“We saw it,” / Direct",
        "Ann Roe / Named / Cue: “said”",
        "Verified / Tape 3 / Memo",
        "☐",
    ]


def test_the_heading_over_the_boxes_is_not_torn_by_a_wider_face() -> None:
    (found,) = [
        one for one in read(filled_story()).document.iter(f"{W}tbl")
        if "Compared" in "".join(next(one.iter(f"{W}tr")).itertext())
    ]  # fmt: skip
    points = int(value(list(found.iter(f"{W}gridCol"))[-1], "w")) / 20
    assert points / len("Compared") > 7.0  # that of a letter with the room at both ends


def test_evidence_is_linked_only_where_it_is_on_the_web() -> None:
    file = read(filled_story())

    rows = table(file, "No.", "Kind", "Evidence")
    assert rows[0] == [
        "2 / par. 1",
        "Primary",
        "Tape 3 / https://example.org/t?a=1&b=2",
        "We saw\ufffd it",
    ]
    assert rows[1][1:] == ["Secondary", "Memo / file:///home/ann/memo.pdf", "–"]
    targets = file.parts["word/_rels/document.xml.rels"].decode()
    assert "https://example.org/t?a=1&amp;b=2" in targets
    assert "file:" not in targets
    (shown,) = table(read(filled_story(), Variant.PUBLIC), "No.", "Kind", "Evidence")
    assert shown[2:] == ["https://example.org/t?a=1&b=2", "–"]


@pytest.mark.parametrize(
    ("deadline", "is_overdue"),
    [
        ("2020-03-09", True),
        ("2020-03-10", False),
        ("2020-03-10T14:00", True),
        ("2020-03-10T15:00+01:00", True),
        ("2020-03-10T15:00", False),
        (None, False),
    ],
)
def test_a_deadline_is_judged_by_the_date_of_the_report(
    deadline: str | None, *, is_overdue: bool
) -> None:
    made = filled_story()
    (marks,) = made.articles
    responses = tuple(replace(one, deadline=deadline) for one in marks.responses)

    (row,) = table(
        read(replace(made, articles=(replace(marks, responses=responses),))),
        "No.",
        "What has to be answered",
    )

    assert row[1:3] == ["She took cash", "Asked, no answer yet"]
    assert row[3] == "March 5, 2020 / phone"
    assert row[4].endswith("Overdue") is is_overdue


def test_open_questions_stand_by_target_and_vanish_when_they_are_settled() -> None:
    assert "Mayor" in headings(read(filled_story()), 3)
    settled = read(filled_story(ResponseStatus.DECLINED))
    assert "Nobody still has to be asked or heard." in settled.paragraphs()


def test_notes_stand_by_their_claims() -> None:
    (row,) = table(read(filled_story()), "No.", "Words", "Note")

    assert row == ["2 / par. 1", "“We saw it,”", "Ann asked twice / Reviewer 1"]


@pytest.mark.slow
def test_the_balance_gives_each_share_with_its_numbers() -> None:
    rows = {row[0]: row[1:] for row in table(read(report(wire_story())), "Measure", "By claims")}

    assert rows["Coverage"][:2] == ["–", "0.722 (241 of 334)"]
    assert rows["Unnamed share"][:2] == ["0.333 (5 of 15)", "0.353 (67 of 190)"]
    assert rows["Effective sources"][:2] == ["8.813", "8.504"]
    assert rows["Room for the reply"][1] == "0.231 (3 of 13)"
    assert rows["Resting on one source"][0] == "1, 2, 3, 7, 8"
    columns = ("Side", "Claims", "Words", "Share of words")
    sides = {row[0]: row[1:] for row in table(read(report(wire_story())), *columns)}
    assert sides["US government"] == ["5", "76", "0.400 to 0.616", "0.350", "0", "Paragraph 2"]


def test_below_five_attributed_claims_there_are_counts_alone() -> None:
    rows = {row[0]: row[1:] for row in table(read(filled_story()), "Measure", "By claims")}

    assert rows["Attribution rate"][0] == "2 of 3"
    assert "Effective sources" not in rows
    assert any("counts and no shares" in line for line in read(filled_story()).paragraphs())


def test_the_method_defines_tags_terms_thresholds_and_every_measure() -> None:
    file = read(filled_story())

    assert [row[0] for row in table(file, "Term")][:5] == [
        "Allegation",
        "Denial",
        "Official statement",
        "Anonymous source",
        "Claim",
    ]
    assert len(table(file, "Measure", "Formula")) == len(MEASURES)
    assert ["A reply is short below this share of the allegation's words", "0.25"] in table(
        file, "House rule"
    )
    assert file.paragraphs()[-1].startswith("Made with On Record ")


def test_the_public_reads_no_note_reason_reviewer_or_name_of_a_hidden_source() -> None:
    made = filled_story(note="Ring Jane", legal_note="Libel?", reviewer="Mary Lee")

    public = read(made, Variant.PUBLIC)

    kept = "Jane|Libel|Mary|Lee Poe|work there|some aides|phone|memo|Tape|asked twice|Ann asked"
    assert [word for word in kept.split("|") if word in public.everything()] == []
    found, waived = [rows for rows in public.tables() if rows[0][:2] == ["Severity", "Check"]]
    assert ["■ Error", "Allegation without an answer / FAIR-01", "1"] in found
    assert waived[1][1:] == ["Allegation not checked / VER-01", "1", "March 8, 2020"]


def test_a_very_long_quote_is_whole_in_the_article_and_short_in_tables() -> None:
    words = "Head\n\n" + "very long " * 400
    claim: Claim = on(words, ("very long " * 400).strip(), "a", tags=(Tag.OFFICIAL,))

    file = read(report(marked(words, [claim])))

    assert list(file.commented().values()) == [claim.quote]
    (row,) = table(file, "No.", "Claim")
    assert " … " in row[1]
    assert len(row[1]) < 800
    assert texts(file.document)
