"""Whatever an article holds, its report opens, tells its words and keeps its secrets."""

from pathlib import Path
from tempfile import TemporaryDirectory

import ooxml_integrity
import pytest
from hypothesis import given, settings

from annotator.export import word
from annotator.report import Report
from tests.export.generated import reports
from tests.export.soundness import tells_all


def is_sound(found: Report) -> None:
    """Check one report with readers that share nothing with the exporter."""
    content = word.build(found)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(content)
        assert [str(finding) for finding in ooxml_integrity.check(path)] == []
    tells_all(content, found)


@pytest.mark.slow
@given(reports())
def test_a_report_on_anything_is_sound(found: Report) -> None:
    is_sound(found)


@pytest.mark.torture
@settings(max_examples=1_000)
@given(reports())
def test_a_thousand_reports_on_anything_are_sound(found: Report) -> None:
    is_sound(found)
