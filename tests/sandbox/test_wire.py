"""What comes from the child is believed only where it could be the program's own."""

import io
import json
from array import array
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.importers import Damage, Imported, Remark, read_bytes
from annotator.importers.imported import Found
from annotator.model import Span
from annotator.sandbox import wire
from annotator.text import canonical, is_canonical
from tests.examples import examples

STORY = "Mill denies it\nThe mill 😀 denied it.\nIts owner did not.\n".encode()
MOST = 10_000_000


def told(found: tuple[Found, ...], data: bytes) -> tuple[dict[str, Any], bytes]:
    stream = io.BytesIO()
    wire.send(stream, *wire.answer(found, data))
    stream.seek(0)
    return wire.receive(stream, MOST)


def story() -> Found:
    imported = read_bytes(STORY, "mill.txt")
    return Found(imported, 11)


def test_articles_come_back_as_they_were() -> None:
    first = story()
    entry = Imported(
        text="Headline",
        blocks=(),
        title="Headline",
        original=b"<item/>",
        original_name="feed.xml",
        published="2026-01-02",
        encodings=("utf-8",),
        origins={"title": "JSON-LD"},
        notices=("It was long.",),
        damage=Damage(2, "Trumpâ€™s", "Trump’s"),
        remarks=(Remark(Span(0, 4), "Ann", "Check\nthis."),),
    )
    both = (first, Found(entry, 1))
    assert wire.articles_of(told(both, first.imported.original), first.imported.original) == both


@given(st.text())
def test_canonical_text_is_told_from_all_other(text: str) -> None:
    assert is_canonical(text) == (canonical(text) == text)


def test_a_flaw_far_into_a_long_text_is_seen() -> None:
    assert is_canonical("a" * 600_000)
    assert not is_canonical("a" * 600_000 + "\r")


WRONG: dict[str, list[object]] = {
    "title": ["", 5, None, "two\nlines", "x" * 200_000],
    "byline": [5, "a\nb", []],
    "text": [-1, 1, 10**9, "5", True, None],
    "original": [-1, 10**9, "5"],
    "words": [-1, 1.5, None],
    "blocks": [-1, 0, 1, 10**6, "3", None, []],
    "remarks": [[[0, 10**6, "", ""]], [[0, 4, "", "\r"]], [[0, 4, 1, ""]]],
    "encodings": [["a\nb"], 7],
    "origins": [{"title": 5}, []],
    "notices": [["a\nb"], None],
    "damage": [[1, "a"], [-1, "a", "b"], ["1", "a", "b"], [1, "a\nb", "b"], 7],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_an_answer_with_a_wrong_part_is_refused(name: str, value: object) -> None:
    header, body = told((story(),), STORY)
    header["articles"][0][name] = value
    with pytest.raises(wire.BrokenAnswerError):
        wire.articles_of((header, body), STORY)


BLOCKS = {
    "beyond the end": (1, 0, 10**6, 1),
    "empty": (1, 5, 5, 1),
    "backwards": (1, 8, 5, 1),
    "of no kind": (99, 0, 4, 1),
}


@pytest.mark.parametrize("numbers", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("which", [0, 1])
def test_blocks_that_are_none_are_refused(numbers: tuple[int, ...], which: int) -> None:
    header, body = told((story(),), STORY)
    at = header["articles"][0]["text"] + which * 16
    with pytest.raises(wire.BrokenAnswerError):
        wire.articles_of(
            (header, body[:at] + array("I", numbers).tobytes() + body[at + 16 :]), STORY
        )


@pytest.mark.parametrize(
    ("header", "mistake", "tried"),
    [
        ({"mistake": "KeyError", "where": ["a.py:5", "b.py:7"]}, "KeyError a.py:5 b.py:7", ""),
        ({"mistake": "The mayor said so", "where": ["no\nname", 5, "c.py:1"]}, "c.py:1", ""),
        ({"mistake": [], "where": 5}, "", ""),
        ({"mistake": "E", "where": ["a.py:1"] * 10_000}, " ".join(["E", *["a.py:1"] * 99]), ""),
        ({"tried": ["socket.connect", "socket.connect", "the mayor", 5]}, None,
         "socket.connect, 5"),
        ({"tried": 7}, None, ""),
    ],
)  # fmt: skip
def test_nothing_is_logged_of_the_child_but_names_as_the_program_has(
    header: dict[str, Any], mistake: str | None, tried: str
) -> None:
    assert wire.mistake_in(header) == mistake
    assert wire.tried_in(header) == tried


@pytest.mark.parametrize("sentence", [5, None, ["a"], {}])
def test_a_refusal_that_is_no_sentence_is_none(sentence: object) -> None:
    assert wire.refusal_in({"refused": sentence}) is None


def test_text_that_is_not_canonical_is_refused() -> None:
    header, body = told((story(),), STORY)
    with pytest.raises(wire.BrokenAnswerError):
        wire.articles_of((header, body.replace(b"\n", b"\r")), STORY)


@examples(100)
@given(st.data())
def test_no_answer_does_more_than_be_refused(data: st.DataObject) -> None:
    stream = io.BytesIO()
    found = story()
    wire.send(stream, *wire.answer((found,), STORY))
    sent = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    try:
        (article,) = wire.articles_of(wire.receive(io.BytesIO(bytes(sent)), MOST), STORY)
    except (wire.BrokenAnswerError, EOFError):
        return
    text = article.imported.text
    assert is_canonical(text)
    assert all(0 <= block.start < block.end <= len(text) for block in article.imported.blocks)


@pytest.mark.parametrize(
    "sent", [b"", b"\0" * 7, b"\0" * 16, b"\0" * 7 + b"\1" + b"\0" * 8 + b"["]
)
def test_what_is_no_message_is_refused(sent: bytes) -> None:
    with pytest.raises((wire.BrokenAnswerError, EOFError)):
        wire.receive(io.BytesIO(sent), MOST)


def test_a_message_that_is_too_long_is_never_read() -> None:
    stream = io.BytesIO()
    wire.send(stream, {"a": "b" * 2_000})
    stream.seek(0)
    with pytest.raises(wire.BrokenAnswerError):
        wire.receive(stream, 1_000)
    assert stream.tell() == 16
    assert json.loads(stream.read()) == {"a": "b" * 2_000}
