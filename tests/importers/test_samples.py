"""Each sample file reads as the text beside it says, here and in the child process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UnreadableError
from annotator.importers import read_all, source_file
from annotator.sandbox import Limits, Sandbox

SAMPLES = Path(__file__).parent.parent / "data" / "formats"
BETWEEN = "\n\n=====\n\n"
"""Stands between the articles of a file that has several."""

READ = sorted(path.with_suffix("") for path in SAMPLES.glob("*.*.txt"))
REFUSED = {
    "ferry-password.pdf": "has a password; save it without one.",
    "ferry-scan.pdf": "is a scan or a picture without text; "
    "run text recognition (OCR) on it, or type its text.",
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=5)) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_a_sample_reads_as_the_text_beside_it(path: Path, sandbox: Sandbox) -> None:
    source = source_file.from_path(path)
    expected = path.with_name(f"{path.name}.txt").read_text(encoding="utf-8")
    here = read_all(source)
    assert BETWEEN.join(article.text for article in here) + "\n" == expected
    assert tuple(found.imported for found in sandbox.read_all(source)) == here


@pytest.mark.parametrize(("name", "why"), REFUSED.items())
def test_a_sample_that_cannot_be_read_says_why(name: str, why: str, sandbox: Sandbox) -> None:
    source = source_file.from_path(SAMPLES / name)
    with pytest.raises(UnreadableError) as refused:
        sandbox.read_all(source)
    assert str(refused.value) == f"{name} {why}"


@pytest.mark.slow
def test_every_sample_has_its_text_or_its_reason() -> None:
    files = {path.name for path in SAMPLES.iterdir()}
    told = {path.name for path in READ} | set(REFUSED)
    assert told == {name for name in files if f"{name}.txt" in files} | (set(REFUSED) & files)
    assert len(READ) >= 2
