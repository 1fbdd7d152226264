"""A project in a synced folder: a warning in the band, once."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.store import Store
from tests.ui.seat import seated
from ui import jobs
from ui.settings import Settings


def test_a_synced_folder_is_warned_of_once(qtbot: QtBot, synced: Path, project: Path) -> None:
    for reviewer in seated(qtbot, synced):
        qtbot.waitUntil(reviewer.window.banner.isVisible)
        assert reviewer.window.banner.accessibleName().startswith(
            "mill.onrecord is in a folder that Syncthing syncs with other machines"
        )
        reviewer.window.open_project(project)
        qtbot.waitUntil(lambda: not jobs.are_running())
        assert not reviewer.window.banner.isVisible()
    for reviewer in seated(qtbot, synced):
        qtbot.waitUntil(lambda: not jobs.are_running())
        assert not reviewer.window.banner.isVisible()


def test_what_is_more_urgent_stays_and_the_warning_comes_next_time(
    qtbot: QtBot, synced: Path
) -> None:
    with Store.open(synced):
        for reviewer in seated(qtbot, synced):
            qtbot.waitUntil(lambda: not jobs.are_running())
            assert reviewer.window.banner.accessibleName().startswith("Read-only")
    assert Settings().texts("warned") == []
    for reviewer in seated(qtbot, synced):
        qtbot.waitUntil(reviewer.window.banner.isVisible)
        assert "Syncthing" in reviewer.window.banner.accessibleName()
