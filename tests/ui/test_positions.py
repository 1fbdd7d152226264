"""Positions against Qt itself: what Qt counts is what we say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from annotator.text import canonical
from ui.positions import Positions

TRICKY = [
    "a",
    "é",
    "e\u0301",
    "😀",
    "👨‍👩‍👧",
    "\u00a0",
    "\u200d",
    "\u200f",
    "עברית",
    "العربية",
    "\n",
    " ",
    "\t",
]
TRICKY += ["\u2028", "\r\n", "\ufeff", "\U0010fffd", "“", "\ufffc"]
TEXTS = st.lists(st.sampled_from(TRICKY) | st.text(max_size=3), max_size=40).map(
    lambda parts: canonical("".join(parts))
)


def document(positions: Positions) -> QTextDocument:
    made = QTextDocument()
    made.setPlainText(positions.shown)
    return made


@pytest.mark.usefixtures("qapp")
@given(TEXTS)
def test_every_offset_stands_where_qt_has_its_character(text: str) -> None:
    positions = Positions(text)
    shown = document(positions)
    assert shown.characterCount() - 1 == positions.to_position(len(text))
    for offset, character in enumerate(text):
        cursor = QTextCursor(shown)
        cursor.setPosition(positions.to_position(offset))
        cursor.setPosition(positions.to_position(offset + 1), QTextCursor.MoveMode.KeepAnchor)
        expected = "\u2029" if character == "\n" else character
        # Qt hands out NBSP and the object character as they are from selectedText.
        assert cursor.selectedText() == expected


@given(TEXTS)
def test_every_offset_comes_back(text: str) -> None:
    positions = Positions(text)
    assert [positions.to_offset(positions.to_position(i)) for i in range(len(text) + 1)] == list(
        range(len(text) + 1)
    )


@given(TEXTS)
def test_the_middle_of_a_pair_snaps_to_its_start(text: str) -> None:
    positions = Positions(text)
    for offset, character in enumerate(text):
        if character > "\uffff":
            assert positions.to_offset(positions.to_position(offset) + 1) == offset


@given(st.text("ab 😀\n", max_size=60), st.integers(2, 9))
def test_long_lines_are_broken_for_display_alone(text: str, longest: int) -> None:
    positions = Positions(text, longest)
    assert max(map(len, positions.shown.split("\n"))) <= longest
    assert positions.shown.replace("\n", "") == text.replace("\n", "")
    offsets = [positions.to_offset(positions.to_position(i)) for i in range(len(text) + 1)]
    assert offsets == list(range(len(text) + 1))
    encoded = positions.shown.encode("utf-16-le")
    for offset, character in enumerate(text):
        at = positions.to_position(offset) * 2
        assert encoded[at:].decode("utf-16-le").startswith(character)


def test_a_document_of_one_long_line_is_broken_at_spaces() -> None:
    text = "word " * 10_000
    lines = Positions(text).shown.split("\n")
    assert all(line.endswith(" ") for line in lines)
    assert len(lines) == 5
