"""LibreOffice opens the report and shows each claim's words."""

import shutil
import subprocess
from pathlib import Path

import pytest

from annotator.export import word
from tests.export.marked import report, wire_story

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")


@pytest.mark.slow
@pytest.mark.skipif(
    SOFFICE is None or PDFTOTEXT is None, reason="LibreOffice and poppler are not both installed"
)
def test_each_claim_can_be_read_in_the_printed_report(tmp_path: Path) -> None:
    marks = wire_story()
    word.write(report(marks), tmp_path / "report.docx")

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
