"""The page on formats says what the samples show."""

from pathlib import Path

from annotator.importers.formats import FORMATS
from tests.formats_page import page

ROOT = Path(__file__).parents[2]


def test_the_page_on_formats_is_what_the_samples_give() -> None:
    written = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    assert written == page(), "write it: python -m tests.formats_page > docs/formats.md"


def test_every_format_has_a_row_and_a_sample() -> None:
    rows = page().splitlines()[7:]
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == [
        kind.told for kind in reversed(FORMATS)
    ]
    assert all(not row.endswith("| – |") for row in rows)
