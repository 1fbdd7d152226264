"""Taking a name out of history and backups, too: said plainly, and done at any time."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator import backups
from annotator.store.reader import Reader
from tests.command_line import onrecord
from tests.factories import project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import seated
from tests.ui.told_sources import (
    CANARIES,
    LONG,
    NAME,
    NICK,
    asked,
    closed,
    copies,
    push,
    told,
)
from ui.dialogs.identity import IdentityDialog


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "leak.onrecord", told)


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    backups.make(project)
    yield from seated(qtbot, project)


def tick(dialog: IdentityDialog) -> None:
    QTest.mouseClick(dialog.everywhere, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))


def labels(project: Path) -> list[str]:
    with Reader.open(project) as reader:
        return [step.label for step in reader.history()]


def about(dialog: IdentityDialog) -> str:
    label = dialog.findChild(QLabel, "identityAboutEverywhere")
    assert label
    return label.text()


def traces(project: Path) -> dict[str, int]:
    """Return how many traces of the names the command finds in which file."""
    found = onrecord("traces", project, "--json", input=f"{NAME}\n{NICK}\n".encode())
    return dict(json.loads(found.stdout)["files"])


@pytest.mark.slow
def test_what_was_left_in_history_and_backups_is_taken_out_another_time(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    dialog = asked(desk, NAME)
    assert "its backups are written anew" in about(dialog)
    tick(dialog)
    said = about(dialog)
    assert "stays where it stands in notes, old steps of the history and backups" in said
    assert "at any time: open this again and tick it" in said
    assert dialog.everywhere.accessibleDescription() == said
    dialog.descriptor.setText("a clerk")
    push(dialog, "identitySave")
    qtbot.waitUntil(dialog.kept.copies.isVisible, timeout=LONG)
    closed(qtbot, dialog)
    assert f"Hear {NAME}" in labels(project)
    (backup,) = copies(project)
    left = traces(project)
    assert left[str(backup)] > 0
    dialog = asked(desk, "Source B (a clerk)")
    assert not dialog.everywhere.isChecked()
    assert about(dialog) == said
    tick(dialog)
    push(dialog, "identitySave")
    qtbot.waitUntil(dialog.kept.done.isVisible, timeout=LONG)
    closed(qtbot, dialog)
    assert not any(word in label for label in labels(project) for word in CANARIES)
    now = traces(project)
    # Who it is, is kept of the source and of its copy in another article, and nowhere else.
    assert left[str(project)] > now[str(project)] == 2
    assert now[str(backup)] == 0
