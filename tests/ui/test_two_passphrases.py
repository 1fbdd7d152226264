"""Encrypted projects that two have at once, and encrypted files that were harmed."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotator import backups
from annotator.store import Store, cipher
from tests.factories import keep_text
from tests.killing import ROOT
from tests.ui.far_seat import told
from tests.ui.locked_seat import WORDS, arrived, asked, encrypted_project, give, line_of
from tests.ui.seat import STORY, message

pytestmark = pytest.mark.slow
OTHER = "pepper violin granite tide"
HAVING = """
import sys
from pathlib import Path
from annotator.store import Store, cipher
from annotator.store.rekeying import set_passphrase

path, first, other = Path(sys.argv[1]), *sys.argv[2:]
cipher.unlock(path, first)
with Store.open(path):
    print("has it", flush=True)
    sys.stdin.readline()
set_passphrase(path, other)
print("changed it", flush=True)
"""
LONG = 20_000


def two_stories(store: Store) -> None:
    keep_text(store, STORY)
    keep_text(store, "The dam\n\nIt broke, the union said.\n", "second.txt")


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return an encrypted project with two stories, which is backed up."""
    path = encrypted_project(tmp_path / "mill.onrecord", two_stories)
    cipher.unlock(path, WORDS)
    backups.make(path)
    cipher.forget_all()
    return path


@pytest.fixture
def somebody(locked: Path) -> Iterator["subprocess.Popen[str]"]:
    """Have another process have the project, which changes the passphrase on a word."""
    words = [sys.executable, "-c", HAVING, str(locked), WORDS, OTHER]
    pipe = subprocess.PIPE
    child = subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
    assert child.stdout
    assert child.stdout.readline() == "has it\n"
    yield child
    child.kill()
    child.communicate()


def test_a_passphrase_that_somebody_else_changed_is_asked_for_and_no_damage_is_told(
    qtbot: QtBot, locked: Path, somebody: "subprocess.Popen[str]"
) -> None:
    reviewer = arrived(qtbot, locked)
    window = reviewer.window
    give(asked(qtbot, reviewer))
    qtbot.waitUntil(lambda: window.workspace.desk is not None, timeout=LONG)
    assert window.workspace.is_read_only
    first, second = window.workspace.articles()
    assert window.workspace.article == first
    assert "changed it" in somebody.communicate("\n", timeout=60)[0]

    window.workspace.show_article(second.id)

    assert told(reviewer) == (
        "mill.onrecord was written anew since it was opened here, such as with another "
        "passphrase; open it again"
    )
    offer = window.banner.findChild(QPushButton, "bannerOffer")
    assert offer
    assert offer.text() == "Open it again"
    offer.click()
    dialog = asked(qtbot, reviewer)
    give(dialog)
    warning = dialog.findChild(QLabel, "warning")
    assert warning
    qtbot.waitUntil(lambda: warning.text().startswith("This is not its passphrase"), timeout=LONG)
    line_of(dialog).clear()
    give(dialog, OTHER)
    qtbot.waitUntil(lambda: not window.workspace.is_read_only, timeout=LONG)
    assert told(reviewer) == ""


@pytest.mark.usefixtures("somebody")
def test_a_passphrase_is_not_changed_while_somebody_else_has_the_project(
    qtbot: QtBot, locked: Path
) -> None:
    reviewer = arrived(qtbot, locked)
    window = reviewer.window
    give(asked(qtbot, reviewer))
    qtbot.waitUntil(lambda: window.workspace.desk is not None, timeout=LONG)
    assert window.workspace.is_read_only
    before = locked.read_bytes()

    window.actions_.run("project.passphrase")

    assert QApplication.activeModalWidget() is None
    assert message(reviewer).startswith("This project is read-only here; close it where it is ")
    assert "open for writing in On Record" in told(reviewer)
    assert locked.read_bytes() == before


def test_a_wrong_passphrase_thrice_locks_nobody_out(qtbot: QtBot, locked: Path) -> None:
    before = locked.read_bytes()
    reviewer = arrived(qtbot, locked)
    dialog = asked(qtbot, reviewer)
    warning = dialog.findChild(QLabel, "warning")
    assert warning
    for n in range(3):
        give(dialog, f"wrong words {n}")
        qtbot.waitUntil(lambda: line_of(dialog).hasSelectedText(), timeout=LONG)
        assert warning.text().startswith("This is not its passphrase; ")
        assert warning.text().count(".") == 1
        assert "mill" not in warning.text()
        line_of(dialog).clear()
    assert locked.read_bytes() == before
    give(dialog)
    qtbot.waitUntil(lambda: reviewer.window.workspace.path == locked, timeout=LONG)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def cut_within_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096 + 1000)


def cut_to_less_than_a_page(path: Path) -> None:
    os.truncate(path, 700)


def cut_to_one_page(path: Path) -> None:
    os.truncate(path, 4096)


def salted(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[3] ^= 4
    path.write_bytes(data)


@pytest.mark.parametrize(
    "harm", [emptied, cut_within_a_page, cut_to_less_than_a_page, cut_to_one_page]
)
def test_what_no_passphrase_can_open_is_told_and_none_is_asked_for(
    qtbot: QtBot, locked: Path, harm: Callable[[Path], None]
) -> None:
    harm(locked)
    before, there = locked.read_bytes(), sorted(locked.parent.iterdir())

    reviewer = arrived(qtbot, locked)

    qtbot.waitUntil(lambda: bool(told(reviewer)), timeout=LONG)
    assert told(reviewer) == (
        "mill.onrecord is not an On Record project, or its beginning is damaged; name another, or "
        "go back to a backup"
    )
    assert not reviewer.window.opener.is_asking
    assert reviewer.window.workspace.path is None
    assert locked.read_bytes() == before
    assert sorted(locked.parent.iterdir()) == there


@pytest.mark.parametrize("harm", [cut, salted])
def test_damage_is_told_from_a_wrong_passphrase(
    qtbot: QtBot, locked: Path, harm: Callable[[Path], None]
) -> None:
    harm(locked)
    before, there = locked.read_bytes(), sorted(locked.parent.iterdir())
    reviewer = arrived(qtbot, locked)
    dialog = asked(qtbot, reviewer)
    warning = dialog.findChild(QLabel, "warning")
    assert warning
    give(dialog, "wrong words of it")
    qtbot.waitUntil(lambda: line_of(dialog).hasSelectedText(), timeout=LONG)
    assert warning.text().startswith("This is not its passphrase; ")
    assert told(reviewer) == ""
    line_of(dialog).clear()

    give(dialog)

    qtbot.waitUntil(lambda: told(reviewer) != "", timeout=LONG)
    assert "it is damaged" in told(reviewer) or "mill.onrecord is damaged" in told(reviewer)
    assert reviewer.window.workspace.path is None
    assert QApplication.activeModalWidget() is None
    assert locked.read_bytes() == before
    assert sorted(locked.parent.iterdir()) == there
