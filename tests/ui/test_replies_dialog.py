"""A report comes back, and its replies are taken up one by one, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.model import Claim
from annotator.returned.matching import Matched
from annotator.vocabulary import Verification
from tests.journeys.reviewer import Reviewer
from tests.returned.desk import marks_in, matched, mill_project, report_on
from tests.returned.editor import Editor
from tests.ui.seat import put_up, seated, selected
from ui.dialogs.replies import RepliesDialog
from ui.house import House
from ui.keymap import Keymap
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Look, Mode, install_fonts
from ui.workspace import Workspace

KEY = Qt.Key


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return mill_project(tmp_path / "mill.onrecord")


@pytest.fixture
def workspace(qapp: QApplication, project: Path) -> Iterator[Workspace]:
    install_fonts()
    made = Workspace(qapp)
    made.open(project, "Nora")
    yield made
    made.close()


@pytest.fixture
def reviewer(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, project)


def edited(project: Path) -> bytes:
    """Return the report with five replies, the last about no claim."""
    spilled, river, denied, hurt = marks_in(project).claims
    editor = Editor(report_on(project))
    editor.answer(spilled, "Who is the clerk?")
    editor.answer(river, "Verified.")
    editor.resolve(denied)
    editor.comment_on(hurt, "Says who?")
    editor.remark("Its owner", "Name him.")
    return editor.saved()


def dialog_on(qtbot: QtBot, workspace: Workspace, found: Matched) -> RepliesDialog:
    look = Look(Mode.LIGHT, workspace)
    look.apply()
    dialog = RepliesDialog(workspace, look, House().rules, Keymap(Settings()), found)
    put_up(qtbot, dialog, 800, 600)
    return dialog


def listed(dialog: RepliesDialog) -> list[str]:
    model = dialog.list.model()
    return [model.index(row, 0).data().replace("\n", " | ") for row in range(model.rowCount())]


def press(dialog: QDialog, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focus: QWidget | None = dialog.focusWidget()
    assert focus
    QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)


def claims(workspace: Workspace) -> list[Claim]:
    assert workspace.desk
    return list(workspace.desk.claims)


@pytest.mark.slow
def test_each_reply_is_taken_up_or_skipped_by_one_key_and_undone_by_another(
    qtbot: QtBot, workspace: Workspace, project: Path
) -> None:
    dialog = dialog_on(qtbot, workspace, matched(project, edited(project)))
    assert listed(dialog) == [
        "Claim 1  ·  answer  ·  Editor  ·  2026-11-30 | Who is the clerk?",
        "Claim 2  ·  answer  ·  Editor  ·  2026-11-30 | Verified.",
        "Claim 3  ·  resolved | The comment was resolved.",
        "Claim 4  ·  new comment  ·  Editor  ·  2026-11-30 | Says who?",
        " | ABOUT NO CLAIM THAT IS KNOWN",
        "new comment  ·  Editor  ·  2026-11-30 | Name him.",
    ]
    assert dialog.shown.preview.text() == (
        "Added to the note: Editor (2026-11-30): Who is the clerk?"
    )

    press(dialog, KEY.Key_Return)
    assert claims(workspace)[0].note == "Editor (2026-11-30): Who is the clerk?"
    assert [words[:7] for words in listed(dialog)][:2] == ["Claim 2", "Claim 3"]
    press(dialog, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (claims(workspace)[0].note, listed(dialog)[0][:7]) == ("", "Claim 1")

    press(dialog, KEY.Key_Delete)
    dialog.shown.choice.setFocus()
    press(dialog, KEY.Key_Down)
    assert "as it says" in dialog.shown.choice.currentText()
    assert "unchecked → verified" in dialog.shown.preview.text()
    press(dialog, KEY.Key_Return)
    assert claims(workspace)[1].verification is Verification.VERIFIED

    dialog.list.setFocus()
    press(dialog, KEY.Key_Delete)
    press(dialog, KEY.Key_Down)
    assert "nothing can be done" in dialog.shown.preview.text()
    assert not dialog.take.isEnabled()
    press(dialog, KEY.Key_Delete)
    press(dialog, KEY.Key_Return)
    assert claims(workspace)[3].note == "Editor (2026-11-30): Says who?"
    (empty,) = [w for w in dialog.findChildren(QLabel) if w.text().startswith("Nothing new")]
    assert (listed(dialog), empty.isVisible(), dialog.shut.hasFocus()) == ([], True, True)


@pytest.mark.slow
def test_all_notes_are_one_step_and_are_not_offered_again(
    qtbot: QtBot, workspace: Workspace, project: Path
) -> None:
    content = edited(project)
    dialog = dialog_on(qtbot, workspace, matched(project, content))

    dialog.accept_all.setFocus()
    press(dialog, KEY.Key_Space)

    assert [claim.note for claim in claims(workspace)] == [
        "Editor (2026-11-30): Who is the clerk?",
        "Editor (2026-11-30): Verified.",
        "",
        "Editor (2026-11-30): Says who?",
    ]
    again = dialog_on(qtbot, workspace, matched(project, content))
    assert [words.split(" ")[0] for words in listed(again)] == ["Claim", "", "new"]
    assert not again.accept_all.isEnabled()
    workspace.undo()
    assert {claim.note for claim in claims(workspace)} == {""}
    assert len(listed(dialog)) == len(listed(again)) == 6


@pytest.mark.slow
def test_the_window_reads_a_report_and_goes_from_its_replies_to_the_claim(
    qtbot: QtBot, reviewer: Reviewer, project: Path, tmp_path: Path
) -> None:
    report = tmp_path / "back.docx"
    report.write_bytes(edited(project))
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"Dear editor")
    window = reviewer.window

    choose(window, broken)
    qtbot.waitUntil(window.banner.isVisible)
    choose(window, report)
    qtbot.waitUntil(lambda: bool(window.findChildren(RepliesDialog)))
    (dialog,) = window.findChildren(RepliesDialog)
    reviewer.activate(dialog)
    press(dialog, KEY.Key_Down)
    dialog.shown.go.setFocus()
    press(dialog, KEY.Key_Space)

    assert selected(reviewer) == 2
    dialog.close()


def choose(window: MainWindow, file: Path) -> None:
    """Run the command and choose a file in the dialog that asks for it."""
    window.actions_.run("report.replies")
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(file))
    dialog.close()
