"""Generated projects, read by others: two validators, lxml alone, LibreOffice and poppler."""

import os
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import settings

from annotator.export import word
from tests.export.printed_words import Printed, drawable
from tests.export.soundness import is_valid, tells_all
from tests.export.thousand import COUNT, JOINED, drawn
from tests.export.word_reader import WordFile
from tests.libreoffice import converted, needs_libreoffice

BATCH = 50


def read_by_others(numbers: Iterable[int], folder: Path, *, is_printed: bool) -> Counter[str]:
    """Write the reports of these numbers, have them read, and count what was found.

    What is wrong is counted, too, under the number of its project.
    """
    counted: Counter[str] = Counter()
    folder.mkdir()
    written: dict[int, Path] = {}
    for number in numbers:
        made = drawn(number)
        path = folder / f"{number:04}.docx"
        word.write(made.report, path, made.page)
        counted.update([str(made.report.variant), "reports"])
        try:
            is_valid(path)
            claims = tells_all(path.read_bytes(), made.report, made.page)
            counted["claims found in comments"] += claims
            written[number] = path
        except AssertionError as error:
            counted[f"WRONG {number}: {error}"] += 1
    if is_printed:
        printed = converted(list(written.values()), "pdf", folder)
        for number, pdf in zip(written, printed, strict=True):
            try:
                counted.update(_printed(pdf, written[number]))
            except (AssertionError, ValueError) as error:
                counted[f"WRONG {number}, printed: {error}"] += 1
    return counted


def _printed(pdf: Path, path: Path) -> Counter[str]:
    file = WordFile(path.read_bytes())
    if any(emoji in "".join(file.article()) for emoji in JOINED) and ord("👩") not in drawable():
        return Counter(["reports with joined emoji that no font has, which are not compared"])
    seen = Printed(pdf)
    articles = seen.holds_articles_of(file)
    return Counter(
        {
            "articles printed": articles,
            "characters compared in print": seen.compared,
            "characters no font has a shape for": seen.left_out.total(),
        }
    )


def wrong(counted: Counter[str]) -> list[str]:
    return [what for what in counted if what.startswith("WRONG")]


@pytest.mark.slow
def test_generated_reports_are_read_by_others(tmp_path: Path) -> None:
    count = min(settings().max_examples, BATCH)

    found = read_by_others(range(count), tmp_path / "reports", is_printed=False)

    assert wrong(found) == []
    assert found["reports"] == count
    assert found["claims found in comments"] > count


@pytest.mark.slow
@needs_libreoffice
def test_generated_reports_are_printed_whole_by_libreoffice(tmp_path: Path) -> None:
    found = read_by_others(range(COUNT, COUNT + 12), tmp_path / "reports", is_printed=True)

    assert wrong(found) == []
    assert found["articles printed"] >= 9


@pytest.mark.torture
@needs_libreoffice
def test_a_thousand_generated_reports_are_read_by_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        begun = [
            pool.submit(
                read_by_others,
                range(first, first + BATCH),
                tmp_path / f"batch{first}",
                is_printed=True,
            )
            for first in range(0, COUNT, BATCH)
        ]
        found = Counter[str]()
        with capsys.disabled():
            for number, batch in enumerate(begun, 1):
                found += batch.result()
                print(f"\nAfter {number * BATCH:,} of {COUNT:,} projects:")  # noqa: T201
                for what, count in found.items():
                    print(f"{count:>9,}  {what}")  # noqa: T201
    assert wrong(found) == []
    assert found["reports"] == COUNT
