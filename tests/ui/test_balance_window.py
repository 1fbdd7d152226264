"""The balance in its window: where marks lead, the whole window, pictures as files, the help."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from annotator import edits
from annotator.model import Identity, Source, new_id
from annotator.store import Store
from tests.factories import keep_text, keep_wire_story, new_project, project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.balance_marks import card, click
from tests.ui.seat import message, seated
from ui import jobs
from ui.app import open_window
from ui.dialogs.help_window import HelpWindow
from ui.main_window import MainWindow
from ui.models.claim_cells import Column
from ui.settings import Settings
from ui.theme import Mode


def _two_stories(store: Store) -> None:
    keep_wire_story(store)
    keep_text(store, "Bridge\n\nThe mayor said the bridge is safe.\n")


@pytest.fixture
def wire(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    path = project_with(tmp_path / "wire.onrecord", _two_stories)
    Settings().remember("plain_dialogs", value=True)
    yield from seated(qtbot, path)


def numbers_in_table(reviewer: Reviewer) -> list[str]:
    model = reviewer.window.claims.table.model()
    return [str(model.index(row, Column.NUMBER).data()) for row in range(model.rowCount())]


def test_a_mark_leads_to_its_claims_until_their_chip_is_let_go(wire: Reviewer) -> None:
    window = wire.window
    window.claims.filter.setText("nothing like it")
    wire.press("Ctrl+5")
    assert window.tabs.currentWidget() is window.balance
    assert wire.focus is window.balance.start
    click(window.balance, "Named and unnamed, by words", "67 words, unnamed")
    assert window.tabs.currentWidget() is window.claims
    assert window.claims.table.hasFocus()
    assert window.claims.filter.text() == ""
    assert numbers_in_table(wire) == ["1", "2", "3", "6", "14"]
    buttons = window.claims.findChildren(QAbstractButton)
    chip = next(button for button in buttons if button.text() == "67 words, unnamed ×")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(numbers_in_table(wire)) == 19
    assert not chip.isVisible()


def tables_are_shown(reviewer: Reviewer) -> bool:
    return reviewer.window.balance.is_table


def test_ctrl_t_is_for_the_balance_alone(wire: Reviewer) -> None:
    wire.press("Ctrl+T")
    assert not tables_are_shown(wire)
    assert message(wire) == "That is for the balance, which Ctrl+5 brings to the front."
    wire.press("Ctrl+5")
    wire.press("Ctrl+T")
    button = wire.window.balance.head.tables
    assert tables_are_shown(wire)
    assert button.isChecked()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not tables_are_shown(wire)


def layout_of(reviewer: Reviewer) -> tuple[object, ...]:
    window = reviewer.window
    parts = (window.project_tabs, window.middle, window.tag_bar, window.tabs, window.pane.cards)
    seen = [part.isVisible() for part in parts]
    return (*seen, window.splitter.sizes(), window.tabs.currentWidget(), reviewer.focus)


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 900, 640])
@pytest.mark.parametrize("tab", ["library", "inspector"])
def test_the_whole_window_and_back_leaves_everything_as_it_was(
    wire: Reviewer, width: int, tab: str
) -> None:
    window = wire.window
    window.resize(width, 700)
    QApplication.processEvents()
    if tab == "library":
        window.parts.show_library()
    QApplication.processEvents()
    before = layout_of(wire)
    wire.press("Ctrl+Shift+B")
    assert window.balance.width() == window.width()
    assert wire.focus is window.balance.start
    wire.press("Esc")
    assert layout_of(wire) == before
    wire.press("Ctrl+Shift+B")
    wire.press("Alt+Down")
    assert window.workspace.article
    assert window.workspace.article.title == "Bridge"
    assert window.balance.width() == window.width()
    wire.press("Ctrl+Shift+B")
    assert layout_of(wire)[:-1] == before[:-1]


def test_a_mark_in_the_whole_window_leads_back_to_its_claims(wire: Reviewer) -> None:
    window = wire.window
    wire.press("Ctrl+5")
    QTest.mouseClick(window.balance.head.wide, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert window.balance.width() == window.width()
    click(window.balance, "Claims by tag", "denial")
    assert window.tabs.currentWidget() is window.claims
    assert window.middle.isVisible()
    assert window.tabs.tabBar().isVisible()
    assert numbers_in_table(wire) == ["9"]
    wire.press("Ctrl+Shift+B")
    wire.press("Ctrl+2")
    assert wire.view.hasFocus()
    assert window.middle.isVisible()


def choose(window: QWidget, path: Path, kind: str) -> None:
    """Choose a file of a kind in the dialog that asks for it."""
    (dialog,) = window.findChildren(QFileDialog)
    dialog.selectNameFilter(next(one for one in dialog.nameFilters() if f"*.{kind}" in one))
    dialog.filterSelected.emit(dialog.selectedNameFilter())
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line
    assert line.text().startswith(("Sourcing balance – Top US envoy", "Words by source – Top US"))
    line.setText(str(path))
    dialog.accept()


@pytest.mark.slow
def test_pictures_are_saved_in_the_light_whatever_the_theme_and_copied_in_numbers(
    qtbot: QtBot, wire: Reviewer, tmp_path: Path
) -> None:
    window = wire.window
    window.look.choose(Mode.DARK)
    wire.press("Ctrl+5")
    window.actions_.run("balance.save")
    choose(window, tmp_path / "page", "svg")
    qtbot.waitUntil(lambda: message(wire) == "Saved the picture: page.svg")
    drawn = (tmp_path / "page.svg").read_text("utf-8")
    assert "Sourcing balance" in drawn
    assert '<rect width="100%" height="100%" fill="#FCFBF8"/>' in drawn
    window.settings.remember("picture_grey", value=True)
    card(window.balance, "Words by source").save_wanted.emit()
    QApplication.processEvents()
    choose(window, tmp_path / "sources", "png")
    qtbot.waitUntil(lambda: message(wire) == "Saved the picture: sources.png")
    image = QImage(str(tmp_path / "sources.png"))
    picture = card(window.balance, "Words by source").view.picture
    assert image.width() == round(2 * picture.width)
    assert image.pixelColor(0, 0).name() == "#ffffff"
    card(window.balance, "Words by source").copy_wanted.emit()
    qtbot.waitUntil(lambda: message(wire) == "Copied the numbers")
    copied = QGuiApplication.clipboard().text()
    title, described, *rows = copied.splitlines()
    assert (title, described) == ("Words by source", picture.description)
    assert rows[0].split("\t") == list(picture.table.headers)
    assert len(rows) == 1 + len(picture.table.rows)
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]
    window.actions_.run("balance.copy")
    qtbot.waitUntil(lambda: len(QGuiApplication.clipboard().text()) > 2 * len(copied))
    whole = QGuiApplication.clipboard().text()
    assert all(card.title in whole for card in window.balance.page.cards)


@pytest.mark.slow
def test_a_picture_that_would_name_a_confidential_source_is_neither_saved_nor_copied(
    wire: Reviewer,
) -> None:
    window = wire.window
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("mine")
    aide = Source(new_id(), "an aide")
    secret = Identity(new_id(), aide.id, "ROBERT BLAIR")
    window.workspace.do(edits.add("Aide", aide, secret))
    wire.press("Ctrl+5")
    for name in ("balance.save", "balance.copy"):
        window.actions_.run(name)
        assert "a confidential name can be read in" in message(wire)
        window.workspace.said.emit("")
    assert not window.findChildren(QFileDialog)
    assert clipboard.text() == "mine"


@pytest.mark.slow
def test_a_confidential_name_in_a_title_is_not_offered_as_the_name_of_a_file(
    wire: Reviewer,
) -> None:
    window = wire.window
    article = window.workspace.articles()[0]
    aide = Source(new_id(), "an aide")
    secret = Identity(new_id(), aide.id, "Jane Roe")
    window.workspace.do(edits.add("Aide", aide, secret))
    window.workspace.do(edits.change("Title", (article, replace(article, title="Jane Roe talks"))))
    wire.press("Ctrl+5")
    card(window.balance, "Claims by tag").save_wanted.emit()
    (dialog,) = window.findChildren(QFileDialog)
    (offered,) = dialog.selectedFiles()
    assert Path(offered).name == "Claims by tag.svg"
    dialog.reject()


@pytest.mark.slow
def test_each_picture_explains_its_measures_in_the_help(wire: Reviewer) -> None:
    window = wire.window
    wire.press("Ctrl+5")
    one = card(window.balance, "Words and prominence by side")
    one.view.setFocus()
    QTest.keyClicks(one.view, "?")
    assert one.measures.isVisible()
    one.measures.close()
    QTest.mouseClick(one.help, Qt.MouseButton.LeftButton)
    assert one.measures.isVisible()
    titles = [action.text() for action in one.measures.actions()]
    one.measures.close()
    one.measures.actions()[titles.index("Prominence")].trigger()
    QApplication.processEvents()
    (shown,) = window.findChildren(HelpWindow)
    assert shown.list.currentItem().text() == "Measures"
    assert shown.text.textCursor().block().text() == "Prominence (PROM)"
    top = shown.text.cursorRect()
    assert shown.text.viewport().rect().intersects(top)
    assert QRect(0, 0, 2000, 60).contains(top.topLeft())
    shown.close()


def test_escape_leads_back_to_the_text(wire: Reviewer) -> None:
    wire.press("Ctrl+5")
    wire.press("Esc")
    assert wire.view.hasFocus()


def test_six_tabs_fit_in_the_narrowest_panel(wire: Reviewer) -> None:
    tabs = wire.window.tabs
    titles = [tabs.tabText(n) for n in range(tabs.count())]
    assert titles == ["Inspector", "Claims", "Sources", "Balance", "Checks", "History"]
    wire.window.splitter.setSizes([230, 750, 300])
    QApplication.processEvents()
    bar = tabs.tabBar()
    assert tabs.width() == 300
    assert bar.tabRect(5).right() <= bar.width()


def test_keys_that_came_from_a_title_that_was_edited_go_back_to_its_list(wire: Reviewer) -> None:
    library = wire.window.library.list
    library.setFocus()
    library.setCurrentIndex(library.model().index(0, 0))
    wire.press("F2")
    assert wire.focus.objectName() == "titleEditor"
    wire.press("Ctrl+Shift+B")
    QApplication.processEvents()
    wire.press("Esc")
    assert not wire.window.parts.wide.is_on
    assert wire.focus is library


@pytest.mark.slow
def test_a_picture_that_is_drawn_when_the_window_is_gone_is_told_to_nobody(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = new_project(tmp_path / "wire.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    window = open_window(path)
    assert isinstance(window, MainWindow)
    window.actions_.action("balance.copy").trigger()
    assert jobs.are_running()
    window.close()
    delete(window)
    qtbot.waitUntil(lambda: not jobs.are_running())
