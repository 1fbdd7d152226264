"""Who a source is, where the disk refuses or the project is somebody else's: nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.factories import project_with
from tests.file_limit import no_file_larger_than
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import seated
from tests.ui.told_sources import LABEL, LONG, NAME, asked, closed, protected, push, told, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "leak.onrecord", told)


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, project)


@pytest.mark.slow
def test_a_disk_that_refuses_keeps_what_was_typed(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    before = project.read_bytes()
    dialog = asked(desk, "somebody else")
    write(dialog.fields.name, "Thea Roe")
    dialog.fields.note.setPlainText("x" * 40_000)
    with no_file_larger_than(project.stat().st_size):
        push(dialog, "identitySave")
        assert "could not be changed" in dialog.warning.text()
        assert dialog.fields.name.text() == "Thea Roe"
    assert project.read_bytes() == before
    push(dialog, "identitySave")
    qtbot.waitUntil(dialog.kept.copies.isVisible, timeout=LONG)
    closed(qtbot, dialog)
    assert "Thea Roe" in desk.window.workspace.reader.confidential()


@pytest.mark.slow
def test_a_disk_that_refuses_to_take_it_out_leaves_the_project_open_and_as_it_was(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    dialog = asked(desk, NAME)
    dialog.fields.note.setPlainText("x" * 40_000)
    with no_file_larger_than(project.stat().st_size):
        push(dialog, "identitySave")
        qtbot.waitUntil(lambda: "could not be changed" in dialog.warning.text(), timeout=LONG)
    assert dialog.fields.name.text() == NAME
    assert NAME in {one.name for one in desk.window.workspace.reader.all_sources()}
    assert not desk.window.workspace.is_read_only
    push(dialog, "identitySave")
    qtbot.waitUntil(dialog.kept.done.isVisible, timeout=LONG)
    closed(qtbot, dialog)


@pytest.mark.slow
def test_a_read_only_project_shows_it_and_changes_nothing(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    protected(qtbot, desk)
    for reading in seated(qtbot, project):
        assert reading.window.workspace.is_read_only
        dialog = asked(reading, f"Source B ({LABEL})")
        assert "read-only here" in dialog.warning.text()
        QTest.mouseClick(dialog.fields.show_button, Qt.MouseButton.LeftButton)
        assert dialog.fields.name.text() == NAME
        QTest.keyClicks(dialog.fields.name, "x")
        assert dialog.fields.name.text() == NAME
        assert not dialog.save.isEnabled()
        assert not dialog.forget.isEnabled()
        closed(qtbot, dialog)
