"""What a person decides about a file before it is kept: blocks, fields, encoding, likeness."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from annotator.importers import Imported
from annotator.vocabulary import BlockKind
from tests.ui.dialog_seat import PORT, project, window, workspace
from tests.ui.importing import STORY, button, dialog, press, read, titles, written
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.import_entry import State
from ui.dropping import Pasted
from ui.workspace import Workspace

__all__ = ["dialog", "project", "window", "workspace"]
SAMPLES = Path(__file__).parents[1] / "data" / "formats"
LONG = "Port audit\n\nThe port said on Monday that it was fine, and that nothing else was found.\n"
GERMAN = "Die Mühle\nDer Müller sagte, das größte Übel sei über Öl gekommen.\n"
PAGE = """<html lang="en"><head><title>Mill denies it</title>
<meta name="author" content="Ann Lee"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Mill denies it</h1><p>The mill denied on Monday that it had known of the spill.</p>
<p>“We did not know,” its spokesman said on Monday at the gate of the mill.</p></article>
<aside><p>Weather: rain is expected in the north until Sunday evening.</p></aside></body></html>"""


def settled(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.queue.is_reading and not dialog.near.is_asking)


def choose(combo: QComboBox, at: int) -> None:
    """Choose an entry by the keys."""
    combo.setFocus()
    steps = at - combo.currentIndex()
    for _ in range(abs(steps)):
        QTest.keyClick(combo, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def click(dialog: ImportDialog, words: str) -> None:
    preview = dialog.page.preview
    cursor = preview.document().find(words)
    assert not cursor.isNull()
    place = preview.cursorRect(QTextCursor(cursor.block())).center() + QPoint(12, 0)
    QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=place)


def kinds(workspace: Workspace) -> list[BlockKind]:
    assert workspace.desk
    return [block.kind for block in workspace.desk.blocks]


def test_a_click_greys_a_block_and_undo_takes_it_back(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, quay_txt=STORY))
    assert dialog.page.facts.text().startswith("6 words")
    click(dialog, "The harbor said so.")
    assert dialog.page.facts.text().startswith("2 words")
    click(dialog, "Source: Read Full Article")
    assert dialog.page.facts.text().startswith("6 words")
    QTest.keyClick(dialog.page.preview, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.page.facts.text().startswith("2 words")
    press(dialog, Qt.Key.Key_Return)
    furniture = BlockKind.FURNITURE
    assert kinds(workspace) == [BlockKind.HEADLINE, furniture, furniture]
    assert workspace.desk
    assert workspace.desk.text == STORY
    assert workspace.desk.article.words == 2 == len(workspace.desk.words)


def test_the_keys_do_what_a_click_does(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, quay_txt="EXCLUSIVE\n\nQuay closes\n\nIt did.\n"))
    preview = dialog.page.preview
    preview.setFocus()
    assert preview.current == 0
    QTest.keyClick(preview, Qt.Key.Key_Down)
    QTest.keyClick(preview, Qt.Key.Key_T)
    assert dialog.page.title.text() == "Quay closes"
    QTest.keyClick(preview, Qt.Key.Key_Up)
    QTest.keyClick(preview, Qt.Key.Key_G)
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "Quay closes"
    assert kinds(workspace) == [BlockKind.FURNITURE, BlockKind.HEADLINE, BlockKind.PARAGRAPH]
    assert workspace.desk
    assert [block.paragraph for block in workspace.desk.blocks] == [None, 0, 1]


def test_words_can_be_selected_without_changing_anything(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, quay_txt=STORY))
    viewport = dialog.page.preview.viewport()
    cursor = dialog.page.preview.document().find("The harbor")
    place = dialog.page.preview.cursorRect(QTextCursor(cursor.block())).center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(viewport, place + QPoint(80, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place + QPoint(80, 0))
    assert dialog.page.preview.textCursor().hasSelection()
    assert dialog.page.facts.text().startswith("6 words")


def test_a_title_is_split_from_the_body_after_the_words_that_are_selected(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    text = "Quay 🚢 closes  OTTAWA - The harbor said so.\n\nIt did.\n"
    read(qtbot, dialog, written(tmp_path, quay_txt=text))
    preview = dialog.page.preview
    preview.setFocus()
    for key in (Qt.Key.Key_S, Qt.Key.Key_Down):
        QTest.keyClick(preview, key)
    assert len(dialog.entries[0].article.blocks) == 2
    preview.setTextCursor(preview.document().find("closes"))
    QTest.keyClick(preview, Qt.Key.Key_S)
    assert dialog.page.title.text() == "Quay 🚢 closes"
    QTest.keyClick(preview, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(dialog.entries[0].article.blocks) == 2
    preview.setTextCursor(preview.document().find("closes"))
    QTest.keyClick(preview, Qt.Key.Key_S)
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "Quay 🚢 closes"
    assert workspace.desk
    assert workspace.desk.text == text
    words = [text[block.start : block.end] for block in workspace.desk.blocks]
    assert words == ["Quay 🚢 closes", "OTTAWA - The harbor said so.", "It did."]


def test_how_a_long_title_is_split_is_told(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    long = "Quay closes OTTAWA - " + "The harbor said on Monday that it would close. " * 4
    read(qtbot, dialog, written(tmp_path, quay_txt=STORY, long_txt=f"{long}\n\nIt did.\n"))
    hint = dialog.findChild(QLabel, "importHint")
    assert hint
    assert "press S" not in hint.text()
    dialog.files.setCurrentRow(1)
    assert "press S" in hint.text()


def test_the_menu_of_a_block_offers_what_the_keys_do(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, quay_txt=STORY))
    preview = dialog.page.preview
    menu = preview.menu(0)
    assert [a.text().partition("\t")[0] for a in menu.actions()] == [
        "Grey it",
        "Not the headline: part of the body",
    ]
    menu.actions()[1].trigger()
    assert dialog.entries[0].article.blocks[0].paragraph == 1
    assert dialog.page.title.text() == "Quay closes"
    menu = preview.menu(2)
    assert menu.actions()[0].text() == "Part of the story\tG"
    menu.actions()[0].trigger()
    assert dialog.entries[0].article.blocks[2].paragraph == 3


@pytest.mark.slow
def test_fields_say_where_they_were_found_and_can_be_corrected(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, mill_html=PAGE))
    fields = dialog.page.fields
    assert fields.lines["byline"].text() == "Ann Lee"
    assert fields.lines["byline"].accessibleDescription() == "from meta tags"
    assert "read as web pages" in dialog.page.facts.text()
    line = fields.lines["published"]
    line.setFocus()
    QTest.keyClicks(line, "31.3.2026")
    told = "Write the date as year, month and day, as in 2026-03-31."
    assert fields.warning.text() == told
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert titles(workspace) == ["Port audit"]
    assert line.hasSelectedText()
    QTest.keyClicks(line, "2026-03-31")
    assert fields.warning.isHidden()
    assert line.accessibleDescription() == "edited here"
    QTest.keyClicks(fields.lines["url"], "https://example.org/mill")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert workspace.article
    assert workspace.article.published == "2026-03-31"
    assert workspace.article.url == "https://example.org/mill"
    assert workspace.article.byline == "Ann Lee"


def test_a_wrong_field_of_another_file_is_gone_to(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, quay_txt=STORY, pier_txt="Pier\n\nOpen.\n"))
    QTest.keyClicks(dialog.page.fields.lines["url"], "example.org")
    dialog.files.setCurrentRow(1)
    assert dialog.page.fields.lines["url"].text() == ""
    press(dialog, Qt.Key.Key_Return)
    assert dialog.files.currentRow() == 0
    assert dialog.page.fields.lines["url"].text() == "example.org"
    assert titles(workspace) == ["Port audit"]


@pytest.mark.slow
def test_a_guessed_encoding_is_chosen_with_the_words_in_sight(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "mill.txt"
    path.write_bytes(GERMAN.encode("cp1250"))
    read(qtbot, dialog, [path])
    QTest.keyClicks(dialog.page.fields.lines["byline"], "Ann Lee")
    combo = dialog.page.offers.encoding
    assert combo.isVisible()
    seen = {dialog.page.preview.toPlainText()}
    assert combo.count() == 3
    for at in (1, 2, 0):
        choose(combo, at)
        settled(qtbot, dialog)
        seen.add(dialog.page.preview.toPlainText())
    assert len(seen) == 3
    assert GERMAN.strip() in {words.strip() for words in seen}
    assert dialog.page.preview.toPlainText().strip() == GERMAN.strip()
    assert dialog.page.fields.lines["byline"].text() == "Ann Lee"
    press(dialog, Qt.Key.Key_Return)
    assert workspace.article
    assert workspace.article.byline == "Ann Lee"


@pytest.mark.slow
def test_damaged_letters_are_told_and_repaired_only_when_asked(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    meant = "Trump’s mill\n\nThe mill’s café costs £5.\n"
    spoiled = meant.encode().decode("cp1252")
    read(qtbot, dialog, written(tmp_path, mill_txt=spoiled))
    offers = dialog.page.offers
    labels = [label.text() for label in offers.findChildren(QLabel) if label.isVisible()]
    assert len(labels) == 1
    assert labels[0].startswith("4 places look damaged: “Trumpâ€™s")
    assert dialog.entries[0].article.text == spoiled
    for text in (meant, spoiled, meant):
        QTest.mouseClick(offers.repair, Qt.MouseButton.LeftButton)
        settled(qtbot, dialog)
        assert dialog.entries[0].article.text == text
    press(dialog, Qt.Key.Key_Return)
    assert titles(workspace)[-1] == "Trump’s mill"


@pytest.mark.slow
def test_more_of_a_page_is_taken(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    read(qtbot, dialog, written(tmp_path, mill_html=PAGE, quay_txt=STORY))
    extent = dialog.page.offers.extent
    assert "Weather" not in dialog.page.preview.toPlainText()
    choose(extent, extent.count() - 1)
    settled(qtbot, dialog)
    assert "Weather" in dialog.page.preview.toPlainText()
    dialog.files.setCurrentRow(1)
    assert not extent.isVisible()


@pytest.mark.slow
def test_what_is_here_already_can_be_opened(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    workspace.show_article(None)
    read(qtbot, dialog, written(tmp_path, port_txt=PORT))
    with qtbot.waitSignal(dialog.rejected):
        QTest.mouseClick(dialog.page.offers.open, Qt.MouseButton.LeftButton)
    assert workspace.article
    assert workspace.article.title == "Port audit"


@pytest.mark.parametrize("is_version", [False, True])
def test_a_near_article_is_told_and_kept_apart_unless_it_is_a_new_version(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path, is_version: bool
) -> None:
    long = LONG + "".join(f"\nThe harbor master was asked about pier {n}.\n" for n in range(9))
    workspace.keep(imported(qtbot, dialog, long))
    read(qtbot, dialog, written(tmp_path, port_txt=long + "\nMore.\n", quay_txt=STORY))
    settled(qtbot, dialog)
    entry = dialog.entries[1]
    assert entry.state is State.READY
    dialog.files.setCurrentRow(1)
    near = dialog.page.offers.near
    assert near.isVisible()
    assert near.accessibleDescription().endswith("% the same as “Port audit”.")
    earlier = workspace.articles()[-1].id
    if is_version:
        choose(near, 1)
        assert entry.earlier_id == earlier
        assert dialog.files.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == (
            "port.txt, ready, as a new version"
        )
    assert button(dialog).text() == "Import 2 articles"
    press(dialog, Qt.Key.Key_Return)
    assert sorted(titles(workspace)) == ["Port audit"] * 3 + ["Quay closes"]


def test_two_files_of_one_import_that_are_much_the_same_are_told(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    long = LONG + "".join(f"\nThe harbor master was asked about pier {n}.\n" for n in range(9))
    read(
        qtbot,
        dialog,
        written(tmp_path, port_txt=long, port2_txt=long + "\nMore.\n", quay_txt=STORY),
    )
    settled(qtbot, dialog)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    told = [dialog.files.item(row).data(spoken) for row in range(3)]
    assert [" % the same as " in one for one in told] == [False, True, False]
    row = next(row for row, one in enumerate(told) if "%" in one)
    dialog.files.setCurrentRow(row)
    near = dialog.page.offers.near
    assert near.isVisible()
    assert near.accessibleDescription().endswith(".txt, which comes in with it.")
    assert button(dialog).text() == "Import 3 articles"


def imported(qtbot: QtBot, dialog: ImportDialog, text: str) -> Imported:
    dialog.read_pasted(Pasted(text.encode()))
    dialog.open()
    settled(qtbot, dialog)
    (entry,) = dialog.entries
    entry.state = State.REFUSED
    return entry.article


def test_comments_are_kept_as_notes_only_when_asked(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog
) -> None:
    read(qtbot, dialog, [SAMPLES / "ferry-comments.docx"])
    box = dialog.page.offers.remarks
    assert box.text() == "2 comments: keep them as notes"
    assert not box.isChecked()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    assert box.isChecked()
    press(dialog, Qt.Key.Key_Return)
    assert workspace.desk
    assert len(workspace.desk.claims) == 2
    assert all(": " in claim.note for claim in workspace.desk.claims)
    workspace.undo()
    assert titles(workspace) == ["Port audit"]


@pytest.mark.slow
def test_comments_stay_out_where_nobody_asks(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog
) -> None:
    read(qtbot, dialog, [SAMPLES / "ferry-comments.docx"])
    press(dialog, Qt.Key.Key_Return)
    assert workspace.desk
    assert workspace.desk.claims == []


def test_enter_too_early_stays_where_letters_look_damaged(
    qtbot: QtBot, workspace: Workspace, dialog: ImportDialog, tmp_path: Path
) -> None:
    spoiled = "Trump’s mill\n\nThe mill’s café costs £5.\n".encode().decode("cp1252")
    dialog.read_files(written(tmp_path, mill_txt=spoiled, quay_txt=STORY))
    dialog.open()
    press(dialog, Qt.Key.Key_Return)
    settled(qtbot, dialog)
    assert titles(workspace) == ["Port audit"]
    told = dialog.files.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "mill.txt, letters look damaged"
    press(dialog, Qt.Key.Key_Return)
    assert len(titles(workspace)) == 3


@pytest.mark.slow
def test_tab_goes_from_the_list_through_the_fields_to_the_words_and_the_buttons(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, written(tmp_path, mill_html=PAGE, quay_txt=STORY))
    dialog.activateWindow()
    dialog.files.setFocus()
    seen = []
    for _ in range(12):
        focus = dialog.focusWidget()
        assert focus is not None
        seen.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == [
        *("importFiles", "importTitle", "importByline", "importOutlet", "importPublished"),
        *("importLanguage", "importUrl", "importExtent", "articlePreview"),
        *("importAddFiles", "importAddFolder", "importButton"),
    ]
