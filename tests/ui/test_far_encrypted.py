"""Encrypted projects far away: brought here with their passphrase, written back, locked."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.home import copies
from annotator.store import cipher
from tests.ui.far_seat import UNION, away, holds, mark, told
from tests.ui.locked_seat import WORDS, arrived, asked, encrypted_project, give
from tests.ui.seat import quotes, seated
from ui import jobs
from ui.far_project import FarProject

pytestmark = pytest.mark.slow


@pytest.fixture
def far(tmp_path: Path) -> Path:
    """Return an encrypted project in a folder that is synced with other machines."""
    folder = tmp_path / "Sync" / "stories"
    folder.mkdir(parents=True)
    (tmp_path / "Sync" / ".stfolder").mkdir()
    return encrypted_project(folder / "mill.onrecord")


@pytest.mark.usefixtures("soon")
def test_a_far_encrypted_project_is_worked_on_locked_and_gone_on_with(
    qtbot: QtBot, far: Path
) -> None:
    reviewer = arrived(qtbot, far)
    window = reviewer.window
    give(asked(qtbot, reviewer))
    qtbot.waitUntil(lambda: window.workspace.desk is not None, timeout=10_000)
    assert isinstance(window.workspace.far, FarProject)
    reviewer.activate(window)
    mark(reviewer)
    qtbot.waitUntil(holds(far, UNION), timeout=10_000)
    mark(reviewer, "mill denies", "D")  # which is not back yet as it is locked

    window.locking.lock()

    assert window.lock_card.isVisible()
    assert window.workspace.path is None
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=10_000)
    assert not cipher.is_unlocked(far)
    assert not list(copies().rglob("*.onrecord"))

    give(window.lock_card)

    qtbot.waitUntil(lambda: window.workspace.desk is not None, timeout=10_000)
    assert len(quotes(reviewer)) == 2
    assert isinstance(window.workspace.far, FarProject)
    window.close()
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=10_000)


def test_one_whose_drive_goes_away_is_locked_and_opened_from_what_is_here(
    qtbot: QtBot, far: Path
) -> None:
    reviewer = arrived(qtbot, far)
    window = reviewer.window
    give(asked(qtbot, reviewer))
    qtbot.waitUntil(lambda: window.workspace.desk is not None, timeout=10_000)
    reviewer.activate(window)
    mark(reviewer)
    elsewhere = away(far)

    window.locking.lock()
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=10_000)
    (copy,) = copies().rglob("*.onrecord")
    assert not cipher.is_unlocked(copy)

    give(window.lock_card)

    qtbot.waitUntil(lambda: window.workspace.desk is not None, timeout=10_000)
    assert quotes(reviewer) == [UNION]
    elsewhere.rename(far.parents[1])
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=10_000)
    cipher.unlock(far, WORDS)
    assert holds(far, UNION)()


def test_esc_gives_a_far_one_up(qtbot: QtBot, project: Path, far: Path) -> None:
    reviewer = next(seated(qtbot, project))
    reviewer.window.open_project(far)
    dialog = asked(qtbot, reviewer)

    dialog.close()

    qtbot.waitUntil(lambda: not reviewer.window.opener.is_asking)
    qtbot.waitUntil(lambda: not jobs.are_running(), timeout=10_000)
    assert reviewer.window.workspace.path == project
    assert told(reviewer) == ""
    assert not list(copies().rglob("*.onrecord"))
