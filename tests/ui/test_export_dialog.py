"""Files from the window: asked for once, written again with one key."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.errors import ExportError
from annotator.store import Store
from annotator.vocabulary import Part, Variant
from tests.export.word_reader import W, WordFile, value
from tests.factories import keep_text, new_project
from tests.ui.dialog_seat import window, workspace
from tests.ui.export_seat import (
    LONG,
    Opener,
    button,
    dialog,
    enter,
    opened,
    opener,
    project,
    reports,
    settings,
    told,
    words,
    write,
)
from ui.dialogs.export_again import export_again
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.export_order import next_free
from ui.settings import Settings
from ui.workspace import Workspace

__all__ = ["dialog", "opener", "project", "reports", "settings", "window", "workspace"]


@pytest.mark.slow
def test_enter_writes_the_report_and_says_so(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, tmp_path: Path
) -> None:
    assert dialog.objectName() == "exportDialog"
    said: list[str] = []
    workspace.said.connect(said.append)
    out = tmp_path / "reports" / "story.docx"
    dialog.path.setText(str(out))
    enter(dialog)
    qtbot.waitUntil(lambda: said[-1:] == ["Wrote story.docx"], timeout=LONG)
    assert out.read_bytes().startswith(b"PK")
    shown = dialog.findChild(QPushButton, "showInFolder")
    assert shown
    assert shown.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_the_file_is_named_after_the_article_and_the_variant(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    name = "Top U.S. envoy presses Canada over Huawei role in 5G network officials"
    assert Path(dialog.path.text()) == folder / f"{name}.docx"
    QTest.mouseClick(dialog.variants.buttons[Variant.LEGAL], Qt.MouseButton.LeftButton)
    assert Path(dialog.path.text()) == folder / f"{name} (legal).docx"
    QTest.mouseClick(dialog.all_articles, Qt.MouseButton.LeftButton)
    assert Path(dialog.path.text()) == folder / "desk (legal).docx"


def test_a_file_in_the_way_is_mentioned_and_a_free_name_offered(
    workspace: Workspace, settings: Settings, window: QWidget, tmp_path: Path
) -> None:
    taken = tmp_path / "reports" / "Port audit.docx"
    taken.write_text("mine", encoding="utf-8")
    workspace.show_article(workspace.articles()[1].id)
    dialog = ExportDialog(workspace, settings, window)
    dialog.open()
    assert Path(dialog.path.text()).name == "Port audit (2).docx"
    dialog.path.setText(str(taken))
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "There is a file of this name; it will be replaced." in shown


@pytest.mark.slow
def test_a_folder_that_is_missing_is_told_and_made_with_one_button(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.path.setText(str(tmp_path / "nowhere" / "x.docx"))
    assert words(dialog, "exportNote") == f"There is no folder {tmp_path / 'nowhere'}."
    with qtbot.waitSignal(workspace.failed, timeout=LONG):
        enter(dialog)
    assert "does not exist" in told(dialog)
    assert dialog.isVisible()
    make = button(dialog, "createFolder")
    assert make.hasFocus()
    QTest.keyClick(make, Qt.Key.Key_Space)
    assert (tmp_path / "nowhere").is_dir()
    assert not make.isVisible()
    assert told(dialog) == ""
    enter(dialog)
    qtbot.waitUntil((tmp_path / "nowhere" / "x.docx").exists, timeout=LONG)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("x" * 300, "The file's name is too long; choose a shorter one."),
        ("CON", "Windows keeps the name CON.docx for itself; choose another."),
    ],
)
def test_a_name_that_no_system_takes_is_told_in_one_short_sentence(
    qtbot: QtBot,
    workspace: Workspace,
    dialog: ExportDialog,
    reports: Path,
    name: str,
    sentence: str,
) -> None:
    dialog.path.setText(str(reports / name))
    with qtbot.waitSignal(workspace.failed, timeout=LONG):
        enter(dialog)
    assert told(dialog) == sentence
    assert list(reports.iterdir()) == []


def test_a_report_that_word_holds_gets_another_name(dialog: ExportDialog, tmp_path: Path) -> None:
    held = tmp_path / "reports" / "report.docx"
    held.write_bytes(b"open in Word")
    dialog.path.setText(str(held))
    error = ExportError(f"{held} could not be replaced: it is open in another program.")
    error.__cause__ = PermissionError(13, "Permission denied")
    dialog.refuse(error)
    assert Path(dialog.path.text()).name == "report (2).docx"
    assert "open in another program" in told(dialog)


def test_the_project_is_never_written_over(
    qtbot: QtBot, workspace: Workspace, window: QWidget, settings: Settings, tmp_path: Path
) -> None:
    odd = new_project(tmp_path / "odd.docx")
    with Store.open(odd) as store:
        keep_text(store, "One\n\nTwo.\n")
    workspace.open(odd, "Tester")
    before = odd.read_bytes()
    dialog = ExportDialog(workspace, settings, window)
    dialog.open()
    dialog.path.setText(str(odd))
    with qtbot.waitSignal(workspace.failed):
        enter(dialog)
    assert "is the project itself" in told(dialog)
    assert odd.read_bytes() == before


def test_a_name_without_a_suffix_becomes_a_word_file(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.path.setText(str(tmp_path / "report.onrecord"))
    assert dialog.order.path.name == "report.onrecord.docx"


def test_export_again_asks_where_there_was_none_yet(
    workspace: Workspace, settings: Settings, window: QWidget
) -> None:
    dialog = export_again(workspace, settings, window)
    assert dialog
    assert dialog.isVisible()


@pytest.mark.slow
def test_export_again_writes_the_same_file_without_a_word(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, window: QWidget, tmp_path: Path
) -> None:
    out = tmp_path / "reports" / "legal.docx"
    dialog.variants.buttons[Variant.LEGAL].setChecked(True)
    dialog.path.setText(str(out))
    said: list[str] = []
    workspace.said.connect(said.append)
    enter(dialog)
    qtbot.waitUntil(lambda: "Wrote legal.docx" in said, timeout=LONG)
    before = out.read_bytes()
    desk = workspace.desk
    assert desk
    workspace.do(edits.remove_claims(desk.marks(), desk.claims[:3]))
    said.clear()
    assert export_again(workspace, Settings(), window) is None
    qtbot.waitUntil(lambda: "Wrote legal.docx" in said, timeout=LONG)
    assert out.read_bytes() != before


@pytest.mark.slow
def test_export_again_of_another_article_never_takes_the_same_file(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, window: QWidget, tmp_path: Path
) -> None:
    out = tmp_path / "reports" / "wire.docx"
    dialog.path.setText(str(out))
    said: list[str] = []
    workspace.said.connect(said.append)
    enter(dialog)
    qtbot.waitUntil(lambda: "Wrote wire.docx" in said, timeout=LONG)
    before = out.read_bytes()
    workspace.show_article(workspace.articles()[1].id)
    export_again(workspace, Settings(), window)
    qtbot.waitUntil(lambda: "Wrote Port audit.docx" in said, timeout=LONG)
    assert out.read_bytes() == before
    assert (tmp_path / "reports" / "Port audit.docx").exists()


@pytest.mark.slow
def test_export_again_that_fails_brings_the_dialog(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, window: QWidget, tmp_path: Path
) -> None:
    folder = tmp_path / "reports" / "gone"
    folder.mkdir()
    dialog.path.setText(str(folder / "x.docx"))
    said: list[str] = []
    workspace.said.connect(said.append)
    enter(dialog)
    qtbot.waitUntil(lambda: "Wrote x.docx" in said, timeout=LONG)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    (folder / "x.docx").unlink()
    (folder / "x.docx").mkdir()
    with qtbot.waitSignal(workspace.failed, timeout=LONG):
        export_again(workspace, Settings(), window)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is not None)
    again = window.findChild(ExportDialog)
    assert again
    assert "is a folder" in told(again)


@pytest.mark.slow
def test_a_report_is_opened_where_that_is_asked_for(
    qtbot: QtBot, dialog: ExportDialog, opener: Opener, tmp_path: Path
) -> None:
    out = tmp_path / "reports" / "story.docx"
    dialog.path.setText(str(out))
    dialog.opens.setChecked(True)
    enter(dialog)
    qtbot.waitUntil(lambda: opener.opened == [str(out)], timeout=LONG)
    shown = dialog.findChild(QPushButton, "showInFolder")
    assert shown
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert opener.opened[-1] == str(out.parent)


@pytest.mark.slow
def test_escape_stops_what_is_being_written_and_leaves_the_old_file(
    qtbot: QtBot, dialog: ExportDialog, reports: Path
) -> None:
    out = reports / "story.docx"
    out.write_bytes(b"old")
    dialog.path.setText(str(out))
    enter(dialog)
    assert button(dialog, "exportCancel").text() == "S&top"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: words(dialog, "exportSaid").startswith("Stopped."), timeout=LONG)
    assert dialog.isVisible()
    assert [(path.name, path.read_bytes()) for path in reports.iterdir()] == [
        ("story.docx", b"old")
    ]
    assert len(write(qtbot, dialog, out)) > 1000


def test_a_window_that_is_closed_stops_what_is_being_written_first(
    qtbot: QtBot, dialog: ExportDialog, reports: Path
) -> None:
    out = reports / "story.docx"
    out.write_bytes(b"old")
    dialog.path.setText(str(out))
    enter(dialog)
    with qtbot.waitSignal(dialog.destroyed, timeout=LONG):
        dialog.close()
    assert [path.read_bytes() for path in reports.iterdir()] == [b"old"]


@pytest.mark.slow
def test_one_file_each_is_written_to_a_folder_and_each_is_told_of(
    qtbot: QtBot, dialog: ExportDialog, reports: Path, opener: Opener
) -> None:
    QTest.mouseClick(dialog.all_articles, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.scope.each, Qt.Key.Key_Space)
    assert Path(dialog.path.text()) == reports
    (reports / "Port audit.docx").mkdir()
    QTest.keyClick(dialog.opens, Qt.Key.Key_Space)
    enter(dialog)
    results = dialog.findChild(QListWidget, "exportResults")
    assert results
    qtbot.waitUntil(results.isVisible, timeout=LONG)
    told_of = [results.item(n).text() for n in range(results.count())]
    assert "Port audit.docx" in told_of[0]
    assert "is a folder" in told_of[0]
    assert told_of[1].startswith("✓  Top U.S. envoy")
    assert told(dialog) == "1 of 2 files could not be written."
    assert opener.opened == [str(reports)]
    (reports / "Port audit.docx").rmdir()
    assert words(dialog, "exportNote") == ""
    write(qtbot, dialog, reports)
    assert len({path.name for path in reports.glob("*.docx") if path.is_file()}) == 2
    assert words(dialog, "exportSaid") == "Wrote 2 files to reports"


@pytest.mark.slow
def test_everything_that_was_chosen_is_written_again_for_what_is_open_now(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, window: QWidget, reports: Path
) -> None:
    for part in (Part.METHOD, Part.ARTICLE):
        QTest.keyClick(dialog.parts.boxes[part], Qt.Key.Key_Space)
    dialog.looks.papers.setCurrentIndex(dialog.looks.papers.findData("letter"))
    write(qtbot, dialog, reports / "wire.docx")
    dialog.accept()
    workspace.show_article(workspace.articles()[1].id)
    export_again(workspace, Settings(), window)
    out = reports / "Port audit.docx"
    qtbot.waitUntil(out.exists, timeout=LONG)
    document = WordFile(out.read_bytes()).document
    (size,) = document.iter(f"{W}pgSz")
    assert value(size, "w") == "12240"
    said = "".join(document.itertext())
    assert "Annotated article" not in said
    assert "Formulas" not in said
    assert "Sources" in said
    again = opened(workspace, Settings(), window)
    assert again.parts.left_out == {Part.METHOD, Part.ARTICLE}
    assert again.looks.paper == "letter"


def test_a_free_name_counts_on(tmp_path: Path) -> None:
    for name in ("report.docx", "report (2).docx"):
        (tmp_path / name).touch()
    assert next_free(tmp_path / "report.docx").name == "report (3).docx"
    assert next_free(tmp_path / "report (2).docx").name == "report (3).docx"
    assert next_free(tmp_path / "other.docx").name == "other.docx"
