"""Where words are and where the mouse finds them, in every kind of text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.text import Graphemes
from tests.ui.reading.conftest import ShowPage
from ui.positions import Positions

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
