"""The tag bar: each tag shows its badge and its key, also where there is no room for names."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from tests.journeys.reviewer import Reviewer
from tests.ui.drawn import rows_of
from tests.ui.seat import quotes
from ui.tag_bar import TagButton
from ui.theme import Mode

NAMES = ["tagButtonA", "tagButtonD", "tagButtonO", "tagButtonN"]


def buttons(reviewer: Reviewer) -> list[TagButton]:
    found = [reviewer.window.findChild(TagButton, name) for name in NAMES]
    return [button for button in found if button]


def cap_of(button: TagButton) -> QImage:
    cap = button.cap()
    assert button.rect().toRectF().contains(cap)
    return button.grab(cap.toRect()).toImage()


def has(image: QImage, color: QColor) -> bool:
    return any(color.rgb() in row for row in rows_of(image))


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_every_tag_shows_its_digit_as_a_key(desk: Reviewer, mode: Mode) -> None:
    desk.window.look.choose(mode)
    shown = buttons(desk)
    assert [button.key for button in shown] == ["1", "2", "3", "4"]
    for width in (1440, 1280, 900, 640, 480):
        desk.window.resize(width, 480)
        desk.press("Esc")
        caps = [cap_of(button) for button in shown]
        assert all(has(cap, desk.window.look.theme.lines) for cap in caps), width
        assert len({bytes(cap.constBits()) for cap in caps}) == 4, width
        for button in shown:
            assert button.width() >= button.sizeHint().width(), width
            assert desk.window.tag_bar.rect().contains(button.geometry()), width
            assert f"{button.key}" in button.accessibleDescription()


def test_names_are_shown_where_there_is_room(desk: Reviewer) -> None:
    wide = [button.width() for button in buttons(desk)]
    assert [button.text() for button in buttons(desk)][:2] == ["Allegation", "Denial"]
    desk.window.resize(640, 480)
    desk.press("Esc")
    narrow = [button.width() for button in buttons(desk)]
    assert all(less < more for less, more in zip(narrow, wide, strict=True))
    assert len(set(narrow)) == 1


def test_a_click_does_what_the_key_does(desk: Reviewer) -> None:
    desk.window.resize(640, 480)
    desk.drag_words("dumped waste")
    QTest.mouseClick(buttons(desk)[0], Qt.MouseButton.LeftButton)
    assert quotes(desk) == ["dumped waste"]
    assert desk.focus is desk.view
