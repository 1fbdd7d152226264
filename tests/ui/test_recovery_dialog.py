"""The banner of a damaged project leads to what can be had; each way opens another project."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotator.store import Store
from annotator.store.integrity import examine
from tests.factories import keep_text, project_with
from tests.journeys.reviewer import Reviewer
from tests.store.damage import PAGE, everything_told
from tests.ui.seat import message
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.recovery import RecoveryDialog


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Return a project without its beginning; its backup lacks the last of three articles."""
    path = project_with(tmp_path / "harbor.onrecord", everything_told)
    with Store.open(path) as store:
        keep_text(store, "A later story\n\nThe mill said no.")
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
    return path


def shown(qtbot: QtBot, desk: Reviewer, path: Path) -> RecoveryDialog:
    """Open a damaged project and follow the banner; return the dialog once it has looked."""
    assert not desk.window.open_project(path)
    button = desk.window.banner.findChild(QPushButton, "bannerOffer")
    assert button
    assert button.isVisible()
    button.click()
    (dialog,) = desk.window.findChildren(RecoveryDialog)
    qtbot.waitUntil(lambda: not dialog.bar.isVisible(), timeout=20_000)
    return dialog


def words(dialog: RecoveryDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label
    return label.text()


def press(dialog: RecoveryDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.slow
def test_the_dialog_says_what_is_wrong_and_what_can_be_had(
    qtbot: QtBot, desk: Reviewer, damaged: Path
) -> None:
    before = damaged.read_bytes()
    dialog = shown(qtbot, desk, damaged)
    assert dialog.title.text() == "“harbor” is damaged"
    assert "its beginning is damaged" in dialog.findings.text()
    assert words(dialog, "backupWords") == "Articles: 2. Claims: 19. Nothing is wrong in it."
    assert words(dialog, "rowsWords") == "Articles: 3 of 3. Claims: 19 of 19."
    dialog.reject()
    assert damaged.read_bytes() == before
    assert [path for path in damaged.parent.iterdir() if "harbor" in path.name] == [damaged]


@pytest.mark.slow
def test_what_can_be_read_is_taken_out_and_opened(
    qtbot: QtBot, desk: Reviewer, damaged: Path
) -> None:
    before = damaged.read_bytes()
    dialog = shown(qtbot, desk, damaged)
    press(dialog, "rowsButton")
    out = damaged.with_name("harbor recovered.onrecord")
    qtbot.waitUntil(lambda: desk.window.workspace.path == out, timeout=20_000)
    assert len(desk.window.workspace.articles()) == 3
    assert not desk.window.banner.isVisible()
    assert message(desk) == "Opened a confidential project"  # it knows who a source is
    assert examine(out) == []
    assert damaged.read_bytes() == before


@pytest.mark.slow
def test_a_copy_of_the_backup_is_opened(qtbot: QtBot, desk: Reviewer, damaged: Path) -> None:
    dialog = shown(qtbot, desk, damaged)
    before = desk.window.workspace.path
    press(dialog, "backupButton")
    qtbot.waitUntil(lambda: desk.window.workspace.path != before, timeout=20_000)
    path = desk.window.workspace.path
    assert path
    assert path.name.startswith("harbor backup 20")
    assert len(desk.window.workspace.articles()) == 2


@pytest.mark.slow
def test_the_backup_takes_the_place_of_the_damaged_file_which_is_kept(
    qtbot: QtBot, desk: Reviewer, damaged: Path
) -> None:
    before = damaged.read_bytes()
    dialog = shown(qtbot, desk, damaged)
    press(dialog, "backupsButton")
    (backups,) = desk.window.findChildren(BackupsDialog)
    qtbot.waitUntil(backups.restore.isEnabled, timeout=20_000)
    QTest.mouseClick(backups.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.window.workspace.path == damaged, timeout=20_000)
    assert len(desk.window.workspace.articles()) == 2
    (kept,) = damaged.parent.glob("harbor before restoring *.onrecord")
    assert kept.read_bytes() == before
    assert examine(damaged) == []


@pytest.mark.slow
def test_what_cannot_be_written_is_said_and_the_ways_stay(
    qtbot: QtBot, desk: Reviewer, damaged: Path
) -> None:
    dialog = shown(qtbot, desk, damaged)
    damaged.unlink()
    press(dialog, "rowsButton")
    qtbot.waitUntil(dialog.warning.isVisible, timeout=20_000)
    assert "could not be recovered" in dialog.warning.text()
    button = dialog.findChild(QPushButton, "rowsButton")
    assert button
    assert button.isEnabled()


@pytest.mark.slow
def test_a_file_of_which_nothing_is_left_is_told_so(
    qtbot: QtBot, desk: Reviewer, tmp_path: Path
) -> None:
    path = tmp_path / "harbor.onrecord"
    path.write_bytes(b"\xff" * 9000)
    dialog = shown(qtbot, desk, path)
    assert "nothing of a project can be read" in dialog.warning.text()


def test_the_banner_offers_nothing_of_what_is_not_damaged(desk: Reviewer, tmp_path: Path) -> None:
    assert not desk.window.open_project(tmp_path / "none.onrecord")
    button = desk.window.banner.findChild(QPushButton, "bannerOffer")
    assert button
    assert not button.isVisible()
