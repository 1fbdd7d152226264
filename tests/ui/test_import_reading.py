"""Files are read by a child process, one after another; the window only waits for it."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator import importers
from tests.ui.dialog_seat import project, window, workspace
from tests.ui.importing import STORY, button, dialog, press, progress, read, titles, written
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.import_entry import State
from ui.dropping import Pasted
from ui.settings import Settings
from ui.workspace import Workspace

__all__ = ["dialog", "project", "window", "workspace"]
SAMPLES = Path(__file__).parents[1] / "data" / "formats"


ENDLESS = "a" * 200 + "c"
"""Words on which the rule below never comes to an end."""


def set_trap(home: Path) -> None:
    rules = home / "rules" / "furniture.txt"
    rules.parent.mkdir(parents=True)
    rules.write_text("(a+)+b\n", encoding="utf-8")


@pytest.fixture
def trap(onrecord_home: Path, tmp_path: Path) -> Path:
    """Return a file on which the newsroom's own list of furniture never comes to an end."""
    set_trap(onrecord_home)
    path = tmp_path / "trap.txt"
    path.write_text(ENDLESS, encoding="utf-8")
    return path


def names(dialog: ImportDialog) -> list[str]:
    return [dialog.files.item(row).text() for row in range(dialog.files.count())]


@pytest.mark.slow
def test_nothing_is_parsed_in_the_process_of_the_window(
    qtbot: QtBot,
    workspace: Workspace,
    dialog: ImportDialog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def parse(*_: object) -> None:
        raise AssertionError("a file was parsed by the window")

    for name in ("read", "read_all", "read_bytes", "format_of"):
        monkeypatch.setattr(importers, name, parse)
    dialog.read_pasted(Pasted(b"Mayor quits\n\nShe said so.\n", b"<p>Mayor</p><p>quits</p>"))
    read(qtbot, dialog, written(tmp_path, quay_txt=STORY))
    assert progress(dialog) == "2 ready"
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace) == ["Port audit", "Mayor quits", "Quay closes"]


@pytest.mark.slow
def test_each_article_of_a_feed_is_an_entry_of_its_own(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, [SAMPLES / "harbor.rss", *written(tmp_path, quay_txt=STORY)])
    first, second, last = names(dialog)
    assert last == "quay.txt"
    told = dialog.files.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == f"{second}, ready · harbor.rss"
    assert button(dialog).text() == "Import 3 articles"
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace) == ["Port audit", first, second, "Quay closes"]


@pytest.mark.slow
def test_stop_ends_a_file_that_does_not_come_to_an_end(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, trap: Path, tmp_path: Path
) -> None:
    failures: list[str] = []
    workspace.failed.connect(lambda error: failures.append(str(error)))
    dialog.read_files([*written(tmp_path, quay_txt=STORY), trap, tmp_path / "later.txt"])
    dialog.open()
    qtbot.waitUntil(lambda: progress(dialog).startswith("Reading 2 of 3… "), timeout=10_000)
    seconds = progress(dialog).removeprefix("Reading 2 of 3… ")
    assert seconds.endswith(" s")
    assert int(seconds[:-2]) >= 2
    QTest.mouseClick(dialog.bar.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: progress(dialog) == "1 ready · 2 not read")
    assert not dialog.bar.stop.isVisible()
    assert failures == []
    for row, name in ((1, "trap.txt"), (2, "later.txt")):
        dialog.files.setCurrentRow(row)
        stopped = f"{name} was not read, because the import was stopped."
        assert dialog.page.message.text() == stopped
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "Quay closes"


@pytest.mark.slow
def test_escape_stops_the_reading_first_and_closes_then(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, trap: Path, tmp_path: Path
) -> None:
    dialog.read_files([trap, *written(tmp_path, pier_txt="Pier\n\nOpen.\n")])
    dialog.open()
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: progress(dialog) == "2 not read")
    dialog.files.setCurrentRow(1)
    assert dialog.page.message.text() == ("pier.txt was not read, because the import was stopped.")
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.destroyed):
        press(dialog, Qt.Key.Key_Escape)
    assert titles(workspace) == ["Port audit"]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a signal")
