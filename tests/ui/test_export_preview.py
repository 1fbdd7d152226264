"""How a file begins, in the export dialog: what is drawn is what will be written."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from annotator import previewing, reporting
from annotator.exporting import Order
from annotator.leaf import Grid, Image, Leaf, Paragraph, Words
from annotator.previewing import look
from annotator.report import Report
from annotator.store import Store
from annotator.vocabulary import FileFormat, Variant
from tests.factories import keep_text, new_project
from tests.pictures import picture_of
from tests.ui.dialog_seat import window, workspace
from tests.ui.export_seat import (
    button,
    choose,
    dialog,
    opened,
    project,
    reports,
    settings,
    settled,
    words,
)
from ui import paper
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.leaf_drawing import drawn
from ui.reading.pdf import first_sheet
from ui.settings import Settings
from ui.workspace import Workspace

__all__ = ["dialog", "project", "reports", "settings", "window", "workspace"]


def report(workspace: Workspace, variant: Variant = Variant.FULL) -> Report:
    desk = workspace.desk
    assert desk
    return reporting.build(workspace.reader, (desk.article.id,), variant)


def leaf_of(order: Order, found: Report) -> Leaf:
    shown = look(order, found, paper.printed, lambda: True).shown
    assert isinstance(shown, Leaf)
    return shown


def said(leaf: Leaf) -> str:
    blocks = [block for block in leaf.blocks if isinstance(block, Paragraph)]
    grids = [block for block in leaf.blocks if isinstance(block, Grid)]
    blocks += [one for grid in grids for row in grid.rows for cell in row for one in cell.blocks]
    return " ".join(
        "".join(part.text for part in block.content if isinstance(part, Words)) for block in blocks
    )


def dark_pixels(image: QImage, top: float, bottom: float) -> int:
    rows = range(round(image.height() * top), round(image.height() * bottom), 3)
    return sum(
        image.pixelColor(x, y).lightness() < 120 for y in rows for x in range(0, image.width(), 3)
    )


@pytest.mark.slow
def test_counts_parts_and_pages_are_told(qtbot: QtBot, dialog: ExportDialog) -> None:
    settled(qtbot, dialog)
    told = dialog.counts.text()
    assert told.startswith("19 claims, 2 allegations, 0 unanswered, 12 parts, about ")
    assert told.endswith(" pages")
    assert dialog.all_articles.text() == "All 2 articles of the project"


def test_page_one_of_a_word_report_says_what_the_file_says(workspace: Workspace) -> None:
    leaf = leaf_of(Order(Path("x.docx")), report(workspace))
    told = said(leaf)
    assert "On Record report" in told
    assert "Top U.S. envoy presses Canada" in told
    assert "2 of 2" in told
    assert "Sign-off" in told
    assert "Contents" not in told  # which is on the next page
    pictures = [
        part
        for block in leaf.blocks
        if isinstance(block, Paragraph)
        for part in block.content
        if isinstance(part, Image)
    ]
    assert len(pictures) == 1  # the story strip
    letter = leaf_of(Order(Path("x.docx"), paper="letter"), report(workspace))
    assert (letter.width, letter.height) == (612, 792)


def test_the_public_page_one_has_no_box_to_sign(workspace: Workspace) -> None:
    order = Order(Path("x.docx"), variant=Variant.PUBLIC)
    told = said(leaf_of(order, report(workspace, Variant.PUBLIC)))
    assert "public report" in told
    assert "Sign-off" not in told


def test_a_web_page_begins_with_its_story_and_its_marks(workspace: Workspace) -> None:
    leaf = leaf_of(Order(Path("x.html"), kind=FileFormat.HTML), report(workspace))
    assert "Top U.S. envoy presses Canada" in said(leaf)
    marked = [
        part
        for block in leaf.blocks
        if isinstance(block, Paragraph)
        for part in block.content
        if isinstance(part, Words) and part.tint
    ]
    assert any("being able to spy on customers" in part.text for part in marked)


@pytest.mark.parametrize("kind", [FileFormat.WORD, FileFormat.HTML])
def test_what_is_drawn_stands_on_the_page(workspace: Workspace, kind: FileFormat) -> None:
    leaf = leaf_of(Order(Path("x"), kind=kind), report(workspace))
    image = drawn(leaf, 1.0)
    assert (image.width(), image.height()) == (round(leaf.width), round(leaf.height))
    assert dark_pixels(image, 0.05, 0.5) > 200
    margin = image.copy(0, 0, round(leaf.margins[3]) - 6, image.height())
    assert dark_pixels(margin, 0, 1) == 0


def test_the_first_sheet_of_a_pdf_is_drawn_on_its_paper(workspace: Workspace) -> None:
    marks = report(workspace).articles[0]
    a4, sheets = first_sheet(marks, 800)
    letter, _ = first_sheet(marks, 800, is_letter=True)
    assert sheets >= 1
    assert dark_pixels(a4, 0.1, 0.9) > 200
    assert abs(a4.height() / a4.width() - 297 / 210) < 0.01
    assert abs(letter.height() / letter.width() - 11 / 8.5) < 0.01


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (FileFormat.WORD, "exportPageView"),
        (FileFormat.HTML, "exportPageView"),
        (FileFormat.PDF, "exportPageView"),
        (FileFormat.CSV, "exportRows"),
        (FileFormat.XLSX, "exportRows"),
        (FileFormat.JSON, "exportLines"),
        (FileFormat.JSONLD, "exportLines"),
    ],
)
def test_every_format_shows_how_it_begins(
    qtbot: QtBot, dialog: ExportDialog, kind: FileFormat, name: str
) -> None:
    choose(dialog, kind)
    settled(qtbot, dialog)
    shown = dialog.findChild(QWidget, name)
    assert shown
    assert shown.isVisible()
    if name == "exportPageView":
        assert dark_pixels(picture_of(shown), 0, 1) > 100
    assert dialog.counts.text().startswith("19 claims")


@pytest.mark.slow
def test_first_rows_and_first_lines_are_those_of_the_file(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    choose(dialog, FileFormat.CSV)
    settled(qtbot, dialog)
    rows = dialog.findChild(QTableWidget, "exportRows")
    assert rows
    model = rows.model()
    across = Qt.Orientation.Horizontal
    header = [model.headerData(n, across) for n in range(rows.columnCount())]
    assert "Article title" in header
    assert rows.rowCount() == 19
    choose(dialog, FileFormat.JSON)
    settled(qtbot, dialog)
    lines = dialog.findChild(QPlainTextEdit, "exportLines")
    assert lines
    assert lines.toPlainText().startswith('{\n "format": "onrecord-claims/1",')


def test_of_quick_choices_the_last_alone_is_shown(qtbot: QtBot, dialog: ExportDialog) -> None:
    for kind in (FileFormat.PDF, FileFormat.HTML, FileFormat.CSV, FileFormat.JSON):
        choose(dialog, kind)
    settled(qtbot, dialog)
    lines = dialog.findChild(QPlainTextEdit, "exportLines")
    assert lines
    assert lines.isVisible()
    assert "onrecord-claims/1" in lines.toPlainText()


def test_while_it_is_looked_the_preview_says_so(dialog: ExportDialog) -> None:
    label = dialog.findChild(QLabel, "previewWords")
    assert label
    assert label.isVisible()
    assert label.text() == "Looking at what will be written…"


def test_an_empty_project_shows_why_there_is_nothing(
    qtbot: QtBot, window: QWidget, settings: Settings, tmp_path: Path
) -> None:
    empty = new_project(tmp_path / "empty.onrecord")
    with Store.open(empty):
        pass
    workspace = Workspace(window)
    workspace.open(empty, "Tester")
    dialog = opened(workspace, settings, window)
    settled(qtbot, dialog)
    assert words(dialog, "previewWords").endswith("holds no article yet; import one first.")
    assert dialog.counts.text() == ""
    dialog.close()
    workspace.close()


def test_a_look_is_given_up_where_the_dialog_is_closed(qtbot: QtBot, dialog: ExportDialog) -> None:
    with qtbot.waitSignal(dialog.destroyed):
        QTest.mouseClick(button(dialog, "exportCancel"), Qt.MouseButton.LeftButton)


@pytest.mark.slow
def test_of_a_large_report_no_pages_are_told_and_nothing_is_waited_for(
    qtbot: QtBot, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previewing, "SMALL", 5)
    QTest.mouseClick(dialog.variants.buttons[Variant.LEGAL], Qt.MouseButton.LeftButton)
    settled(qtbot, dialog)
    assert dialog.counts.text() == "19 claims, 2 allegations, 0 unanswered, 7 parts"


@pytest.mark.slow
def test_a_list_of_very_many_articles_is_drawn_as_far_as_the_page_goes(
    qtbot: QtBot, window: QWidget, settings: Settings, tmp_path: Path
) -> None:
    path = new_project(tmp_path / "many.onrecord")
    with Store.open(path) as store:
        for n in range(150):
            keep_text(store, f"Story {n}\n\nIt said so.\n", f"{n}.txt")
    workspace = Workspace(window)
    workspace.open(path, "Tester")
    dialog = opened(workspace, settings, window)
    QTest.mouseClick(dialog.all_articles, Qt.MouseButton.LeftButton)
    settled(qtbot, dialog)
    page = dialog.findChild(QWidget, "exportPageView")
    assert page
    assert page.isVisible()
    dialog.close()
    workspace.close()
