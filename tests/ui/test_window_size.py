"""Every window fits the screen that it opens on, small ones and enlarged ones, too."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.journeys.reviewer import Reviewer
from tests.ui.everything import greek_project, screens
from tests.ui.seat import seated
from ui.app import open_window
from ui.crash import CrashDialog
from ui.window_size import within

SMALLEST = QSize(632, 320)
"""What a screen of 1280 by 720 has at 200 %, but for the frame of a window."""


@pytest.mark.parametrize(
    ("wanted", "screen", "size"),
    [
        (QSize(860, 730), QSize(1920, 1080), QSize(860, 730)),
        (QSize(860, 730), QSize(1280, 720), QSize(860, 680)),
        (QSize(860, 730), QSize(640, 360), SMALLEST),
    ],
)
def test_a_window_leaves_room_for_its_frame(wanted: QSize, screen: QSize, size: QSize) -> None:
    assert within(wanted, screen) == size


@pytest.mark.slow
def test_every_dialog_opens_within_the_screen_and_can_be_as_small_as_the_smallest(
    qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "άλλο2.txt"
    file.write_text("Τρίτο\n\nΚείμενο τρίτο.\n", encoding="utf-8")
    seen: set[str] = set()
    for reviewer in seated(qtbot, greek_project(tmp_path / "δήμος.onrecord")):
        for name, top in screens(reviewer, file):
            if isinstance(top, QDialog):
                seen.add(name)
                room = top.screen().availableGeometry().size()
                assert top.size() == within(top.size(), room), name
                least = top.minimumSizeHint().expandedTo(top.minimumSize())
                assert least == least.boundedTo(SMALLEST), name
    assert len(seen) >= 8


def test_what_a_mistake_says_can_be_as_small_as_the_smallest_screen(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = CrashDialog("ValueError\n" * 40, tmp_path)
    qtbot.addWidget(dialog)
    dialog.details.show()
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    assert least == least.boundedTo(SMALLEST)


def test_the_window_opens_within_the_screen(qtbot: QtBot) -> None:
    window = open_window(None)
    qtbot.addWidget(window)
    assert window.size() == within(window.size(), window.screen().availableGeometry().size())
    window.close()


@pytest.mark.parametrize("size", [(632, 320), (900, 320)])
@pytest.mark.parametrize("words", ["", "giraffe"])
def test_the_chips_of_the_claims_are_whole_also_on_the_smallest_screen(
    qtbot: QtBot, wire: Reviewer, size: tuple[int, int], words: str
) -> None:
    panel = wire.window.claims
    wire.window.resize(*size)
    wire.press("Ctrl+3")
    panel.filter.setText(words)
    layout = panel.chips.layout()
    assert layout

    def are_whole() -> bool:
        return panel.chips.height() >= layout.heightForWidth(panel.chips.width())

    assert panel.chips.isVisible()
    qtbot.waitUntil(are_whole)
    panel.chips.side.take("US government")
    qtbot.waitUntil(are_whole)