def test_a_file_that_cannot_be_read_again_stays_as_it_was(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path, onrecord_home: Path
) -> None:
    page = f"<html><body><h1>Mill denies it</h1><p>It said {ENDLESS}.</p><p>{ENDLESS}</p></body>"
    read(qtbot, dialog, written(tmp_path, mill_html=page))
    before = dialog.entries[0].article
    set_trap(onrecord_home)
    child = dialog.queue._means.sandbox.warm()  # noqa: SLF001 - a new one shall read
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    extent = dialog.page.offers.extent
    QTest.keyClick(extent, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: extent.currentIndex() == 1 and dialog.queue.is_reading)
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.queue.is_reading, timeout=10_000)
    assert dialog.entries[0].article == before
    assert extent.currentIndex() == 0
    told = "mill.html was not read, because the import was stopped."
    assert told in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "Mill denies it"


def test_a_reader_that_crashes_costs_one_sentence_and_the_others_go_on(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    paths = written(tmp_path, quay_txt=STORY, pier_txt="Pier\n\nOpen.\n")
    bad = tmp_path / "bad.docx"
    bad.write_bytes((SAMPLES / "ferry-comments.docx").read_bytes()[:900])
    read(qtbot, dialog, [paths[0], bad, paths[1]])
    assert progress(dialog) == "2 ready · 1 cannot be read"
    dialog.files.setCurrentRow(1)
    assert dialog.page.message.text().startswith("bad.docx ")


@pytest.mark.slow
def test_a_folder_is_read_with_what_is_in_it(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "stories"
    (folder / "deep").mkdir(parents=True)
    written(folder, b_txt="B\n\nSaid.\n", a_txt="A\n\nSaid.\n")
    written(folder / "deep", c_txt="C\n\nSaid.\n")
    (folder / ".hidden.txt").write_text("no", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    shutil.copy(SAMPLES / "ferry-scan.pdf", folder)
    (folder / "deep" / "round").symlink_to(folder, target_is_directory=True)
    read(qtbot, dialog, [folder])
    assert names(dialog) == ["a.txt", "b.txt", "c.txt", "ferry-scan.pdf"]
    assert progress(dialog) == "3 ready · 1 cannot be read"
    passed = dialog.findChild(QLabel, "importPassedOver")
    assert passed
    assert passed.text() == (
        "Passed over in stories: 1 hidden, 1 of a kind that cannot be opened, "
        "1 folders not looked into"
    )
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace) == ["Port audit", "A", "B", "C"]


@pytest.mark.slow
def test_a_large_folder_is_listed_bit_by_bit_and_in_its_order(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    written(folder, **{f"f{n:03}_txt": f"Story {n}\n\nSaid {n}.\n" for n in range(230)})
    dialog.read_files([folder, *written(tmp_path, quay_txt=STORY)])
    dialog.open()
    qtbot.waitUntil(lambda: progress(dialog) == "231 ready", timeout=30_000)
    assert names(dialog) == [*(f"f{n:03}.txt" for n in range(230)), "quay.txt"]
    assert dialog.files.currentRow() == 0
    assert dialog.page.title.text() == "Story 0"
    with qtbot.waitSignal(dialog.accepted, timeout=30_000):
        press(dialog, Qt.Key.Key_Return)
    assert titles(workspace)[1:] == [*(f"Story {n}" for n in range(230)), "Quay closes"]


def test_a_folder_with_nothing_in_it_is_told(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    read(qtbot, dialog, [folder])
    assert dialog.page.message.text() == "empty holds no file that can be opened."
    assert not button(dialog).isEnabled()


def test_a_folder_can_be_added(
    qtbot: QtBot, workspace: Workspace, window: QWidget, tmp_path: Path
) -> None:
    settings = Settings()
    settings.remember("plain_dialogs", value=True)
    dialog = ImportDialog(workspace, settings, window)
    read(qtbot, dialog, written(tmp_path, quay_txt=STORY))
    assert not dialog.files.isVisible()
    folder = tmp_path / "stories"
    folder.mkdir()
    written(folder, a_txt="A\n\nSaid.\n")
    dialog.read_folder(folder)
    qtbot.waitUntil(lambda: progress(dialog) == "2 ready")
    assert dialog.files.isVisible()
    assert [entry.state for entry in dialog.entries] == [State.READY] * 2
