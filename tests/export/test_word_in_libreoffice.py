"""LibreOffice opens the report and shows each claim's words."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.export import newsroom, word
from annotator.export.newsroom import Base
from annotator.export.package import A4, LETTER, Page
from annotator.report import Report
from tests.export.house import house
from tests.export.marked import report, wire_story
from tests.libreoffice import PDFTOTEXT, SOFFICE, needs_libreoffice

pytestmark = [pytest.mark.slow, needs_libreoffice]


def printed(
    found: Report, folder: Path, page: Page | None = None, base: Base | None = None
) -> list[str]:
    """Return the words of each page that LibreOffice prints."""
    word.write(found, folder / "report.docx", page, base)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE or "", profile, "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", folder, folder / "report.docx"], check=True, capture_output=True
    )
    read = subprocess.run(
        [PDFTOTEXT or "", "-raw", folder / "report.pdf", "-"], check=True, capture_output=True
    )
    return read.stdout.decode().split("\f")


@pytest.mark.parametrize("is_based", [False, True])
def test_each_claim_can_be_read_in_the_printed_report(tmp_path: Path, *, is_based: bool) -> None:
    marks = wire_story()
    base = newsroom.from_bytes(house(), "house.docx") if is_based else None

    shown = "".join("".join(printed(report(marks), tmp_path, None, base)).split())

    for found in marks.claims:
        assert "".join(found.quote.split()) in shown


@pytest.mark.parametrize("page", [A4, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("title", ["Short", "A long title that goes on " * 20], ids=len)
def test_page_one_is_the_decision_and_nothing_else(page: Page, title: str, tmp_path: Path) -> None:
    made = wire_story()
    byline = "Somebody With A Very Long Name " * 9
    article = replace(made.article, title=title, byline=byline, url="https://example.org/" * 20)

    first, second, *_ = printed(report(replace(made, article=article)), tmp_path, page)

    for words in ("5 of 15", "Must fix: 1 error, 20 warnings", "see Checks", "Legal"):
        assert words in first
    assert first.count("Name and date") == 3
    assert second.lstrip().startswith("Contents")
