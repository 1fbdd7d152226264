"""Forgetting a source by real keys and the mouse: looked for, confirmed, and gone."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from annotator import backups
from annotator.store import Store
from annotator.store.backup import folder_of
from annotator.store.forgetting import Looking
from annotator.store.integrity import examine
from tests.factories import project_with
from tests.journeys.reviewer import Reviewer
from tests.store.canaries import key_of
from tests.ui.far_seat import at_work
from tests.ui.seat import claims, seated
from tests.ui.shown_words import places_of
from tests.ui.told_sources import (
    CANARIES,
    LABEL,
    LONG,
    NAME,
    NICK,
    asked,
    choose,
    copies,
    heard_in_print,
    protected,
    push,
    to_forget,
    told,
    write,
)
from ui.dialogs.forgetting import ForgetDialog

KEYS = Qt.Key
CALLED = f"Source B ({LABEL})"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = project_with(tmp_path / "leak.onrecord", told)
    backups.make(path)
    return path


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    """Sit at a project in which a person is protected, with a backup of that."""
    for reviewer in seated(qtbot, project):
        protected(qtbot, reviewer)
        reviewer.window.workspace.back_up()
        yield reviewer


def found(qtbot: QtBot, dialog: ForgetDialog) -> None:
    qtbot.waitUntil(dialog.confirmation.isVisible, timeout=LONG)


def warned(qtbot: QtBot, dialog: ForgetDialog, words: str) -> None:
    qtbot.waitUntil(lambda: words in dialog.warning.text(), timeout=LONG)


def kinds(dialog: ForgetDialog) -> dict[str, tuple[str, str]]:
    grid = dialog.look.kinds
    rows: dict[str, tuple[str, str]] = {}
    for row in range(grid.rowCount()):
        cells = [item.widget() for n in range(3) if (item := grid.itemAtPosition(row, n))]
        words = [cell.text() for cell in cells if isinstance(cell, QLabel)]
        if len(words) == 3:
            rows[words[0]] = (words[1], words[2])
    return rows


def holders(project: Path, home: Path) -> list[Path]:
    """Return the files of a project and of the program that hold a canary in their bytes."""
    own = [each for each in home.rglob("*") if each.is_file() and "backups" not in each.parts]
    files = [project, *copies(project), *own]
    return [each for each in files if any(w.encode() in each.read_bytes() for w in CANARIES)]


def gone(qtbot: QtBot, dialog: ForgetDialog) -> str:
    qtbot.waitUntil(dialog.go.isHidden, timeout=LONG)
    return dialog.left.count.text()


@pytest.mark.slow
def test_a_source_is_forgotten_everywhere_and_the_window_goes_on(
    qtbot: QtBot, desk: Reviewer, project: Path, onrecord_home: Path
) -> None:
    window = desk.window
    window.show_tab(window.history)
    before = claims(desk)
    window.library.filter.setText(CANARIES[0])
    dialog = to_forget(desk, CALLED)
    found(qtbot, dialog)
    assert dialog.look.count.text().split(" in ")[0].endswith(" traces")
    rows = kinds(dialog)
    assert list(rows) == [
        *("Project", "History", "Search index", "Backups", "Copies and other files")
    ]
    assert int(rows["Project"][0]) > 0
    assert int(rows["Backups"][1].split()[0]) == len(copies(project))
    assert not dialog.go.isEnabled()
    write(dialog.confirmation, "Source")
    assert not dialog.go.isEnabled()
    QTest.keyClick(dialog.confirmation, KEYS.Key_Return)
    QTest.keyClicks(dialog.confirmation, " B")
    assert dialog.go.isEnabled()
    QTest.keyClick(dialog.confirmation, KEYS.Key_Return)
    assert gone(qtbot, dialog).startswith("0 traces in ")
    assert dialog.left.further.isHidden()
    assert window.library.filter.text() == ""
    push(dialog, "forgetClose")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
    assert holders(project, onrecord_home) == []
    assert places_of(CANARIES) == []
    assert [claim.id for claim in claims(desk)] == [claim.id for claim in before]
    assert window.history.table.model().index(0, 0).data() == "Forget a source"
    choose(desk, CALLED)
    window.show_tab(window.history)
    while window.workspace.undoable():
        window.actions_.run("edit.undo")
        assert places_of(CANARIES) == []
    window.actions_.run("edit.redo")
    assert window.banner.isHidden()
    assert examine(project) == []


@pytest.mark.slow
def test_further_words_are_looked_for_and_forgotten(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    window = desk.window
    claim = claims(desk)[1]
    window.show_tab(window.inspector)
    window.selection.select(claim)
    desk.activate(window)
    window.inspector.form.note.setFocus()
    desk.press("Ctrl+A")
    desk.type("lives in Pflaumenweg")
    desk.press("Ctrl+Enter")
    assert claims(desk)[1].note == "lives in Pflaumenweg"
    dialog = to_forget(desk, CALLED)
    found(qtbot, dialog)
    at_first = dialog.look.count.text()
    write(dialog.look.words, "x")
    assert not dialog.confirmation.isVisible()
    assert dialog.look.count.text() == "Look again for these words"
    push(dialog, "forgetAgain")
    warned(qtbot, dialog, "3 characters or more")
    QTest.keyClick(dialog.look.words, KEYS.Key_Backspace)
    write(dialog.look.words, "Pflaumenweg")
    push(dialog, "forgetAgain")
    found(qtbot, dialog)
    assert dialog.look.count.text() != at_first
    assert dialog.warning.isHidden()
    write(dialog.confirmation, CALLED)
    push(dialog, "forgetButton")
    assert gone(qtbot, dialog).startswith("0 traces in ")
    assert places_of(("Pflaumenweg",)) == []
    push(dialog, "forgetClose")
    with Looking.open(project) as reader:
        assert reader.found(["Pflaumenweg"], lambda: True, lambda *_: None).traces == ()


@pytest.mark.slow
def test_looking_and_forgetting_are_stopped(qtbot: QtBot, desk: Reviewer, project: Path) -> None:
    folder = folder_of(key_of(project))
    newest = max(folder.glob("*.onrecord"))
    for n in range(12):
        copyfile(newest, folder / f"20260101T0000000000{n:02}Z-{n:032}.onrecord")
    dialog = to_forget(desk, CALLED)
    assert dialog.shut.text() == "Stop"
    QTest.keyClick(dialog, KEYS.Key_Escape)
    assert dialog.look.count.text() == "Not every file was looked through."
    assert not dialog.confirmation.isVisible()
    push(dialog, "forgetAgain")
    found(qtbot, dialog)
    write(dialog.confirmation, "Source B")
    with qtbot.waitSignal(dialog.work.told, timeout=LONG):
        push(dialog, "forgetButton")
    push(dialog, "forgetClose")
    warned(qtbot, dialog, "still knows who the source is")
    assert desk.window.workspace.reader.is_confidential()
    assert dialog.confirmation.text() == "Source B"
    push(dialog, "forgetButton")
    assert gone(qtbot, dialog).startswith("0 traces in ")
    push(dialog, "forgetClose")


@pytest.mark.slow
def test_what_stays_is_told_with_a_way_there(qtbot: QtBot, tmp_path: Path) -> None:
    project = project_with(tmp_path / "print.onrecord", heard_in_print)
    for desk in seated(qtbot, project):
        protected(qtbot, desk)
        dialog = to_forget(desk, CALLED)
        found(qtbot, dialog)
        assert "stands in the words of article 3" in dialog.look.stays.text()
        write(dialog.confirmation, "Source B")
        push(dialog, "forgetButton")
        assert gone(qtbot, dialog).startswith("0 traces in ")
        assert "stands in the words of article 3" in dialog.left.further.text()
        (link,) = dialog.left.links.findChildren(QToolButton)
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
        article = desk.window.workspace.article
        assert article
        assert article.number == 3


@pytest.mark.slow
def test_what_cannot_be_read_is_deleted_where_that_is_wanted(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    damaged = folder_of(key_of(project)) / f"20260101T000000000000Z-{'0' * 32}.onrecord"
    damaged.write_bytes(b"SQLite format 3\0" + os.urandom(9000))
    dialog = to_forget(desk, CALLED)
    found(qtbot, dialog)
    assert "cannot be read" in dialog.look.stays.text()
    dialog.look.deletes.setFocus()
    QTest.keyClick(dialog.look.deletes, KEYS.Key_Space)
    write(dialog.confirmation, "Source B")
    push(dialog, "forgetButton")
    assert gone(qtbot, dialog).startswith("0 traces in ")
    assert not damaged.exists()
    push(dialog, "forgetClose")


def test_a_source_that_is_named_in_public_is_protected_first(qtbot: QtBot, project: Path) -> None:
    for desk in seated(qtbot, project):
        dialog = to_forget(desk, NAME)
        warned(qtbot, dialog, "protect it first")
        assert not dialog.confirmation.isVisible()
        assert not dialog.go.isEnabled()
        push(dialog, "forgetClose")
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)


def test_a_read_only_project_refuses(qtbot: QtBot, project: Path) -> None:
    with Store.open(project):
        for desk in seated(qtbot, project):
            choose(desk, NAME)
            desk.window.actions_.run("source.forget")
            assert QApplication.activeModalWidget() is None
            label = desk.window.findChild(QLabel, "statusMessage")
            assert label
            assert label.text().startswith("This project is read-only here")


@pytest.mark.slow
def test_it_is_reached_from_who_the_source_is(qtbot: QtBot, desk: Reviewer) -> None:
    dialog = asked(desk, CALLED)
    push(dialog, "identityForget")
    qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), ForgetDialog), timeout=LONG
    )
    forgetting = QApplication.activeModalWidget()
    assert isinstance(forgetting, ForgetDialog)
    found(qtbot, forgetting)
    assert places_of((NAME, NICK)) == []
    push(forgetting, "forgetClose")


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
def test_a_project_far_away_is_written_back_and_forgotten_in_its_place(
    qtbot: QtBot, tmp_path: Path, onrecord_home: Path
) -> None:
    folder = tmp_path / "Sync" / "stories"
    folder.mkdir(parents=True)
    (tmp_path / "Sync" / ".stfolder").mkdir()
    far = project_with(folder / "leak.onrecord", told)
    with at_work(qtbot, far) as desk:
        protected(qtbot, desk)
        qtbot.waitUntil(lambda: desk.window.workspace.desk is not None, timeout=LONG)
        dialog = to_forget(desk, CALLED)
        found(qtbot, dialog)
        write(dialog.confirmation, "Source B")
        push(dialog, "forgetButton")
        assert gone(qtbot, dialog).startswith("0 traces in ")
        push(dialog, "forgetClose")
        qtbot.waitUntil(lambda: desk.window.workspace.desk is not None, timeout=LONG)
        assert desk.window.workspace.path == far
    assert holders(far, onrecord_home) == []
    assert examine(far) == []
