"""The responses panel: who still has to be heard, the letter, and what came of asking."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Identity, Source, new_id
from annotator.vocabulary import ResponseStatus
from tests.factories import new_project
from tests.ui.accused_mill import project, rows
from tests.ui.seat import put_up
from ui.dialogs.letter import LetterDialog
from ui.keymap import Keymap
from ui.models.requests import REQUEST_ROLE
from ui.panels.fields import LineField
from ui.panels.responses import ResponsesPanel
from ui.settings import Settings
from ui.theme import Look, Mode, install_fonts
from ui.workspace import Workspace

__all__ = ["project"]

MODES = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def workspace(project: Path) -> Iterator[Workspace]:
    install_fonts()
    made = Workspace()
    made.open(project, "Ann")
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> Iterator[ResponsesPanel]:
    made = ResponsesPanel(workspace, Look(Mode.LIGHT), Keymap(Settings()))
    tester = QAbstractItemModelTester(made.list.model(), MODES.Warning)
    put_up(qtbot, made, 300, 700)
    qtbot.waitUntil(lambda: made.list.model().rowCount() > 0)
    made.list.setFocus()
    yield made
    assert isinstance(tester, QAbstractItemModelTester)


def said(workspace: Workspace) -> list[str]:
    told: list[str] = []
    workspace.said.connect(told.append)
    return told


def chip(panel: ResponsesPanel, words: str) -> QToolButton:
    buttons = panel.findChildren(QToolButton)
    return next(button for button in buttons if button.text().startswith(words))


def test_what_is_overdue_comes_first_and_what_is_answered_waits_behind_its_chip(
    panel: ResponsesPanel,
) -> None:
    assert rows(panel) == [
        ("The mill", "overdue since Mar 9, 2020"),
        ("The mill", "not asked yet"),
        ("The mayor", "not asked yet"),
    ]
    assert chip(panel, "overdue").text() == "overdue 1"
    QTest.mouseClick(chip(panel, "answered"), Qt.MouseButton.LeftButton)
    assert rows(panel)[3:] == [("Huawei", "answered in the text")] * 2


def test_a_row_is_one_spoken_sentence(panel: ResponsesPanel) -> None:
    spoken = panel.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "The mill: overdue since Mar 9, 2020; The mill poisons the river; Mill poisons river"
    )


def test_only_the_open_article_is_shown_by_one_click(
    workspace: Workspace, panel: ResponsesPanel
) -> None:
    QTest.mouseClick(chip(panel, "this article"), Qt.MouseButton.LeftButton)
    assert rows(panel) == []
    label = next(x for x in panel.findChildren(QLabel) if x.isVisible() and "filter" in x.text())
    assert label.text() == "Nothing here passes the filter."
    workspace.show_article(workspace.articles()[1].id)
    assert len(rows(panel)) == 3


def test_words_find_a_party_and_down_goes_to_the_list(panel: ResponsesPanel) -> None:
    field = panel.findChild(QLineEdit, "responsesFilter")
    assert field
    field.setFocus()
    QTest.keyClicks(field, "mayor brib")
    assert [target for target, _ in rows(panel)] == ["The mill", "The mayor"]
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert panel.list.hasFocus()


def test_y_notes_that_it_was_asked_today_as_one_step(
    workspace: Workspace, panel: ResponsesPanel
) -> None:
    choose(panel, "The mayor")
    QTest.keyClick(panel.list, Qt.Key.Key_Y)
    assert ("The mayor", "asked, no deadline") in rows(panel)
    assert panel.list.currentIndex().data() == "The mayor"
    assert workspace.undo()
    assert ("The mayor", "not asked yet") in rows(panel)


def choose(panel: ResponsesPanel, target: str) -> None:
    model = panel.list.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == target)
    panel.list.setCurrentIndex(model.index(row, 0))


def test_the_fields_below_record_what_came_of_it_in_an_article_that_is_not_open(
    workspace: Workspace, panel: ResponsesPanel
) -> None:
    told = said(workspace)
    field = panel.findChild(QComboBox)
    assert field
    row = field.findText("declined")
    field.setCurrentIndex(row)
    field.activated.emit(row)
    assert told == [
        "Kept what came of asking The mill about claim “The mill poisons the river”: declined"
    ]
    assert len(rows(panel)) == 2
    response = workspace.reader.marks(workspace.articles()[1].id).responses[0]
    assert response.status is ResponseStatus.DECLINED


def test_enter_asks_for_the_claim(qtbot: QtBot, panel: ResponsesPanel) -> None:
    with qtbot.waitSignal(panel.activated) as asked:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert asked.args
    assert asked.args[0].pair.claim.quote == "The mill poisons the river"


def test_a_change_of_names_reads_the_project_anew(
    qtbot: QtBot, workspace: Workspace, panel: ResponsesPanel
) -> None:
    huawei = next(s for s in workspace.project_sources() if s.name == "Huawei")
    everywhere = workspace.reader.naming(huawei)
    workspace.do(edits.rename_source(huawei, "Huawei Technologies", everywhere))
    QTest.mouseClick(chip(panel, "answered"), Qt.MouseButton.LeftButton)
    wanted = ("Huawei Technologies", "answered in the text")
    qtbot.waitUntil(lambda: rows(panel)[-1] == wanted)


def letter_of(
    qtbot: QtBot, workspace: Workspace, panel: ResponsesPanel, target: str
) -> LetterDialog:
    choose(panel, target)
    with qtbot.waitSignal(panel.letter_wanted) as wanted:
        QTest.keyClick(panel.list, Qt.Key.Key_L)
    dialog = LetterDialog(workspace, wanted.args[0] if wanted.args else [])
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def test_the_letter_is_copied_and_its_deadline_kept(
    qtbot: QtBot, workspace: Workspace, panel: ResponsesPanel
) -> None:
    told = said(workspace)
    dialog = letter_of(qtbot, workspace, panel, "The mill")
    QTest.keyClicks(dialog.deadline, "2099-01-02 17:00")
    QTest.keyClick(dialog.deadline, Qt.Key.Key_Return)
    copied = QGuiApplication.clipboard().text()
    assert "1. “The mill poisons the river”\n\n2. “It bribed the mayor”" in copied
    assert "by 5:00 p.m. on January 2, 2099" in copied
    assert "clerk" not in copied
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]
    assert told == ["Copied the letter to The mill, and noted that they were asked"]
    due = "asked, due 5:00 p.m. on Jan 2, 2099"
    assert rows(panel) == [
        ("The mill", due),
        ("The mill", due),
        ("The mayor", "not asked yet"),
    ]
    assert workspace.undo()
    assert rows(panel)[0] == ("The mill", "overdue since Mar 9, 2020")


def untick(dialog: LetterDialog) -> None:
    for row in range(dialog.chosen.count()):
        dialog.chosen.item(row).setCheckState(Qt.CheckState.Unchecked)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda dialog: dialog.deadline.setText("soon"), "is no date; write it as March 9, 2020"),
        (untick, "Choose what the letter is about."),
    ],
)
def test_what_is_in_the_way_of_a_letter_is_said_and_nothing_copied(
    qtbot: QtBot,
    workspace: Workspace,
    panel: ResponsesPanel,
    spoil: Callable[[LetterDialog], None],
    told: str,
) -> None:
    QGuiApplication.clipboard().setText("mine")
    dialog = letter_of(qtbot, workspace, panel, "The mill")
    spoil(dialog)
    dialog.accept()
    assert dialog.isVisible()
    warning = dialog.findChild(QLabel, "warning")
    assert warning
    assert told in warning.text()
    assert not dialog.copy.isEnabled()
    assert QGuiApplication.clipboard().text() == "mine"


def test_a_letter_that_would_name_a_confidential_source_is_refused(
    qtbot: QtBot, workspace: Workspace, panel: ResponsesPanel
) -> None:
    aide = Source(new_id(), "an aide")
    workspace.do(edits.add("Aide", aide, Identity(new_id(), aide.id, "BRIBED THE MAYOR")))
    dialog = letter_of(qtbot, workspace, panel, "The mill")
    warning = dialog.findChild(QLabel, "warning")
    assert warning
    assert "confidential name" in warning.text()
    assert not dialog.letter.toPlainText()
    item = dialog.chosen.item(1)
    item.setCheckState(Qt.CheckState.Unchecked)
    assert "poisons the river" in dialog.letter.toPlainText()
    assert not dialog.offer.isVisible()
    item.setCheckState(Qt.CheckState.Checked)
    assert dialog.offer.withhold.isVisible()
    dialog.offer.withhold.setFocus()
    QTest.keyClick(dialog.offer.withhold, Qt.Key.Key_Space)
    assert not dialog.offer.isVisible()
    assert "[name withheld]" in dialog.letter.toPlainText()
    assert "bribed" not in dialog.letter.toPlainText()


def typed(panel: ResponsesPanel, words: str) -> LineField:
    """Type into the field for the day on which it was asked."""
    field = next(x for x in panel.findChildren(LineField) if x.placeholderText() == "Asked on")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    return field


def test_a_date_that_is_refused_is_not_lost_by_a_click_on_another_row(
    qtbot: QtBot, panel: ResponsesPanel
) -> None:
    assert panel.list.currentIndex().row() == 0
    typed(panel, "some day")
    place = panel.list.visualRect(panel.list.model().index(2, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: panel.list.currentIndex().row() == 0)
    field = next(x for x in panel.findChildren(LineField) if x.placeholderText() == "Asked on")
    assert field.text() == "some day"


def test_a_date_is_kept_as_people_write_it(workspace: Workspace, panel: ResponsesPanel) -> None:
    QTest.keyClick(typed(panel, "9 March 2020"), Qt.Key.Key_Return)
    response = workspace.reader.marks(workspace.articles()[1].id).responses[0]
    assert response.date == "2020-03-09"


def test_keys_that_were_asked_for_early_come_to_the_list_once_it_is_there(
    qtbot: QtBot, workspace: Workspace
) -> None:
    made = ResponsesPanel(workspace, Look(Mode.LIGHT), Keymap(Settings()))
    put_up(qtbot, made, 300, 700)
    made.enter()
    qtbot.waitUntil(made.list.hasFocus)


def test_a_project_without_allegations_says_what_this_is_for(
    qtbot: QtBot, tmp_path: Path, workspace: Workspace, panel: ResponsesPanel
) -> None:
    path = new_project(tmp_path / "empty.onrecord")
    workspace.open(path, "Ann")
    qtbot.waitUntil(lambda: not panel.list.isVisible())
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert any("right to answer" in text for text in words)
    assert panel.list.model().rowCount(QModelIndex()) == 0
    assert panel.list.model().index(0, 0).data(REQUEST_ROLE) is None
