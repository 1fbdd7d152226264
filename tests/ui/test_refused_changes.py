"""A change that the disk refuses: one sentence, what is on disk is shown, and a way on."""

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store.reader import Reader
from tests.factories import keep_text, project_with
from tests.file_limit import no_file_larger_than
from tests.journeys.reviewer import Reviewer
from tests.ordinary_user import as_ordinary_user, folder_for_all
from tests.ui.seat import STORY, claims, message, quotes, seated
from ui.copying import save_copy
from ui.workspace import Workspace

UNION = "The union said that the mill dumped waste"
LONG = "x" * 20_000


def retry(reviewer: Reviewer) -> QPushButton:
    button = reviewer.window.banner.findChild(QPushButton, "bannerOffer")
    assert button
    return button


def click_retry(reviewer: Reviewer) -> None:
    QTest.mouseClick(retry(reviewer), Qt.MouseButton.LeftButton)


def on_disk(project: Path) -> list[tuple[str, str]]:
    with Reader.open(project) as reader:
        (article,) = reader.articles()
        return [(claim.quote, claim.note) for claim in reader.marks(article.id).claims]


def shown(reviewer: Reviewer) -> list[tuple[str, str]]:
    return [(claim.quote, claim.note) for claim in claims(reviewer)]


@pytest.mark.slow
def test_a_full_disk_shows_what_is_on_it_and_trying_again_makes_the_change(
    desk: Reviewer, project: Path
) -> None:
    desk.click("union said")
    desk.press("A")
    desk.press("M")
    QGuiApplication.clipboard().setText(LONG)
    desk.press("Ctrl+V")
    with no_file_larger_than(project.stat().st_size):
        desk.press("Ctrl+Enter")
        assert desk.window.banner.isVisible()
        assert desk.window.banner.accessibleName().startswith("desk.onrecord could not be changed")
        assert shown(desk) == on_disk(project) == [(UNION, "")]
        click_retry(desk)
        assert desk.window.banner.isVisible()
        assert shown(desk) == on_disk(project) == [(UNION, "")]
    click_retry(desk)
    assert not desk.window.banner.isVisible()
    assert shown(desk) == on_disk(project) == [(UNION, LONG)]


def test_a_change_that_goes_well_later_ends_the_trouble(desk: Reviewer, project: Path) -> None:
    rival = sqlite3.connect(project)
    rival.execute("BEGIN IMMEDIATE")
    desk.click("union said")
    desk.press("A")
    assert retry(desk).isVisible()
    rival.rollback()
    rival.close()
    desk.press("A")
    assert not desk.window.banner.isVisible()
    assert not desk.window.workspace.can_try_again
    assert quotes(desk) == [UNION]


def test_what_makes_no_sense_is_not_offered_again(desk: Reviewer) -> None:
    desk.window.workspace.undo()
    desk.window.workspace.undo()
    desk.window.banner.tell("Moved.")
    assert not retry(desk).isVisible()
    assert not desk.window.workspace.can_try_again


def test_a_project_that_is_free_again_is_opened_for_writing_by_trying_again(
    qtbot: QtBot, project: Path
) -> None:
    first = Store.open(project)
    for reviewer in seated(qtbot, project):
        assert reviewer.window.workspace.is_read_only
        click_retry(reviewer)
        assert reviewer.window.workspace.is_read_only
        assert reviewer.window.banner.isVisible()
        first.close()
        click_retry(reviewer)
        assert not reviewer.window.banner.isVisible()
        reviewer.click("union said")
        reviewer.press("A")
        assert on_disk(project) == [(UNION, "")]


def _mark_in_what_becomes_read_only(folder: Path, name: str) -> None:
    """Mark before and after the folder is read-only, and again after it is not."""
    _ = QApplication.instance() or QApplication(sys.argv[:1])
    workspace = Workspace()
    path = folder / name
    workspace.open(path, "Ann")
    assert not workspace.is_read_only
    told: list[str] = []
    workspace.failed.connect(lambda error: told.append(str(error)))
    folder.chmod(0o555)
    assert workspace.do(edits.add("Meet", Source(new_id(), "Ann"))) is None
    assert len(told) == 1, told
    assert "it is read-only" in told[0]
    assert workspace.can_try_again
    assert workspace.project_sources() == []
    folder.chmod(0o755)
    workspace.try_again()
    assert [source.name for source in workspace.project_sources()] == ["Ann"]
    workspace.close()


def test_a_folder_that_becomes_read_only_refuses_and_takes_it_again() -> None:
    folder = folder_for_all()
    project_with(folder / "desk.onrecord", lambda store: keep_text(store, STORY)).chmod(0o644)

    def work() -> None:
        own = folder_for_all()
        os.environ["ONRECORD_HOME"] = str(own / "home")
        shutil.copyfile(folder / "desk.onrecord", own / "desk.onrecord")
        _mark_in_what_becomes_read_only(own, "desk.onrecord")
        shutil.rmtree(own)

    as_ordinary_user(work)
    shutil.rmtree(folder)


@pytest.mark.parametrize("is_lost", [False, True])
def test_a_copy_is_saved_of_what_is_open_also_where_its_file_is_lost(
    desk: Reviewer, qtbot: QtBot, project: Path, *, is_lost: bool
) -> None:
    desk.click("union said")
    desk.press("A")
    copy = project.with_name("copy.onrecord")
    if is_lost:
        project.unlink()
    ends: list[object] = []
    save_copy(desk.window.workspace, copy, ends.append, ends.append)
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [copy]
    assert on_disk(copy) == [(UNION, "")]
    assert message(desk)


def test_a_copy_that_cannot_be_written_is_told_and_leaves_nothing(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    ends: list[object] = []
    copy = project.with_name("copy.onrecord")
    with no_file_larger_than(4096):
        save_copy(desk.window.workspace, copy, ends.append, ends.append)
        qtbot.waitUntil(lambda: bool(ends))
    assert "could not be written" in str(ends[0])
    assert not copy.exists()
    assert not list(project.parent.glob(".*.tmp*"))
