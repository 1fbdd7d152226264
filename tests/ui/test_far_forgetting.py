"""Encrypted projects far away: a source forgotten there is known by no file, here or there."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.errors import PassphraseError
from annotator.home import copies as copies_here
from annotator.store import cipher, keyring
from annotator.store.integrity import examine
from annotator.store.opening import connect_for_reading
from tests.journeys.reviewer import Reviewer
from tests.store.canaries import key_of, plain
from tests.ui.far_seat import told as band
from tests.ui.locked_seat import WORDS, arrived, asked, encrypted_project, give
from tests.ui.shown_words import places_of
from tests.ui.told_sources import CANARIES, LABEL, LONG, protected, push, to_forget, told, write
from ui import jobs
from ui.dialogs.change_passphrase import ChangePassphraseDialog
from ui.far_project import FarProject

pytestmark = pytest.mark.slow
OTHER = "pepper violin granite tide"
STORY = (*CANARIES, "leaked", "night clerk")
"""Words of the project, of which none may be read without its passphrase."""


@pytest.fixture
def far(tmp_path: Path, onrecord_home: Path) -> Path:
    """Return an encrypted project in a folder that is synced, with a second place for backups."""
    folder = tmp_path / "Sync" / "stories"
    folder.mkdir(parents=True)
    (tmp_path / "Sync" / ".stfolder").mkdir()
    stick = tmp_path / "stick"
    stick.mkdir()
    onrecord_home.mkdir(exist_ok=True)
    onrecord_home.joinpath("settings.json").write_text(f'{{"backup_folder": "{stick}"}}')
    return encrypted_project(folder / "vault.onrecord", told)


@pytest.fixture
def reviewer(qtbot: QtBot, far: Path) -> Reviewer:
    """Return a reviewer at it, as a copy that is written back."""
    reviewer = arrived(qtbot, far)
    give(asked(qtbot, reviewer))
    window = reviewer.window
    qtbot.waitUntil(lambda: window.workspace.desk is not None, timeout=LONG)
    assert isinstance(window.workspace.far, FarProject)
    reviewer.activate(window)
    return reviewer


def backed_up(qtbot: QtBot, reviewer: Reviewer, stick: Path) -> None:
    """Have what was done backed up here and in the second place."""
    there = set(stick.rglob("*.onrecord"))
    reviewer.window.workspace.back_up()
    qtbot.waitUntil(lambda: set(stick.rglob("*.onrecord")) > there, timeout=LONG)
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=LONG)


def leave(qtbot: QtBot, reviewer: Reviewer) -> None:
    """Close the window, and see everything back in its place."""
    reviewer.window.close()
    qtbot.waitUntil(lambda: not reviewer.window.isVisible(), timeout=LONG)
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=LONG)


def in_plain(folder: Path) -> list[str]:
    """Return which files under a folder say a word of the story without a passphrase."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    return [
        f"{file}: {word}"
        for file in files
        for word in STORY
        for encoding in ("utf-8", "utf-16-le")
        if word.lower().encode(encoding) in file.read_bytes().lower()
    ]


def known_by(file: Path) -> list[str]:
    """Return what the values of an encrypted file say of who the source is."""
    conn, scratch = connect_for_reading(file)
    try:
        tables = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        values = [
            plain(value.decode("latin-1") if isinstance(value, bytes) else value)
            for (table,) in tables
            for row in conn.execute(f'SELECT * FROM "{table}"')
            for value in row
        ]
    finally:
        conn.close()
        if scratch:
            shutil.rmtree(scratch)
    return [f"{file}: {word}" for value in values for word in CANARIES if word in value]


def projects_in(folder: Path) -> list[Path]:
    """Return every project, backup and copy under a folder, under whatever name."""
    return [
        each
        for each in folder.rglob("*")
        if each.is_file() and (each.suffix == ".onrecord" or keyring.salt_of(each))
    ]


@pytest.mark.usefixtures("soon")
def test_a_source_forgotten_far_away_is_known_by_no_file_here_or_there(
    qtbot: QtBot, reviewer: Reviewer, far: Path, tmp_path: Path
) -> None:
    window = reviewer.window
    protected(qtbot, reviewer)
    assert isinstance(window.workspace.far, FarProject)
    backed_up(qtbot, reviewer, tmp_path / "stick")
    (copy,) = copies_here().rglob("*.onrecord")
    beside = far.with_name(f"{far.stem} (recovered 2026-11-30 221005).onrecord")
    shutil.copyfile(far, beside)
    before = [file for file in projects_in(tmp_path) if known_by(file)]
    assert {copy, beside} <= set(before)
    assert any("stick" in file.parts for file in before)
    assert any("backups" in file.parts for file in before)

    dialog = to_forget(reviewer, f"Source B ({LABEL})")
    qtbot.waitUntil(dialog.confirmation.isVisible, timeout=LONG)
    write(dialog.confirmation, "Source B")
    push(dialog, "forgetButton")
    qtbot.waitUntil(dialog.go.isHidden, timeout=LONG)
    assert dialog.left.count.text().startswith("0 traces in ")
    push(dialog, "forgetClose")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
    assert isinstance(window.workspace.far, FarProject)
    assert [words for file in projects_in(tmp_path) for words in known_by(file)] == []
    while window.workspace.undoable():
        window.actions_.run("edit.undo")
        assert places_of(CANARIES) == []
    leave(qtbot, reviewer)

    assert not list(copies_here().rglob("*.onrecord"))
    assert in_plain(tmp_path) == []
    cipher.unlock(far, WORDS)
    files = projects_in(tmp_path)
    assert {far, beside} <= set(files)
    for file in files:
        assert keyring.salt_of(file)
        assert known_by(file) == []
        assert examine(file) == []


@pytest.mark.usefixtures("soon")
def test_the_passphrase_of_a_far_project_is_changed_where_it_lies(
    qtbot: QtBot, reviewer: Reviewer, far: Path, tmp_path: Path
) -> None:
    window = reviewer.window
    backed_up(qtbot, reviewer, tmp_path / "stick")
    key = key_of(far)
    window.actions_.run("project.passphrase")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ChangePassphraseDialog)
    lines = [line for line in dialog.findChildren(QLineEdit) if line.isVisible()]
    for line, words in zip(lines, (WORDS, OTHER, OTHER), strict=True):
        QTest.keyClicks(line, words)
    dialog.accept()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
    qtbot.waitUntil(lambda: window.workspace.desk is not None, timeout=LONG)
    assert isinstance(window.workspace.far, FarProject)
    assert band(reviewer) == ""
    leave(qtbot, reviewer)

    cipher.forget_all()
    assert in_plain(tmp_path) == []
    assert not list(copies_here().rglob("*.onrecord"))
    files = projects_in(tmp_path)
    assert len(files) > 1
    for file in files:
        with pytest.raises(PassphraseError):
            cipher.unlock(file, WORDS)
    for file in files:
        cipher.unlock(file, OTHER)
        assert key_of(file) == key
        assert examine(file) == []
