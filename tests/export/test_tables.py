"""The tables as CSV and XLSX: every value as it is, and no cell that a spreadsheet evaluates."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.export import xlsx
from annotator.export.csv_table import guarded, unguarded
from annotator.export.formats import FORMATS, build
from annotator.export.sheets import sheet
from annotator.model import Evidence, Marks, Source, Waiver
from annotator.vocabulary import FileFormat, LegalRisk, SourceKind, TableName, Tag, Variant
from tests.export.marked import claim, marked, on, report, wire_story

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")', "'=1")


def rows(
    *stories: Marks, table: TableName = TableName.CLAIMS, variant: Variant = Variant.FULL
) -> list[dict[str, str]]:
    """Return a table's rows as Python's own reader reads them."""
    content = build(report(*stories, variant=variant), FORMATS[FileFormat.CSV], table)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def book(*stories: Marks, variant: Variant = Variant.FULL) -> openpyxl.Workbook:
    content = build(report(*stories, variant=variant), FORMATS[FileFormat.XLSX])
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_claims_of_the_wire_story_are_rows() -> None:
    marks = wire_story()

    found = rows(marks)

    assert [row["Quote"] for row in found] == [one.quote for one in marks.claims]
    assert [int(row["Claim"]) for row in found] == list(range(1, 20))
    told = found[6]
    assert {key: told[key] for key in ("Paragraph", "Start", "End", "Words", "Tags", "About")} == {
        "Paragraph": "5",
        "Start": "965",
        "End": "995",
        "Words": "6",
        "Tags": "allegation; official statement",
        "About": "Huawei",
    }
    assert told["Published"] == "2020-03-09"
    assert told["Answers"] == "About Huawei: answered by claim 9 (full denial)."


def test_the_other_tables_tell_sources_checks_and_measures() -> None:
    marks = wire_story()

    sources = rows(marks, table=TableName.SOURCES)
    assert {row["Source"]: row["Claims"] for row in sources}["Huawei"] == "1"
    hidden = next(row for row in sources if row["Kind"] == "anonymous")
    assert [hidden[key] for key in ("Sector", "Side", "Role", "Affiliation")] == [""] * 4
    checks = rows(marks, table=TableName.CHECKS)
    assert {row["Severity"] for row in checks} == {"error", "warning", "info"}
    measures = {(row["Measure"], row["Of"]): row for row in rows(marks, table=TableName.MEASURES)}
    told = measures["anonymous_share_claims", ""]
    assert (told["Numerator"], told["Denominator"]) == ("5", "15")
    assert measures["tag_counts", "allegation"]["Value"] == "2"
    assert measures["top_sources_claims", ""]["Names"]
    assert ("reply_lag", "claim 7, Huawei, answered by claim 9") in measures


def test_a_waived_check_stands_with_its_reason() -> None:
    text = "The mill lied, she said."
    made = on(text, "The mill lied", tags=(Tag.ALLEGATION,))
    story = marked(text, [made])
    waiver = Waiver("w", "a", "ATT-01", "Known", claim_id=made.id)
    story = Marks(story.article, story.document, story.claims, waivers=(waiver,))

    found = [row for row in rows(story, table=TableName.CHECKS) if row["State"] == "waived"]

    assert [(row["Rule"], row["Waived because"]) for row in found] == [("ATT-01", "Known")]


def test_csv_is_rfc_4180_with_a_mark_for_excel() -> None:
    text = 'He said "no",\nand\tmore\u00a0🚢.'

    content = build(report(marked(text, [claim(text, 0, len(text))])), FORMATS[FileFormat.CSV])

    assert content.startswith(b"\xef\xbb\xbfArticle,Article title,Published,Claim,")
    assert content.endswith(b"\r\n")
    assert b'"He said ""no"",\nand\tmore\xc2\xa0' in content
    assert rows(marked(text, [claim(text, 0, len(text))]))[0]["Quote"] == text


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_begins_a_formula(formula: str) -> None:
    text = f"{formula.strip()} is what he wrote"
    story = marked(
        text,
        [claim(text, 0, len(text), note=formula, source_id="s")],
        (Source("s", formula, aliases=(formula,)),),
        title=formula,
    )

    (row,) = rows(story)
    assert row["Note"] == f"'{formula}"
    assert unguarded(row["Note"]) == unguarded(row["Article title"]) == formula
    cells = [cell for each in rows(story, table=TableName.SOURCES) for cell in each.values()]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in (*cells, *row.values())
    )

    content = build(report(story), FORMATS[FileFormat.XLSX])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not any(
        b"<f>" in part or b"<f " in part or b"hyperlink" in part for part in parts.values()
    )
    found = [cell for page in book(story) for line in page.iter_rows() for cell in line]
    assert {cell.data_type for cell in found} <= {"s", "n", "d"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_guard_of_a_cell_can_be_taken_off(words: str) -> None:
    assert unguarded(guarded(words)) == words
    assert not guarded(words).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_workbook_has_typed_columns_under_a_frozen_row_with_filters() -> None:
    found = book(wire_story())

    assert found.sheetnames == ["Claims", "Sources", "Checks", "Measures"]
    page = found["Claims"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == page.dimensions == "A1:AF20"
    head = [cell.value for cell in page[1]]
    told = dict(zip(head, [cell.value for cell in page[8]], strict=True))
    assert told["Published"] == datetime(2020, 3, 9)  # noqa: DTZ001 - a day of no zone
    assert (told["Claim"], told["Start"], told["Confidence"]) == (7, 965, 1)
    assert told["Quote"] == "being able to spy on customers"
    assert found.properties.creator == "On Record"
    assert found.properties.created == datetime(2020, 3, 10, 14, 5, 9)  # noqa: DTZ001


@pytest.mark.slow
def test_a_workbook_follows_the_schemas_of_excel(tmp_path: Path) -> None:
    for variant in (Variant.FULL, Variant.PUBLIC):
        found = report(wire_story(), marked("", blocks=()), variant=variant)
        (tmp_path / f"{variant}.xlsx").write_bytes(build(found, FORMATS[FileFormat.XLSX]))

    command = [sys.executable, "-m", "openxml_audit", "-f", "microsoft365", "-o", "json", "-r"]
    done = subprocess.run([*command, tmp_path], capture_output=True, text=True, check=False)

    findings = json.loads(done.stdout)
    assert [(entry["errors"], entry["warning_count"]) for entry in findings] == [([], 0)] * 2


def test_hostile_words_are_read_back_from_a_workbook() -> None:
    text = "a\u00a0b \u202eevil\u202c 👩‍👩‍👧‍👦 <b>&amp; _x0041_\n\tקול \x80"
    story = marked(text, [claim(text, 0, len(text), note="\x01\ufffe")], published="soon")

    page = book(story)["Claims"]

    head = [cell.value for cell in page[1]]
    told = dict(zip(head, [cell.value for cell in page[2]], strict=True))
    assert told["Quote"] == text
    assert told["Note"] == "\ufffd\ufffd"
    assert told["Published"] == "soon"


def test_what_excel_cannot_hold_is_cut_short_where_it_can_be_seen() -> None:
    text = "🚢" * 20_000

    quote = str(book(marked(text, [claim(text, 0, len(text))]))["Claims"].cell(2, 10).value)

    assert len(quote.encode("utf-16-le")) // 2 <= xlsx.MAX_CELL
    assert quote.rstrip("…") == "🚢" * (len(quote) - 1)


def test_the_public_tables_have_pseudonyms_and_nothing_of_the_newsroom() -> None:
    text = "The mill lied, officials said."
    story = marked(
        text,
        [
            on(
                text,
                "The mill lied",
                source_id="s",
                targets=("officials", "The mill"),
                note="SECRET note",
                legal_risk=LegalRisk.HIGH,
                legal_note="SECRET risk",
                via="SECRET via",
                mention="SECRET mention",
                reported_speaker="SECRET speaker",
                evidence=(Evidence(title="SECRET file"),),
                reviewer="SECRET reviewer",
            )
        ],
        (
            Source("s", "officials", SourceKind.ANONYMOUS, role="SECRET role", side="SECRET side"),
            Source("m", "The mill", role="SECRET role of officials", aliases=("SECRET alias",)),
        ),
        url="file:///SECRET",
    )
    public = report(story, variant=Variant.PUBLIC)

    for kind in (
        FileFormat.CSV,
        FileFormat.XLSX,
        FileFormat.JSON,
        FileFormat.JSONLD,
        FileFormat.HTML,
    ):
        form = FORMATS[kind]
        told = "\n".join(form.read(public, build(public, form)).words())
        assert "SECRET" not in told, kind
        assert "Source A" in told, kind
    (row,) = rows(story, variant=Variant.PUBLIC)
    assert row["About"] == "Source A; The mill"
    assert book(story, variant=Variant.PUBLIC).sheetnames == ["Claims", "Sources", "Measures"]


def test_the_rows_of_a_table_are_as_wide_as_its_head() -> None:
    for name in TableName:
        found = sheet(report(wire_story()), name)
        assert found.rows
        assert {len(row) for row in found.rows} == {len(found.columns)}
