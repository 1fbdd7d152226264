"""The banner: its words are whole and readable, and its buttons in reach, in any window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.reviewer import Reviewer
from ui.banner import Banner
from ui.theme import NORMAL, sans

SENTENCE = (
    "Read-only: story.onrecord is open in another window since 10:42, where Marta works on it; "
    "what you change here cannot be kept until it is closed there, so save a copy of what you see"
)
PATH = f"/Stories/{'unbroken' * 30}/story.onrecord was moved while it was open"


def words_of(banner: Banner) -> QLabel:
    label = banner.findChild(QLabel, "bannerMessage")
    assert label
    return label


def buttons_of(banner: Banner) -> list[QPushButton]:
    return [button for button in banner.findChildren(QPushButton) if not button.isHidden()]


def place(banner: Banner, part: QWidget) -> QRect:
    return QRect(part.mapTo(banner, part.rect().topLeft()), part.size())


@pytest.mark.parametrize("words", [SENTENCE, PATH, "Moved."])
@pytest.mark.parametrize("damaged", [None, Path("story.onrecord")])
def test_nothing_of_the_banner_is_cut_or_covered(
    desk: Reviewer, words: str, damaged: Path | None
) -> None:
    banner = desk.window.banner
    if damaged:
        banner.tell_damage(words, damaged, is_open=True)
    else:
        banner.tell(words)
    assert len(buttons_of(desk.window.banner)) == (3 if damaged else 2)
    for width, height in ((1280, 860), (640, 480), (640, 360), (480, 320)):
        desk.window.resize(width, height)
        desk.press("Esc")
        is_whole(desk.window.banner, words)
    for part in (words_of(desk.window.banner), *buttons_of(desk.window.banner)):
        part.setFont(sans(NORMAL * 2))
    for width, height in ((1280, 860), (900, 640)):
        desk.window.resize(width, height)
        desk.press("Esc")
        is_whole(desk.window.banner, words)


def is_whole(banner: Banner, words: str) -> None:
    """Check that the words have their room, and nothing stands on another or outside."""
    label, buttons = words_of(banner), buttons_of(banner)
    breaks = Qt.TextFlag.TextWrapAnywhere if words == PATH else Qt.TextFlag.TextWordWrap
    room = QRect(0, 0, label.width(), 9999)
    needed = label.fontMetrics().boundingRect(room, breaks, label.text())
    assert label.height() >= needed.height()
    assert label.width() >= min(needed.width(), 40 * label.fontMetrics().averageCharWidth())
    places = [place(banner, part) for part in (label, *buttons)]
    for at, rect in enumerate(places):
        assert banner.rect().contains(rect)
        assert not any(rect.intersects(other) for other in places[at + 1 :])
    assert all(button.width() >= button.sizeHint().width() for button in buttons)


def test_the_banner_is_no_higher_than_its_words(qtbot: QtBot, desk: Reviewer) -> None:
    banner = desk.window.banner
    desk.window.resize(640, 480)
    banner.tell("Moved.")
    desk.press("Esc")
    lowest = banner.height()
    banner.tell(SENTENCE)
    qtbot.waitUntil(lambda: banner.height() > lowest)
    banner.tell("Moved.")
    qtbot.waitUntil(lambda: banner.height() == lowest)


def test_buttons_stand_below_the_words_where_there_is_little_room(desk: Reviewer) -> None:
    banner = desk.window.banner
    banner.tell(SENTENCE)
    words, button = words_of(banner), buttons_of(banner)[0]
    desk.press("Esc")
    assert place(banner, button).left() > place(banner, words).right()
    desk.window.resize(480, 360)
    desk.press("Esc")
    assert place(banner, button).top() > place(banner, words).bottom()


def test_the_banner_is_sent_away_by_its_button(desk: Reviewer) -> None:
    desk.window.resize(480, 360)
    banner = desk.window.banner
    banner.tell(SENTENCE)
    desk.press("Esc")
    QTest.mouseClick(banner.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_all_buttons_of_a_refused_change_have_room(desk: Reviewer) -> None:
    banner = desk.window.banner
    banner.tell_refused(SENTENCE)
    assert buttons_of(banner)[0].text() == "Try again"
    for width, height in ((1280, 860), (640, 480), (480, 320)):
        desk.window.resize(width, height)
        desk.press("Esc")
        is_whole(banner, SENTENCE)
    banner.tell(SENTENCE)
    assert len(buttons_of(banner)) == 2


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("mill (from desk-2).onrecord is damaged", "mill (from desk-2).onrecord is damaged."),
        ("mill.onrecord is damaged", "mill.onrecord is damaged."),
        ("no backup could be made", "No backup could be made."),
    ],
)
def test_a_sentence_begins_with_a_capital_and_a_name_as_it_is(
    desk: Reviewer, words: str, shown: str
) -> None:
    desk.window.banner.tell(words)
    assert words_of(desk.window.banner).text().replace("\u200b", "") == shown
