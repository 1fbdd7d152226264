"""Importing: what each file would become is seen before it is kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.store import Store
from tests.factories import WIRE_STORY, new_project
from tests.ui.dialog_seat import project, window, workspace
from tests.ui.importing import (
    STORY,
    button,
    dialog,
    press,
    progress,
    read,
    titles,
    written,
)
from ui.dialogs import files
from ui.dialogs.import_dialog import ImportDialog
from ui.dropping import Pasted
from ui.settings import Settings
from ui.workspace import Workspace

__all__ = ["dialog", "project", "window", "workspace"]


@pytest.mark.slow
def test_enter_accepts_the_preview_of_one_file(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, quay_txt=STORY))
    assert dialog.objectName() == "importDialog"
    assert not dialog.files.isVisible()
    assert dialog.page.title.text() == "Quay closes"
    assert "UTF-8" in dialog.page.facts.text()
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace) == ["Port audit", "Quay closes"]
    assert workspace.desk
    assert workspace.desk.article.title == "Quay closes"
    assert workspace.desk.article.words == len(workspace.desk.words)


def test_enter_before_the_file_is_read_is_remembered(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read_files(written(tmp_path, quay_txt=STORY))
    dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "Quay closes"


def test_escape_keeps_nothing(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, quay_txt=STORY))
    with qtbot.waitSignal(dialog.rejected):
        press(dialog, Qt.Key.Key_Escape)
    assert titles(workspace) == ["Port audit"]


def test_several_files_are_told_apart_and_the_new_ones_are_kept(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    paths = written(
        tmp_path,
        quay_txt=STORY,
        port_txt="Port audit\n\nThe port said it was fine.\n",
        pier_txt="Pier\n\nOpen.\n",
        twin_txt=STORY,
    )
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(b"%PDF-1.7\n")
    failures: list[str] = []
    workspace.failed.connect(lambda error: failures.append(str(error)))
    read(qtbot, dialog, [*paths, bad, tmp_path / "gone.txt"])
    assert progress(dialog) == "2 ready · 2 already here · 2 cannot be read"
    assert button(dialog).text() == "Import 2 articles"
    assert [words.partition(" ")[0] for words in failures] == ["scan.pdf", "gone.txt"]
    dialog.files.setCurrentRow(4)
    assert dialog.page.message.text() == failures[0]
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace) == ["Port audit", "Quay closes", "Pier"]
    assert workspace.desk
    assert workspace.desk.article.title == "Quay closes"


def test_a_duplicate_alone_is_shown_and_not_kept_again(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    same = "Port audit\n\nThe port said it was fine.\n"
    workspace.show_article(None)
    read(qtbot, dialog, written(tmp_path, port_txt=same))
    assert button(dialog).text() == "Show the article"
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace) == ["Port audit"]
    assert workspace.desk


def test_a_file_that_cannot_be_read_says_why_and_enter_closes(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(b"%PDF-1.7\n")
    read(qtbot, dialog, [bad])
    assert dialog.page.message.text().startswith("scan.pdf is damaged")
    assert not button(dialog).isEnabled()
    with qtbot.waitSignal(dialog.rejected):
        press(dialog, Qt.Key.Key_Return)
    assert titles(workspace) == ["Port audit"]


def test_enter_too_early_stays_where_a_file_cannot_be_read(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(b"%PDF-1.7\n")
    dialog.read_files([*written(tmp_path, quay_txt=STORY), bad])
    dialog.open()
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1 cannot be read" in progress(dialog))
    assert dialog.isVisible()


@pytest.mark.slow
def test_the_title_can_be_set_before_the_article_is_kept(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, quay_txt=STORY))
    dialog.page.title.setFocus()
    dialog.page.title.selectAll()
    QTest.keyClicks(dialog.page.title, "Quay shut")
    QTest.keyClick(dialog.page.title, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "Quay shut"


def test_the_preview_shows_the_words_as_they_are(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    text = (
        "<b>x</b> <img src=x>\n\n<script>alert(1)</script> & more\n\nSource: Read Full Article\n"
    )
    read(qtbot, dialog, written(tmp_path, odd_txt=text))
    shown = dialog.page.preview.toPlainText()
    assert "<b>x</b> <img src=x>" in shown
    assert "<script>alert(1)</script> & more" in shown
    assert dialog.page.title.text() == "<b>x</b> <img src=x>"
    dialog.grab()


@pytest.mark.slow
def test_a_long_article_is_cut_in_the_preview_and_kept_whole(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    text = "Long\n\n" + "\n\n".join(f"Paragraph {n}. {'word ' * 4000}" for n in range(250))
    read(qtbot, dialog, written(tmp_path, long_txt=text))
    qtbot.waitUntil(lambda: "more paragraphs" in dialog.page.preview.toPlainText())
    assert len(dialog.page.preview.toPlainText()) < 1_000_000
    press(dialog, Qt.Key.Key_Return)
    with qtbot.waitSignal(workspace.article_opened):
        assert workspace.is_opening
    assert workspace.desk
    assert len(workspace.desk.text) >= len(text.strip())


def test_pasted_text_becomes_an_article(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog
) -> None:
    dialog.read_pasted(Pasted("Mayor “quits”\n\nThe mayor said so.\n".encode()))
    dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "Mayor “quits”"


def test_a_project_that_is_read_only_is_told_in_the_dialog(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    path = new_project(tmp_path / "taken.onrecord")
    workspace = Workspace(window)
    with Store.open(path):
        workspace.open(path, "Tester")
        dialog = ImportDialog(workspace, Settings(), window)
        read(qtbot, dialog, written(tmp_path, quay_txt=STORY))
        press(dialog, Qt.Key.Key_Return)
        told = [label.text() for label in dialog.findChildren(QLabel, "warning")]
        assert any("read-only" in words for words in told)
        assert dialog.isVisible()
    workspace.close()


@pytest.mark.slow
def test_a_chosen_file_goes_on_to_the_dialog(
    qtbot: QtBot, workspace: Workspace, window: QWidget
) -> None:
    settings = Settings()
    settings.remember("plain_dialogs", value=True)
    chosen: list[list[Path]] = []
    chooser = files.choose_articles(window, settings, chosen.append)
    chooser.setDirectory(str(WIRE_STORY.parent))
    chooser.selectFile(WIRE_STORY.name)
    with qtbot.waitSignal(chooser.filesSelected):
        chooser.accept()
    assert chosen == [[WIRE_STORY]]
    assert files.last_folder(settings, "articles") == WIRE_STORY.parent
    dialog = ImportDialog(workspace, settings, window)
    read(qtbot, dialog, chosen[0])
    assert dialog.page.title.text().startswith("Top U.S. envoy")
