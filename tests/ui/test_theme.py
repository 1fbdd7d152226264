"""A change of the theme reaches every part of the window, without a wait."""

from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.journeys.reviewer import Reviewer
from tests.pictures import picture_of
from tests.ui.seat import seated
from ui.theme import Mode


def panels_of(desk: Reviewer) -> list[QImage]:
    """Return pictures of the window with one panel after another in front."""
    pictures = []
    for number in range(desk.window.tabs.count()):
        desk.window.tabs.setCurrentIndex(number)
        desk.view.setFocus()
        pictures.append(picture_of(desk.window))
    return pictures


@pytest.mark.slow
def test_a_theme_that_is_chosen_looks_like_one_that_was_there_from_the_start(
    qtbot: QtBot, project: Path
) -> None:
    pictures = []
    for name in ("view.light", "view.dark", "view.dark"):
        for reviewer in seated(qtbot, project):
            reviewer.window.actions_.action(name).trigger()
            pictures.append(panels_of(reviewer))
    assert pictures[0] != pictures[1]
    assert pictures[1] == pictures[2]


class _Dressings(QObject):
    """Counts how often what it watches is told that its style is another."""

    def __init__(self) -> None:
        super().__init__()
        self.count: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.StyleChange:
            self.count[watched.objectName()] += 1
        return False


def test_a_theme_is_put_on_a_widget_no_oftener_the_deeper_it_stands(desk: Reviewer) -> None:
    field = desk.window.findChild(QLineEdit, "sourceField")
    assert field
    dressings = _Dressings()
    for widget in (desk.window, field):
        widget.installEventFilter(dressings)
    began = perf_counter()
    desk.window.look.choose(Mode.DARK)
    QApplication.processEvents()
    print(f"a theme in {(perf_counter() - began) * 1000:.0f} ms")  # noqa: T201
    assert 0 < dressings.count["sourceField"] <= 2 * dressings.count["mainWindow"]


def test_a_theme_that_is_in_force_already_changes_nothing(desk: Reviewer) -> None:
    look = desk.window.look
    look.choose(Mode.LIGHT)
    changes: list[int] = []
    look.changed.connect(lambda: changes.append(1))
    dressings = _Dressings()
    desk.window.installEventFilter(dressings)
    look.choose(Mode.LIGHT)
    assert look.mode is Mode.LIGHT
    assert (changes, dressings.count) == ([], Counter())
    look.choose(Mode.DARK)
    assert changes == [1]
