"""What leaves the window by the clipboard or dragged is plain text, without confidential names."""

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTextBrowser, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Identity, Source, new_id
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import mark_allegation, message
from ui import clipboard
from ui.clipboard import PlainLines
from ui.dialogs.help_window import HelpWindow

WITHHELD = "mill dumped waste"


def held() -> tuple[list[str], str]:
    mime = clipboard.held()
    return mime.formats(), mime.text()


def disclose(reviewer: Reviewer, name: str = WITHHELD) -> None:
    aide = Source(new_id(), "an aide")
    identity = Identity(new_id(), aide.id, name)
    assert reviewer.window.workspace.do(edits.add("Aide", aide, identity))


def test_words_and_claims_are_copied_as_plain_text(desk: Reviewer) -> None:
    desk.drag_words("mill dumped")
    desk.press("Ctrl+C")
    assert held() == (["text/plain"], "mill dumped")
    desk.press("A")
    desk.press("Ctrl+C")
    assert held() == (["text/plain"], "mill dumped\n(no source; allegation)")
    assert message(desk) == "Copied"


def test_a_confidential_name_is_not_copied_and_that_is_said(desk: Reviewer) -> None:
    disclose(desk)
    desk.drag_words("that the mill dumped waste. “It")
    desk.press("Ctrl+C")
    assert held() == (["text/plain"], "that the [name withheld]. “It")
    assert message(desk) == "Copied, with [name withheld] instead of a confidential name"


def rich_label(parent: QWidget) -> None:
    label = QLabel("<b>The</b> union", parent)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSelection(0, 9)
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def rich_text(parent: QWidget) -> None:
    edit = QTextEdit("<b>The</b> union", parent)
    edit.selectAll()
    edit.copy()


def line(parent: QWidget) -> None:
    edit = QLineEdit("The union", parent)
    edit.selectAll()
    edit.copy()


def page(parent: QWidget) -> None:
    browser = QTextBrowser(parent)
    browser.setHtml("<a href='file:///srv/jane/x'>The union</a>")
    browser.selectAll()
    browser.copy()


def files(parent: QWidget) -> None:
    del parent
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/srv/jane/x")])
    mime.setData("application/x-qt-own", b"The union")
    mime.setText("The union")
    QGuiApplication.clipboard().setMimeData(mime)


@pytest.mark.parametrize("copy", [rich_label, rich_text, line, page, files])
def test_whatever_a_widget_copies_is_plain_text(
    copy: Callable[[QWidget], None], desk: Reviewer
) -> None:
    clipboard.put("")
    copy(desk.window)
    assert held() == (["text/plain"], "The union")


@pytest.mark.parametrize("copy", [rich_label, rich_text, line, page, files])
def test_whatever_a_widget_copies_names_no_confidential_source(
    copy: Callable[[QWidget], None], desk: Reviewer
) -> None:
    disclose(desk, "The Union")
    copy(desk.window)
    assert held() == (["text/plain"], "[name withheld]")


def test_a_picture_is_not_put_there(desk: Reviewer) -> None:
    clipboard.put("mine")
    QGuiApplication.clipboard().setImage(QImage(2, 2, QImage.Format.Format_RGB32))
    assert held()[0] in ([], ["text/plain"])
    assert not clipboard.held().hasImage()
    assert desk.window.isVisible()


def test_a_table_copies_its_cell_without_a_confidential_name(desk: Reviewer) -> None:
    mark_allegation(desk, "the mill dumped waste")
    disclose(desk)
    table = desk.window.claims.table
    desk.press("Ctrl+2")
    row = table.model().index(0, 4)
    table.setCurrentIndex(row)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert held()[0] == ["text/plain"]
    assert WITHHELD not in held()[1]


@pytest.mark.slow
def test_what_is_dragged_out_of_a_page_or_a_field_is_plain_text(desk: Reviewer) -> None:
    disclose(desk)
    view = desk.view
    help_window = HelpWindow("marking", desk.window)
    help_window.show()
    note = PlainLines(f"The {WITHHELD}", desk.window)
    for field in (view, help_window.findChild(QTextBrowser, "helpText"), note):
        assert field
        field.selectAll()
        for _ in range(50):  # Qt owns each, whatever Python thinks
            mime = field.createMimeDataFromSelection()
        gc.collect()
        assert mime.formats() == ["text/plain"]
        assert mime.text()
        assert WITHHELD not in mime.text()
    help_window.close()


def test_what_others_put_on_the_clipboard_stays_as_it_is(
    desk: Reviewer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del desk, qtbot
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    mime = QMimeData()
    mime.setHtml("<b>theirs</b>")
    QGuiApplication.clipboard().setMimeData(mime)  # offscreen it belongs to nobody
    assert clipboard.held().hasHtml()
    monkeypatch.undo()
    clipboard.put("")
