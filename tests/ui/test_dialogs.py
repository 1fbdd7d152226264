"""The small dialogs: details of an article, keys, about, choosing files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator import __version__
from annotator.model import Article
from annotator.vocabulary import ArticleStatus
from tests.factories import new_project
from tests.ui.dialog_seat import project, window, workspace
from ui.actions import COMMANDS
from ui.dialogs import files
from ui.dialogs.about import AboutDialog
from ui.dialogs.article_details import ArticleDetails
from ui.dialogs.key_sheet import KeySheet
from ui.keymap import Keymap
from ui.keys import spelled
from ui.settings import Settings
from ui.workspace import Workspace

__all__ = ["project", "window", "workspace"]


@pytest.fixture
def settings() -> Settings:
    made = Settings()
    made.remember("plain_dialogs", value=True)
    return made


@pytest.fixture
def details(workspace: Workspace, window: QWidget) -> ArticleDetails:
    made = ArticleDetails(workspace, on_desk(workspace), window)
    made.open()
    return made


def on_desk(workspace: Workspace) -> Article:
    assert workspace.desk
    return workspace.desk.article


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_details_are_kept_as_one_edit(workspace: Workspace, details: ArticleDetails) -> None:
    before = on_desk(workspace)
    details.title.setText("  Port   audit <b>x</b> ")
    details.byline.setText("Nora Whitlock")
    details.published.setText("2026-03-31")
    details.status.setCurrentIndex(1)
    QTest.keyClick(details.byline, Qt.Key.Key_Return)
    after = on_desk(workspace)
    assert after.title == "Port audit <b>x</b>"
    assert after.byline == "Nora Whitlock"
    assert after.published == "2026-03-31"
    assert after.status is ArticleStatus.IN_REVIEW
    assert after.outlet is None
    workspace.undo()
    assert on_desk(workspace) == before


def test_escape_leaves_the_details_as_they_are(
    qtbot: QtBot, workspace: Workspace, details: ArticleDetails
) -> None:
    before = on_desk(workspace)
    details.title.setText("Other")
    with qtbot.waitSignal(details.rejected):
        QTest.keyClick(details.title, Qt.Key.Key_Escape)
    assert on_desk(workspace) == before


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "  ", "An article needs a title."),
        ("published", "yesterday", "Write the date as year, month and day, as in 2026-03-31."),
        ("published", "2026-02-30", "Write the date as year, month and day, as in 2026-03-31."),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays(
    workspace: Workspace, details: ArticleDetails, field: str, typed: str, said: str
) -> None:
    line = {"title": details.title, "published": details.published}[field]
    line.setText(typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert said in labels(details)
    assert details.isVisible()
    assert details.focusWidget() is line
    assert line.text() == typed
    assert on_desk(workspace).title == "Port audit"


def test_details_that_did_not_change_are_no_step(
    workspace: Workspace, details: ArticleDetails
) -> None:
    before = workspace.history()
    QTest.keyClick(details.title, Qt.Key.Key_Return)
    assert workspace.history() == before


def test_every_command_with_a_key_is_on_the_sheet(qtbot: QtBot, settings: Settings) -> None:
    sheet = KeySheet(Keymap(settings))
    qtbot.addWidget(sheet)
    sheet.show()
    shown = labels(sheet)
    for command in COMMANDS:
        if command.keys:
            assert command.title in shown
            assert any(spelled(command.keys[0]) in words.split("   ") for words in shown)


def test_typing_looks_for_a_key(qtbot: QtBot, settings: Settings) -> None:
    sheet = KeySheet(Keymap(settings))
    qtbot.addWidget(sheet)
    sheet.show()
    QTest.keyClicks(sheet.search, "unanswered")
    shown = labels(sheet)
    assert "Next unanswered allegation" in shown
    assert "Allegation" not in shown
    assert "GO" in shown
    assert "MARK" not in shown
    sheet.search.setText("zebra")
    assert "No command has these words." in labels(sheet)


def test_about_says_that_nothing_is_sent(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    words = " ".join(labels(dialog))
    assert __version__ in words
    assert "sends nothing anywhere" in words
    assert "MIT" in words


def test_a_new_project_gets_its_suffix_and_its_folder_is_remembered(
    qtbot: QtBot, window: QWidget, settings: Settings, tmp_path: Path
) -> None:
    chosen: list[Path] = []
    dialog = files.choose_new_project(window, settings, chosen.append)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("fresh")
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.accept()
    assert chosen == [tmp_path / "fresh.onrecord"]
    assert files.last_folder(Settings(), "projects") == tmp_path


def test_a_project_is_chosen_and_nothing_happens_on_cancel(
    qtbot: QtBot, window: QWidget, settings: Settings, tmp_path: Path
) -> None:
    path = new_project(tmp_path / "desk.onrecord")
    chosen: list[Path] = []
    dialog = files.choose_project(window, settings, chosen.append)
    with qtbot.waitSignal(dialog.rejected):
        dialog.reject()
    assert chosen == []
    dialog = files.choose_project(window, settings, chosen.append)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(path.name)
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.accept()
    assert chosen == [path]


def test_a_report_is_offered_under_its_name(
    qtbot: QtBot, window: QWidget, settings: Settings, tmp_path: Path
) -> None:
    chosen: list[Path] = []
    dialog = files.choose_report(window, settings, tmp_path / "story.docx", "Word", chosen.append)
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.accept()
    assert chosen == [tmp_path / "story.docx"]
