"""What was read wrongly, or not at all, is read again: the rest, a mended file, an encoding."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.dialog_seat import project, window, workspace
from tests.ui.importing import STORY, dialog, press, progress, read, titles, written
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.import_list import SIGN_ROLE
from ui.workspace import Workspace

__all__ = ["dialog", "project", "window", "workspace"]
LEFT = Qt.MouseButton.LeftButton
FEED = (
    "<rss version='2.0'><channel><title>Die Post</title><item><title>Die Mühle</title>"
    "<description>Der Müller sagte, das größte Übel sei über Öl gekommen.</description></item>"
    "<item><title>Der Fluß</title><description>Öl floß über die Dämme.</description></item>"
    "</channel></rss>"
)


def told(dialog: ImportDialog, row: int) -> tuple[str, str]:
    """Return the sign of a row, and what a screen reader says of it."""
    item = dialog.files.item(row)
    return item.data(SIGN_ROLE), item.data(Qt.ItemDataRole.AccessibleTextRole)


def settled(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.queue.is_reading and not dialog.near.is_asking)


@pytest.mark.slow
def test_what_was_stopped_is_read_when_it_is_wanted_after_all(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read_files(written(tmp_path, a_txt="A\n\nSaid.\n", b_txt="B\n\nSaid.\n"))
    dialog.open()
    assert not dialog.bar.go_on.isVisible()
    press(dialog, Qt.Key.Key_Escape)
    settled(qtbot, dialog)
    # The first may have been read just before.
    assert progress(dialog) in {"2 not read", "1 ready · 1 not read"}
    assert told(dialog, 1) == ("–", "b.txt, not read")
    QTest.mouseClick(dialog.bar.go_on, LEFT)
    assert told(dialog, 1) == ("·", "b.txt, waiting")
    settled(qtbot, dialog)
    assert progress(dialog) == "2 ready"
    assert not dialog.bar.go_on.isVisible()
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace) == ["Port audit", "A", "B"]


@pytest.mark.slow
def test_a_folder_that_was_stopped_is_gone_through_to_its_end(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    written(folder, **{f"f{n:03}_txt": f"Story {n}\n\nSaid {n}.\n" for n in range(230)})
    dialog.read_files([folder])
    dialog.open()
    qtbot.waitUntil(lambda: "ready" in told(dialog, 0)[1])
    press(dialog, Qt.Key.Key_Escape)
    settled(qtbot, dialog)
    assert "not read" in progress(dialog)
    QTest.mouseClick(dialog.bar.go_on, LEFT)
    qtbot.waitUntil(lambda: progress(dialog) == "230 ready", timeout=30_000)
    assert told(dialog, 229) == ("✓", "f229.txt, ready")


def test_a_file_that_was_mended_meanwhile_is_read_again(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, a_txt="", b_txt="B\n\nSaid.\n"))
    assert told(dialog, 0) == ("!", "a.txt, cannot be read")
    assert dialog.page.message.text() == "a.txt is empty; choose a file that holds an article."
    written(tmp_path, a_txt=STORY)
    QTest.mouseClick(dialog.page.again, LEFT)
    settled(qtbot, dialog)
    assert told(dialog, 0) == ("✓", "a.txt, ready")
    assert dialog.page.title.text() == "Quay closes"


@pytest.mark.slow
def test_what_looks_wrong_has_a_sign_of_its_own_and_is_counted(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    spoiled = "Trump’s mill\n\nThe mill’s café costs £5.\n".encode().decode("cp1252")
    guessed = tmp_path / "mühle.txt"
    guessed.write_bytes("Die Mühle\nDas größte Übel sei über Öl gekommen.\n".encode("cp1250"))
    read(qtbot, dialog, [*written(tmp_path, mill_txt=spoiled, quay_txt=STORY), guessed])
    assert progress(dialog) == "3 ready · 2 to look at"
    assert told(dialog, 0) == ("?", "mill.txt, letters look damaged")
    assert told(dialog, 1) == ("✓", "quay.txt, ready")
    assert told(dialog, 2) == ("?", "mühle.txt, ready, its encoding a guess")
    QTest.mouseClick(dialog.page.offers.repair, LEFT)
    settled(qtbot, dialog)
    assert told(dialog, 0) == ("✓", "mill.txt, ready")
    dialog.files.setCurrentRow(1)
    QTest.keyClicks(dialog.page.fields.lines["url"], "example.org")
    assert told(dialog, 1) == ("?", "quay.txt, a field makes no sense")
    assert progress(dialog) == "3 ready · 2 to look at"


@pytest.mark.slow
def test_the_encoding_of_a_feed_is_chosen_for_all_of_its_articles(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "post.rss"
    path.write_bytes(FEED.encode("mac-roman"))
    read(qtbot, dialog, [path, *written(tmp_path, quay_txt=STORY)])
    offers = dialog.page.offers
    assert offers.encoding.isVisible()
    QTest.keyClicks(dialog.page.fields.lines["byline"], "Ann Lee")
    names = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        offers.encoding.setFocus()
        QTest.keyClick(offers.encoding, key)
        settled(qtbot, dialog)
        names.append([dialog.files.item(row).text() for row in range(3)])
    other = offers.encoding.itemData(1)
    spoiled = [title.encode("mac-roman").decode(other) for title in ("Die Mühle", "Der Fluß")]
    assert names == [[*spoiled, "quay.txt"], ["Die Mühle", "Der Fluß", "quay.txt"]]
    assert dialog.page.fields.lines["byline"].text() == "Ann Lee"
    assert told(dialog, 1) == ("✓", "Der Fluß, ready · post.rss")
    dialog.files.setCurrentRow(1)
    assert "Öl floß über die Dämme." in dialog.page.preview.toPlainText()
    assert offers.encoding.currentData() == "mac-roman"


@pytest.mark.slow
@pytest.mark.parametrize("charset", ["iso-8859-1", "ISO-8859-1"])
def test_an_encoding_that_a_server_told_is_no_choice_of_the_person(
    qtbot: QtBot, dialog: ImportDialog, charset: str
) -> None:
    page = "<html><body><h1>Mühle</h1><p>Der Müller sagte, es sei über Öl gekommen.</p></body>"
    dialog.read_bytes(page.encode("cp1252"), "a.html", "https://example.org/a", charset)
    dialog.open()
    settled(qtbot, dialog)
    offers = dialog.page.offers
    labels = [label.text() for label in offers.findChildren(QLabel) if label.isVisible()]
    assert "The encoding is the one that the server told." in labels
    assert offers.encoding.currentText() == "Read as windows-1252"
