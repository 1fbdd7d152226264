"""Whatever an article holds, its report opens, tells its words and keeps its secrets."""

from pathlib import Path
from tempfile import TemporaryDirectory

import ooxml_integrity
import pytest
from hypothesis import given, settings

from annotator.export import word
from annotator.export.edition import PAGE_ONE, PARTS
from annotator.report import Report
from annotator.vocabulary import Variant
from tests.export.generated import PRIVATE, in_blocks, reports
from tests.export.word_reader import W, WordFile, style, value


def is_sound(found: Report) -> None:
    """Check one report with readers that share nothing with the exporter."""
    content = word.build(found)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(content)
        assert [str(finding) for finding in ooxml_integrity.check(path)] == []
    file = WordFile(content)
    (marks,) = found.articles
    parts = ["".join(p.itertext()) for p in file.document.iter(f"{W}p") if style(p) == "Heading2"]
    assert parts == [part.value for part in PARTS[found.variant] if part not in PAGE_ONE]
    if parts:
        assert file.article() == [block.span.of(marks.text) for block in marks.blocks]
        words = sorted(file.commented().values())
        assert words == sorted(in_blocks(marks, claim) for claim in marks.claims)
    places = [value(mark, "name") for mark in file.document.iter(f"{W}bookmarkStart")]
    assert len(set(places)) == len(places)
    links = {value(link, "anchor") for link in file.document.iter(f"{W}hyperlink")}
    assert links - {"None"} <= set(places)
    if "word/_rels/document.xml.rels" in file.parts:
        links = {*file.parts["word/_rels/document.xml.rels"].decode().split('"')}
        assert not [one for one in links if one.startswith(("javascript:", "file:"))]
    if found.variant is Variant.PUBLIC:
        assert PRIVATE not in file.everything()


@given(reports())
def test_a_report_on_anything_is_sound(found: Report) -> None:
    is_sound(found)


@pytest.mark.torture
@settings(max_examples=1_000)
@given(reports())
def test_a_thousand_reports_on_anything_are_sound(found: Report) -> None:
    is_sound(found)
