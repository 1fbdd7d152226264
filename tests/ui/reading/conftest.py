"""A page of words on the screen, without a window around it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.marked_text import desk_of
from tests.ui.reading.page_seat import PageSeat
from tests.ui.reading.pane_seat import ShowPane, pane_shower
from ui.reading.page_view import PageView
from ui.theme import Look, Mode, install_fonts

ShowPage = Callable[..., PageSeat]


@pytest.fixture
def show_page(qtbot: QtBot) -> ShowPage:
    """Return what shows a text on a page of some size."""

    def show(text: str, width: int = 620, height: int = 360) -> PageSeat:
        install_fonts()
        view = PageView(Look(Mode.LIGHT))
        view.look.setParent(view)
        qtbot.addWidget(view)
        view.resize(width, height)
        desk = desk_of(text)
        view.show_words(desk)
        with qtbot.waitExposed(view):
            view.show()
        view.setFocus()
        QApplication.processEvents()
        return PageSeat(view, desk)

    return show


@pytest.fixture
def show_pane(qtbot: QtBot, tmp_path: Path) -> Iterator[ShowPane]:
    """Give what shows a text with marks on it."""
    yield from pane_shower(qtbot, tmp_path)
