"""The Word report from the window: asked for once, written again with one key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.errors import ExportError
from annotator.store import Store
from annotator.vocabulary import Variant
from tests.factories import keep_text, keep_wire_story, new_project
from tests.ui.dialog_seat import PORT, window, workspace
from ui.dialogs.export_dialog import ExportDialog, export_again
from ui.dialogs.export_order import file_name, next_free
from ui.settings import Settings
from ui.workspace import Workspace

__all__ = ["window", "workspace"]


class Opener(QObject):
    """Stands for the desktop: remembers what it was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Remember what is opened."""
        self.opened.append(url.toLocalFile())


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    # The stub asks for bytes, which PySide itself refuses.
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
        keep_text(store, PORT, "port.txt")
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings()
    (tmp_path / "reports").mkdir()
    made.remember("folder.reports", str(tmp_path / "reports"))
    return made


@pytest.fixture
def dialog(workspace: Workspace, settings: Settings, window: QWidget) -> ExportDialog:
    made = ExportDialog(workspace, settings, window)
    made.open()
    return made


def told(dialog: ExportDialog) -> str:
    label = dialog.findChild(QLabel, "warning")
    assert label
    return label.text()


def enter(dialog: ExportDialog) -> None:
    QTest.keyClick(dialog.path, Qt.Key.Key_Return)


def test_enter_writes_the_report_and_says_so(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, tmp_path: Path
) -> None:
    assert dialog.objectName() == "exportDialog"
    said: list[str] = []
    workspace.said.connect(said.append)
    out = tmp_path / "reports" / "story.docx"
    dialog.path.setText(str(out))
    enter(dialog)
    qtbot.waitUntil(lambda: said[-1:] == ["Wrote story.docx"], timeout=20_000)
    assert out.read_bytes().startswith(b"PK")
    shown = dialog.findChild(QPushButton, "showInFolder")
    assert shown
    assert shown.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_what_the_report_holds_is_counted_before_it_is_written(dialog: ExportDialog) -> None:
    assert dialog.counts.text() == "19 claims, 2 allegations, 0 unanswered"
    assert dialog.all_articles.text() == "All 2 articles of the project"


def test_the_file_is_named_after_the_article_and_the_variant(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    name = "Top U.S. envoy presses Canada over Huawei role in 5G network officials"
    assert Path(dialog.path.text()) == folder / f"{name}.docx"
    QTest.mouseClick(dialog.variants.buttons[Variant.LEGAL], Qt.MouseButton.LeftButton)
    assert Path(dialog.path.text()) == folder / f"{name} (legal).docx"
    dialog.all_articles.setChecked(True)
    assert Path(dialog.path.text()) == folder / "desk (legal).docx"


def test_a_file_in_the_way_is_mentioned_and_a_free_name_offered(
    workspace: Workspace, settings: Settings, window: QWidget, tmp_path: Path
) -> None:
    taken = tmp_path / "reports" / file_name("Port audit", Variant.FULL)
    taken.write_text("mine", encoding="utf-8")
    workspace.show_article(workspace.articles()[1].id)
    dialog = ExportDialog(workspace, settings, window)
    dialog.open()
    assert Path(dialog.path.text()).name == "Port audit (2).docx"
    dialog.path.setText(str(taken))
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "There is a file of this name; it will be replaced." in shown


def test_what_cannot_be_written_is_told_and_the_dialog_stays(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.path.setText(str(tmp_path / "nowhere" / "x.docx"))
    with qtbot.waitSignal(workspace.failed, timeout=20_000):
        enter(dialog)
    assert "does not exist" in told(dialog)
    assert dialog.isVisible()
    dialog.path.setText(str(tmp_path / "reports" / "x.docx"))
    assert told(dialog) == ""
    enter(dialog)
    qtbot.waitUntil((tmp_path / "reports" / "x.docx").exists, timeout=20_000)


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


def test_export_again_writes_the_same_file_without_a_word(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, window: QWidget, tmp_path: Path
) -> None:
    out = tmp_path / "reports" / "legal.docx"
    dialog.variants.buttons[Variant.LEGAL].setChecked(True)
    dialog.path.setText(str(out))
    said: list[str] = []
    workspace.said.connect(said.append)
    enter(dialog)
    qtbot.waitUntil(lambda: "Wrote legal.docx" in said, timeout=20_000)
    before = out.read_bytes()
    desk = workspace.desk
    assert desk
    workspace.do(edits.remove_claims(desk.marks(), desk.claims[:3]))
    said.clear()
    assert export_again(workspace, Settings(), window) is None
    qtbot.waitUntil(lambda: "Wrote legal.docx" in said, timeout=20_000)
    assert out.read_bytes() != before


def test_export_again_of_another_article_never_takes_the_same_file(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, window: QWidget, tmp_path: Path
) -> None:
    out = tmp_path / "reports" / "wire.docx"
    dialog.path.setText(str(out))
    said: list[str] = []
    workspace.said.connect(said.append)
    enter(dialog)
    qtbot.waitUntil(lambda: "Wrote wire.docx" in said, timeout=20_000)
    before = out.read_bytes()
    workspace.show_article(workspace.articles()[1].id)
    export_again(workspace, Settings(), window)
    qtbot.waitUntil(lambda: "Wrote Port audit.docx" in said, timeout=20_000)
    assert out.read_bytes() == before
    assert (tmp_path / "reports" / "Port audit.docx").exists()


def test_export_again_that_fails_brings_the_dialog(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, window: QWidget, tmp_path: Path
) -> None:
    folder = tmp_path / "reports" / "gone"
    folder.mkdir()
    dialog.path.setText(str(folder / "x.docx"))
    said: list[str] = []
    workspace.said.connect(said.append)
    enter(dialog)
    qtbot.waitUntil(lambda: "Wrote x.docx" in said, timeout=20_000)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    (folder / "x.docx").unlink()
    (folder / "x.docx").mkdir()
    with qtbot.waitSignal(workspace.failed, timeout=20_000):
        export_again(workspace, Settings(), window)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is not None)
    again = window.findChild(ExportDialog)
    assert again
    assert "is a folder" in told(again)


def test_a_report_is_opened_where_that_is_asked_for(
    qtbot: QtBot, dialog: ExportDialog, opener: Opener, tmp_path: Path
) -> None:
    out = tmp_path / "reports" / "story.docx"
    dialog.path.setText(str(out))
    dialog.opens.setChecked(True)
    enter(dialog)
    qtbot.waitUntil(lambda: opener.opened == [str(out)], timeout=20_000)
    shown = dialog.findChild(QPushButton, "showInFolder")
    assert shown
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert opener.opened[-1] == str(out.parent)


def test_a_report_is_finished_where_the_dialog_is_closed_meanwhile(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, tmp_path: Path
) -> None:
    out = tmp_path / "reports" / "story.docx"
    dialog.path.setText(str(out))
    said: list[str] = []
    workspace.said.connect(said.append)
    enter(dialog)
    dialog.reject()
    qtbot.waitUntil(lambda: said[-1:] == ["Wrote story.docx"], timeout=20_000)
    assert out.exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Who said “yes”?", "Who said “yes”.docx"),
        ("a/b\\c:d*e", "a b c d e.docx"),
        ("..", "Report.docx"),
        ("CON", "Report.docx"),
        ("x" * 300, "x" * 80 + ".docx"),
        ("<b>x</b>", "b x b.docx"),
    ],
)
def test_every_title_makes_a_file_name(title: str, name: str) -> None:
    assert file_name(title, Variant.FULL) == name


def test_a_free_name_counts_on(tmp_path: Path) -> None:
    for name in ("report.docx", "report (2).docx"):
        (tmp_path / name).touch()
    assert next_free(tmp_path / "report.docx").name == "report (3).docx"
    assert next_free(tmp_path / "report (2).docx").name == "report (3).docx"
    assert next_free(tmp_path / "other.docx").name == "other.docx"
