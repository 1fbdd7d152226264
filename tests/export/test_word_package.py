"""The package of a report: valid, our own, and the same bytes for the same report."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import ooxml_integrity
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from annotator.errors import ExportError
from annotator.export import package, word
from annotator.export.package import LETTER
from annotator.model import Descriptor, Marks, Source
from annotator.report import Report
from annotator.vocabulary import SourceKind, Tag, Variant
from tests.export.marked import claim, filled_story, marked, on, report, wire_story
from tests.export.word_reader import W, WordFile, value

REPORTS = {
    **{variant.value: report(wire_story(), variant=variant) for variant in Variant},
    **{f"filled {variant}": replace(filled_story(), variant=variant) for variant in Variant},
    "bare": report(marked("A story with no marks.")),
    "empty": report(marked("", blocks=())),
    "none": Report("News", (), "2020-03-10"),
    "several": report(wire_story(), marked("Head\n\nBody", url="file:///etc/passwd")),
    "tangled": report(
        marked(
            "One two\tthree 👩‍👩‍👧‍👦\n\nقال المتحدث\n\n\n\nfour five",
            [
                claim(
                    "One two\tthree 👩‍👩‍👧‍👦\n\nقال المتحدث\n\n\n\nfour five", start, end, f"c{n}"
                )
                for n, (start, end) in enumerate([(0, 40), (4, 12), (4, 12), (8, 30), (33, 36)])
            ],
        )
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_no_comment_anchor_style_list_or_link_dangles(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    word.write(REPORTS[name], path)

    assert [str(finding) for finding in ooxml_integrity.check(path)] == []


@pytest.mark.slow
def test_every_report_follows_the_schemas_of_word(tmp_path: Path) -> None:
    for name, found in REPORTS.items():
        path = tmp_path / f"{name}.docx"
        word.write(found, path)

        # One validator for several files takes the comments of one for those of another.
        result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path)

        assert (name, list(result.errors)) == (name, [])
        assert (name, result.warning_count) == (name, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert word.build(REPORTS[name]) == word.build(REPORTS[name])


@pytest.mark.slow
def test_another_process_in_another_zone_writes_the_same_bytes() -> None:
    # At 14:05 UTC it is 10:05 in New York, where a deadline of 14:00 would not be over.
    code = """
import hashlib
from dataclasses import replace
from annotator.export import word
from tests.export.marked import filled_story, report, wire_story
found = filled_story()
(marks,) = found.articles
due = tuple(replace(one, deadline="2020-03-10T14:00") for one in marks.responses)
late = replace(found, articles=(replace(marks, responses=due),))
for one in (report(wire_story()), late):
    print(hashlib.sha256(word.build(one)).hexdigest())
