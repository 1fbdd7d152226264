"""A page of words on the screen, without a window around it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.marked_text import desk_of
from tests.ui.reading.page_seat import PageSeat
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
