"""Whatever a stranger's file does to its reader, it becomes articles or one plain sentence."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.errors import UnreadableError
from annotator.importers import source_file
from annotator.sandbox import Limits, Sandbox
from annotator.text import is_canonical
from tests.importers.hand_pdf import pdf

SAMPLES = Path(__file__).parent.parent / "data" / "formats"
SECONDS = 3


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=SECONDS)) as opened:
        yield opened


def outcome(sandbox: Sandbox, data: bytes, name: str) -> str:
    """Return the texts that were read, or the sentence that refused the file."""
    try:
        found = sandbox.read_all(source_file.from_bytes(data, name))
    except UnreadableError as error:
        sentence = str(error)
        assert sentence.startswith(name)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert "mistake in On Record" not in sentence
        return sentence
    assert all(is_canonical(one.imported.text) for one in found)
    return "\n".join(one.imported.text for one in found)


HOSTILE_PDFS: dict[str, Callable[[], bytes]] = {
    "nothing after the header": lambda: b"%PDF-1.7\n",
    "a count of pages that is a lie": lambda: pdf([(72, 700, 10, "Words")]).replace(
        b"/Count 1", b"/Count 99999999"
    ),
    "pages in a ring": lambda: pdf([(72, 700, 10, "Words")]).replace(
        b"/Kids [6 0 R]", b"/Kids [2 0 R]"
    ),
    "a huge page and huge letters": lambda: pdf([(1e30, -1e30, 1e30, "Words")]).replace(
        b"612 792", b"9e37 9e37"
    ),
    "letters of no size": lambda: pdf([(72, 700, 0, "Words and words")]),
    "deep arrays": lambda: pdf([(72, 700, 10, "W")], info="/A " + "[" * 100_000),
    "deep operands": lambda: pdf([(72, 700, 10, ") Tj " + "[" * 50_000 + "(")]),
    "a title of zeros": lambda: pdf([(72, 700, 10, "Words")], info="/Title (\0\0\xfe\xff)"),
    "letters all over": lambda: pdf(
        [(at * 7919 % 600, at * 104_729 % 780, 1 + at % 40, "x") for at in range(5_000)]
    ),
    "a hundred pages of one line": lambda: pdf(*[[(72, 700, 10, "A line of it")]] * 100),
}


@pytest.mark.parametrize("what", HOSTILE_PDFS)
def test_a_hostile_pdf_is_read_or_refused(sandbox: Sandbox, what: str) -> None:
    assert outcome(sandbox, HOSTILE_PDFS[what](), "story.pdf")


@pytest.mark.parametrize("name", ["ferry.pdf", "ferry-columns.pdf"])
def test_a_damaged_sample_is_read_or_refused(sandbox: Sandbox, name: str) -> None:
    whole = (SAMPLES / name).read_bytes()
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    for tenth in range(1, 10):
        assert outcome(sandbox, whole[: len(whole) * tenth // 10], name)
    for _ in range(20):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 10, 200])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert outcome(sandbox, bytes(data), name)