"""
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            cwd=Path(__file__).parents[2],
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "America/New_York"))
    }
    assert len(runs) == 1


@pytest.mark.slow
def test_the_archive_tells_nothing_of_the_machine_or_the_hour() -> None:
    read = WordFile(word.build(REPORTS["full"]))

    assert read.entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in read.entries} == {(1980, 1, 1, 0, 0, 0)}
    attributes = {(entry.create_system, entry.external_attr) for entry in read.entries}
    assert attributes == {(0, 0o600 << 16)}


@pytest.mark.slow
def test_nothing_of_a_template_is_left() -> None:
    read = WordFile(word.build(REPORTS["full"]))

    assert not [name for name in read.parts if "customXml" in name or "thumbnail" in name]
    assert "python-docx" not in read.everything()
    assert b"rsid" not in b"".join(read.parts.values())


def test_the_properties_name_the_story_and_the_report_date() -> None:
    core = WordFile(word.build(REPORTS["full"])).parts["docProps/core.xml"].decode()

    assert "<dc:title>Top U.S. envoy presses Canada" in core
    assert core.count("2020-03-10T14:05:09Z") == 2
    assert "<cp:lastModifiedBy>On Record</cp:lastModifiedBy>" in core


def test_every_comment_is_dated_by_the_report_and_signed_by_its_reviewer() -> None:
    text = "Head\n\nA claim"
    marks = marked(text, [on(text, "A claim", reviewer="Mary Ann Lee")])

    (comment,) = WordFile(word.build(report(marks))).tree("comments")

    assert value(comment, "date") == "2020-03-10T14:05:09Z"
    assert (value(comment, "author"), value(comment, "initials")) == ("Mary Ann Lee", "MAL")


def test_a_bookmark_keeps_its_name_when_claims_are_added_before_it() -> None:
    text = "Head one two"
    name = "0f8fad5b-d9cb-469f-a165-70867728950e"
    later = on(text, "two", name)

    alone = WordFile(word.build(report(marked(text, [later]))))
    after = WordFile(word.build(report(marked(text, [on(text, "one"), later]))))

    wanted = "claim_0f8fad5bd9cb469fa16570867728950e"
    for read in (alone, after):
        names = [value(mark, "name") for mark in read.document.iter(f"{W}bookmarkStart")]
        assert wanted in names
        assert len(set(names)) == len(names)


@pytest.mark.slow
def test_every_inner_link_leads_somewhere() -> None:
    for found in REPORTS.values():
        document = WordFile(word.build(found)).document
        places = {value(mark, "name") for mark in document.iter(f"{W}bookmarkStart")}
        links = [value(link, "anchor") for link in document.iter(f"{W}hyperlink")]
        assert {link for link in links if link != "None"} <= places


@pytest.mark.parametrize(
    ("url", "is_linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("mailto:desk@example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        (r"\\server\share\story.docx", False),
        ("//server/share", False),
        ("https:", False),
        ("http://[", False),
        ("www.example.org", False),
    ],
)
def test_only_web_and_mail_addresses_become_links(url: str, is_linked: bool) -> None:
    read = WordFile(word.build(report(marked("Head", url=url))))

    assert url in read.paragraphs()
    targets = read.parts["word/_rels/document.xml.rels"].decode()
    assert ('TargetMode="External"' in targets) is is_linked


def test_more_comments_than_word_reads_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_COMMENTS", 3)
    text = "a b c d"
    claims = [claim(text, at, at + 1) for at in range(0, 7, 2)]

    with pytest.raises(ExportError, match="at most 3 comments"):
        word.build(report(marked(text, claims)))
    word.build(report(marked(text, claims[:3])))


@pytest.mark.slow
def test_a_report_can_be_printed_on_letter_paper() -> None:
    document = WordFile(word.build(REPORTS["full"], LETTER)).document

    (size,) = document.iter(f"{W}pgSz")
    assert (value(size, "w"), value(size, "h")) == ("12240", "15840")
    widths = {
        sum(int(value(column, "w")) for column in grid.iter(f"{W}gridCol"))
        for grid in document.iter(f"{W}tblGrid")
    }
    assert widths == {12240 - 2 * 1134}


@pytest.fixture
def told() -> Marks:
    """Return a story whose anonymous source is called by a name that must not be read."""
    text = "Head\n\nThe budget was\tcooked by Ann’s boss."
    source = Source("s", "an official", SourceKind.ANONYMOUS, descriptor=Descriptor(count=1))
    words = on(text, "cooked", tags=(Tag.ANONYMOUS,), source_id="s", note="Call Jane Q. Doe")
    return marked(text, [words], (source,))


@pytest.mark.parametrize(
    ("secret", "place"),
    [
        ("jane q. DOE", "the comment on claim 1"),
        ("budget was cooked by", "Annotated article"),
        ("ANN'S BOSS", "Annotated article"),
        ("a story", "properties|part"),
    ],
)
def test_a_confidential_string_stops_the_report_and_its_place_is_named(
    told: Marks, secret: str, place: str, tmp_path: Path
) -> None:
    out = tmp_path / "report.docx"
    out.write_bytes(b"old")

    with pytest.raises(ExportError, match=place) as refused:
        word.write(report(told, hidden=(secret,)), out)

    assert secret.casefold() not in str(refused.value).casefold()
    assert out.read_bytes() == b"old"


def test_a_confidential_string_that_is_not_there_stops_nothing(told: Marks) -> None:
    assert word.build(report(told, hidden=("John Roe", "", "  "))) == word.build(report(told))
