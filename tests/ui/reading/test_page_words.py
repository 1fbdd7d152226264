"""Where words are and where the mouse finds them, in every kind of text."""

from unicodedata import bidirectional

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import Span
from annotator.text import Graphemes
from tests.ui.reading.conftest import ShowPage
from ui.positions import Positions
from ui.reading.geometry import Frame
from ui.reading.painting import handles_of
from ui.reading.room import AFTER, BEFORE

TRICKY = {
    "plain": "The union said that the mill dumped waste. “It did so twice,” a clerk said. " * 3,
    "emoji": "Family 👨‍👩‍👧 of three 😀😀 said 🇩🇪🇫🇷 yes 👍🏽 and no.",
    "combining": "An e\u0301tude, a c\u0327a, a Z\u0351\u036b\u0343algo, and na\u0308ive words.",
    "no-break": "10\u00a0000 km,\u202f5\u00a0% of\u2007it; zero\u200bwidth, soft\u00adhyphen.",
    "hebrew": "ראש הממשלה אמר שהדוח שגוי. דובר הכחיש את הטענה. " * 3,
    "arabic": "قال الوزير إن التقرير غير صحيح. ونفى المتحدث ذلك. " * 3,
    "mixed": "The minister said “הדוח שגוי” twice, and then قال 123 لا in English. " * 3,
    "tabs": "One\ttwo\t\tthree\tfour",
    "long word": "A " + "Donaudampfschifffahrt" * 12 + " word",
    "cjk": "外交部发言人表示，这一指控毫无根据。记者问：“真的吗？”" * 3,
    "indic": "प्रधानमंत्री ने कहा कि रिपोर्ट गलत है।",
    "object": "An object \ufffc and a mark \ufeff inside \u2066isolated\u2069.",
    "separators": "One\u2028two\u2029three\x0bfour\x85five",
    "empty lines": "One\n\n\n\ntwo\n\nthree",
}


@pytest.mark.parametrize("kind", TRICKY)
def test_the_middle_of_a_character_is_that_character(show_page: ShowPage, kind: str) -> None:
    page = show_page(f"A headline\n\n{TRICKY[kind]}\n\nThe end of it.\n")
    desk = page.desk
    positions, graphemes = Positions(desk.text), Graphemes(desk.text)
    page.set_all()
    wrong = []
    for offset in range(len(desk.text)):
        middle = page.middle_of(positions.to_position(offset))
        # Inside one character that a reader sees, Qt only shares out its width.
        if middle is None or desk.text[offset].isspace() or not graphemes.is_bound(offset):
            continue
        middle.setY(middle.y() - page.scrolled)
        found = page.view.offset_at(middle)
        # The letters of a ligature have one place between them.
        if found is None or not page.is_drawn_over(positions.to_position(found), middle.x()):
            wrong.append((offset, desk.text[offset], found))
    assert wrong == []


def test_the_words_of_a_line_that_is_broken_for_qt_are_where_they_are(
    show_page: ShowPage,
) -> None:
    words = "word " * 3_000
    text = f"Headline\n\n{words}{'x' * 10_001}{words}\n"
    page = show_page(text)
    positions = Positions(text)
    for offset in (9, 9_998, 10_003, 10_010, 20_500, 25_012, 25_013, 30_001, len(text) - 3):
        page.view.put_caret(offset)
        middle = page.middle_of(positions.to_position(offset))
        if middle is not None:
            middle.setY(middle.y() - page.scrolled)
            assert page.view.offset_at(middle) == offset
            assert 0 < middle.y() < page.height


@pytest.mark.parametrize("kind", ["plain", "emoji", "combining", "cjk", "hebrew", "mixed"])
def test_what_is_dragged_over_is_what_lies_between(show_page: ShowPage, kind: str) -> None:
    page = show_page(f"{TRICKY[kind]}\n\n{TRICKY[kind]}\n", height=700)
    desk = page.desk
    positions, graphemes = Positions(desk.text), desk.graphemes
    port = page.view.viewport()
    letters = [
        n
        for n in range(len(desk.text))
        if graphemes.is_bound(n)
        and desk.text[n].isalpha()
        and page.width_of(positions.to_position(n)) > 7
    ]
    for first, last in zip(letters[::7], letters[4::7], strict=False):
        points = [page.beginning_of(positions.to_position(offset)) for offset in (first, last)]
        page.view.put_caret(0)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=points[0])
        QTest.mouseMove(port, points[1])
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=points[1])
        QApplication.processEvents()
        assert page.view.span() == graphemes.trimmed(first, last), desk.text[first:last]


@pytest.mark.parametrize("kind", ["plain", "emoji", "combining", "hebrew", "arabic", "mixed"])
def test_the_handles_of_words_stand_where_reading_them_begins_and_ends(
    show_page: ShowPage, kind: str
) -> None:
    page = show_page(f"{TRICKY[kind]}\n", height=700)
    desk, geometry = page.desk, page.view.geometry_of_page
    assert geometry
    frame = Frame(desk, geometry, 0, page.height)
    positions = Positions(desk.text)
    # The two letters of this ligature have one place between them.
    letters = [n for n, letter in enumerate(desk.text.replace("لا", "--")) if letter.isalpha()]
    letters = [n for n in letters if desk.graphemes.is_bound(n) and desk.graphemes.is_bound(n + 1)]
    for first, last in zip(letters[::5], letters[3::5], strict=False):
        handles = handles_of(frame, Span(first, last + 1))
        for offset, handle, inward in zip((first, last), handles, (1, -1), strict=True):
            position = positions.to_position(offset)
            middle = page.middle_of(position)
            if middle is None:
                continue
            assert handle
            outward = (middle.x() - handle.x()) * inward
            if bidirectional(desk.text[offset]) in {"R", "AL"}:
                outward = -outward
            half = page.width_of(position) / 2
            assert half - 0.5 <= outward <= half + 4, desk.text[first : last + 1]
            assert abs(handle.y() - middle.y()) < page.line_of(position)[0].height() * 0.6


def test_words_from_right_to_left_stand_at_the_right(show_page: ShowPage) -> None:
    text = f"כותרת\n\n{TRICKY['hebrew']}\n\nWords of English.\n\n{TRICKY['arabic']}\n"
    page = show_page(text, height=700)
    page.set_all()
    column = page.view.viewport().width() - AFTER
    block = page.view.document().begin()
    while block.isValid():
        lines = [block.layout().lineAt(n) for n in range(block.layout().lineCount())]
        for line in lines if block.length() > 1 else ():
            words = line.naturalTextRect()
            if block.textDirection() is Qt.LayoutDirection.RightToLeft:
                assert words.right() == pytest.approx(column, abs=8), block.text()
            else:
                assert words.left() == pytest.approx(BEFORE, abs=1), block.text()
            runs = [run.boundingRect() for run in line.glyphRuns()]
            assert words.left() - 8 <= min(run.left() for run in runs)
            assert max(run.right() for run in runs) <= words.right() + 8
        block = block.next()
