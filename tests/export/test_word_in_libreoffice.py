"""LibreOffice opens the report and shows each claim's words."""

import shutil
import subprocess
from pathlib import Path

import pytest

from annotator.export import newsroom, word
from tests.export.house import house
from tests.export.marked import report, wire_story

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")


@pytest.mark.slow
@pytest.mark.skipif(
    SOFFICE is None or PDFTOTEXT is None, reason="LibreOffice and poppler are not both installed"
)
@pytest.mark.parametrize("is_based", [False, True])
def test_each_claim_can_be_read_in_the_printed_report(tmp_path: Path, *, is_based: bool) -> None:
    marks = wire_story()
    base = newsroom.from_bytes(house(), "house.docx") if is_based else None
    word.write(report(marks), tmp_path / "report.docx", None, base)

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE or "", profile, "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "report.docx"],
        check=True,
        capture_output=True,
    )

    printed = subprocess.run(
        [PDFTOTEXT or "", "-raw", tmp_path / "report.pdf", "-"], check=True, capture_output=True
    )
    shown = "".join(printed.stdout.decode().split())
    for found in marks.claims:
        assert "".join(found.quote.split()) in shown
