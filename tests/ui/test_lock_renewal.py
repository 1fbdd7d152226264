"""Other machines hear of a project that is open here, and this window of theirs."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.store import lock
from ui import jobs, lock_renewal
from ui.workspace import Workspace


@pytest.fixture
def workspace(qapp: QApplication) -> Iterator[Workspace]:
    made = Workspace(qapp)
    yield made
    made.close()


def _is_other(path: Path, before: bytes) -> bool:
    return path.read_bytes() != before


def test_other_machines_are_told_again_and_again_that_it_is_open(
    qtbot: QtBot, workspace: Workspace, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_RENEWED", timedelta(0))
    monkeypatch.setattr(lock_renewal, "_EVERY", 1)
    signed = project.with_name(project.name + ".lock")
    workspace.open(project, "Ann")
    for _ in range(2):
        before = signed.read_bytes()
        qtbot.waitUntil(partial(_is_other, signed, before))
    workspace.close()
    qtbot.waitUntil(lambda: not jobs.are_running())
    assert not signed.exists()


def test_another_machine_that_has_it_too_is_told_once(
    qtbot: QtBot, workspace: Workspace, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_RENEWED", timedelta(0))
    monkeypatch.setattr(lock_renewal, "_EVERY", 1)
    told: list[str] = []
    workspace.failed.connect(lambda error: told.append(str(error)))
    workspace.open(project, "Ann")
    now = datetime.now(UTC).isoformat()
    theirs = {"process": 12, "host": "desk-2", "since": now, "renewed": now}
    brought = project.with_name("brought")
    brought.write_text(json.dumps(theirs), encoding="utf-8")
    brought.replace(project.with_name(project.name + ".lock"))
    qtbot.waitUntil(lambda: bool(told))
    for timer in workspace.findChildren(QTimer):
        if timer.interval() == 1:
            for _ in range(3):
                with qtbot.waitSignal(timer.timeout):
                    pass
    assert len(told) == 1
    assert "desk-2" in told[0]
