"""Who a source is, in an encrypted project on this machine: kept, shown again, forgotten."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.store import cipher
from annotator.store.integrity import examine
from annotator.store.rekeying import set_passphrase
from tests.journeys.reviewer import Reviewer
from tests.ui.locked_seat import WORDS, arrived, asked, encrypted_project, give
from tests.ui.seat import claims
from tests.ui.shown_words import places_of
from tests.ui.told_sources import (
    CANARIES,
    LABEL,
    LONG,
    NAME,
    protected,
    push,
    to_forget,
    told,
    write,
)
from tests.ui.told_sources import asked as who
from ui import jobs

pytestmark = pytest.mark.slow
CALLED = f"Source B ({LABEL})"
STORY = ("It leaked", "night clerk")
"""Words that stand in the project alone, and in no file of the program."""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "vault").mkdir()
    return encrypted_project(tmp_path / "vault" / "leak.onrecord", told)


def opened(qtbot: QtBot, project: Path) -> Reviewer:
    """Sit at an encrypted project, its passphrase given."""
    reviewer = arrived(qtbot, project)
    give(asked(qtbot, reviewer))
    is_there(qtbot, reviewer)
    reviewer.activate(reviewer.window)
    return reviewer


def is_there(qtbot: QtBot, reviewer: Reviewer) -> None:
    workspace = reviewer.window.workspace
    qtbot.waitUntil(lambda: workspace.desk is not None, timeout=LONG)
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=LONG)


def readable(*folders: Path) -> list[str]:
    """Return each word of the project that stands in the bytes of a file."""
    files = (each for folder in folders for each in folder.rglob("*") if each.is_file())
    words = (*CANARIES, *STORY, WORDS)
    return [
        f"{path.name}: {word}"
        for path in files
        for word in words
        if word.encode() in path.read_bytes() or word in os.fsdecode(path)
    ]


def decrypted(project: Path) -> None:
    """Take the passphrase off a project and its backups, so that all can be looked into."""
    assert cipher.is_unlocked(project)
    set_passphrase(project, None)


def forget(qtbot: QtBot, reviewer: Reviewer) -> None:
    """Forget the source in the window, to the end."""
    dialog = to_forget(reviewer, CALLED)
    qtbot.waitUntil(dialog.confirmation.isVisible, timeout=LONG)
    write(dialog.confirmation, "Source B")
    push(dialog, "forgetButton")
    qtbot.waitUntil(dialog.go.isHidden, timeout=LONG)
    assert dialog.left.count.text().startswith("0 traces in ")
    push(dialog, "forgetClose")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
    is_there(qtbot, reviewer)


def closed(qtbot: QtBot, reviewer: Reviewer) -> None:
    reviewer.window.close()
    qtbot.waitUntil(lambda: not reviewer.window.isVisible(), timeout=LONG)
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=LONG)


def unlocked(project: Path) -> None:
    """Have the project open again, as the next start does."""
    cipher.unlock(project, WORDS)


def test_who_a_source_is_stays_encrypted_is_shown_again_and_is_forgotten_in_every_file(
    qtbot: QtBot, vault: Path, onrecord_home: Path
) -> None:
    folders = (vault.parent, onrecord_home)
    reviewer = opened(qtbot, vault)
    before = [claim.id for claim in claims(reviewer)]
    protected(qtbot, reviewer)
    is_there(qtbot, reviewer)
    assert readable(*folders) == []
    dialog = who(reviewer, CALLED)
    QTest.mouseClick(dialog.fields.show_button, Qt.MouseButton.LeftButton)
    assert dialog.fields.name.text() == NAME
    push(dialog, "identityClose")
    reviewer.window.workspace.back_up()

    forget(qtbot, reviewer)

    assert places_of(CANARIES) == []
    assert [claim.id for claim in claims(reviewer)] == before
    assert readable(*folders) == []
    closed(qtbot, reviewer)
    unlocked(vault)
    assert examine(vault) == []
    decrypted(vault)
    assert list((onrecord_home / "backups").rglob("*.onrecord"))
    assert [line for line in readable(*folders) if line.endswith(CANARIES)] == []
    assert any(line.endswith(STORY) for line in readable(*folders))
