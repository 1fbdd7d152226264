"""What can be chosen in the export dialog: every choice is in the file that is written."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.export.kinds import KINDS
from annotator.exporting import Order
from annotator.store import Store
from annotator.vocabulary import FileFormat, Part, Variant
from tests.export.house import house
from tests.export.word_reader import W, WordFile, style, value
from tests.factories import keep_text, new_project
from tests.ui.dialog_seat import PORT, window, workspace
from tests.ui.export_seat import (
    LONG,
    button,
    choose,
    dialog,
    opened,
    project,
    reports,
    settings,
    settled,
    words,
    write,
)
from ui.dialogs.export_again import export_again
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.export_order import last_order, usual
from ui.dialogs.export_writing import Writing
from ui.settings import Settings
from ui.workspace import Workspace

__all__ = ["dialog", "project", "reports", "settings", "window", "workspace"]


def is_docx(content: bytes) -> bool:
    return b"Huawei" in WordFile(content).document.xpath("string()").encode()


def is_workbook(content: bytes) -> bool:
    return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()


def is_claims_file(content: bytes) -> bool:
    return len(json.loads(content)["claims"]) == 19


READ: dict[FileFormat, Callable[[bytes], bool]] = {
    FileFormat.WORD: is_docx,
    FileFormat.HTML: lambda content: b"<article" in content,
    FileFormat.PDF: lambda content: content.startswith(b"%PDF") and b"%%EOF" in content[-10:],
    FileFormat.CSV: lambda content: content.decode("utf-8-sig").count("\r\n") > 19,
    FileFormat.XLSX: is_workbook,
    FileFormat.JSON: is_claims_file,
    FileFormat.JSONLD: lambda content: json.loads(content)["type"] == "AnnotationCollection",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", FileFormat)
def test_every_format_is_chosen_by_keys_written_and_written_again(
    qtbot: QtBot,
    workspace: Workspace,
    dialog: ExportDialog,
    window: QWidget,
    reports: Path,
    kind: FileFormat,
) -> None:
    choose(dialog, kind)
    suffix = KINDS[kind].suffix
    assert dialog.path.text().endswith(suffix)
    out = reports / f"out{suffix}"
    content = write(qtbot, dialog, reports / "out")
    content = out.read_bytes()
    assert READ[kind](content)
    out.unlink()
    assert export_again(workspace, Settings(), window) is None
    qtbot.waitUntil(out.exists, timeout=LONG)
    assert out.read_bytes() == content
    assert [path.name for path in reports.iterdir()] == [out.name]


@pytest.mark.parametrize("kind", FileFormat)
def test_only_what_a_format_has_is_offered(dialog: ExportDialog, kind: FileFormat) -> None:
    choose(dialog, kind)
    has = KINDS[kind]
    shown = [variant for variant, one in dialog.variants.buttons.items() if one.isVisible()]
    assert shown == (list(has.variants) if len(has.variants) > 1 else [])
    assert dialog.parts.isVisible() is has.has_parts
    assert dialog.looks.papers.isVisible() is has.has_paper
    assert dialog.looks.browse.isVisible() is has.has_base
    assert dialog.format.tables.isVisible() is has.has_tables


@pytest.mark.slow
def test_parts_are_left_out_by_clicks(qtbot: QtBot, dialog: ExportDialog, reports: Path) -> None:
    QTest.mouseClick(dialog.variants.buttons[Variant.LEGAL], Qt.MouseButton.LeftButton)
    offered = [part for part, box in dialog.parts.boxes.items() if box.isVisible()]
    assert offered == [
        Part.ARTICLE,
        Part.ALLEGATIONS,
        Part.CLAIMS,
        Part.QUOTATIONS,
        Part.EVIDENCE,
    ]
    for part in (Part.ARTICLE, Part.EVIDENCE):
        QTest.keyClick(dialog.parts.boxes[part], Qt.Key.Key_Space)
    settled(qtbot, dialog)
    assert "5 parts" in dialog.counts.text()  # page one is two of them
    document = WordFile(write(qtbot, dialog, reports / "x.docx")).document
    headings = ["".join(p.itertext()) for p in document.iter(f"{W}p") if style(p) == "Heading2"]
    assert headings == [Part.ALLEGATIONS.value, Part.CLAIMS.value, Part.QUOTATIONS.value]


def test_a_table_is_chosen_and_the_public_is_offered_no_checks(
    qtbot: QtBot, dialog: ExportDialog, reports: Path
) -> None:
    choose(dialog, FileFormat.CSV)
    tables = dialog.format.tables
    for _ in range(2):
        QTest.keyClick(tables, Qt.Key.Key_Down)
    assert str(dialog.format.table) == "checks"
    QTest.mouseClick(dialog.variants.buttons[Variant.PUBLIC], Qt.MouseButton.LeftButton)
    assert [tables.itemData(n) for n in range(tables.count())] == ["claims", "sources", "measures"]
    assert str(dialog.format.table) == "claims"
    QTest.keyClick(tables, Qt.Key.Key_Down)
    assert dialog.path.text().endswith("(sources, public).csv")
    content = write(qtbot, dialog, reports / "s.csv").decode("utf-8-sig")
    assert any("Source A" in row for row in csv.reader(io.StringIO(content)))


@pytest.mark.slow
def test_a_newsroom_s_document_gives_look_and_page_until_it_is_cleared(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, window: QWidget, reports: Path
) -> None:
    base = reports.parent / "house.docx"
    base.write_bytes(house())
    dialog.looks.take(base)
    assert words(dialog, "exportBase") == "house.docx"
    assert dialog.looks.papers.currentText() == "As in the document"
    document = WordFile(write(qtbot, dialog, reports / "x.docx")).document
    (size,) = document.iter(f"{W}pgSz")
    assert value(size, "w") == "11000"
    dialog.accept()
    again = opened(workspace, Settings(), window)
    assert words(again, "exportBase") == "house.docx"
    QTest.mouseClick(button(again, "clearBase"), Qt.MouseButton.LeftButton)
    assert words(again, "exportBase") == "On Record"
    assert again.looks.paper in {"a4", "letter"}
    document = WordFile(write(qtbot, again, reports / "x.docx")).document
    (size,) = document.iter(f"{W}pgSz")
    assert value(size, "w") in {"11906", "12240"}


@pytest.mark.slow
def test_a_broken_document_is_told_before_anything_is_written(
    qtbot: QtBot, dialog: ExportDialog, reports: Path
) -> None:
    base = reports.parent / "broken.docx"
    base.write_bytes(b"PK")
    dialog.looks.take(base)
    settled(qtbot, dialog)
    said = words(dialog, "previewWords")
    assert "broken.docx" in said
    assert said.count(".") <= 2  # one sentence, with the name in it
    QTest.mouseClick(button(dialog, "clearBase"), Qt.MouseButton.LeftButton)
    settled(qtbot, dialog)
    assert not dialog.findChild(QLabel, "previewWords").isVisible()  # type: ignore[union-attr]


def test_a_choice_that_one_format_lacks_is_kept_for_the_next(
    qtbot: QtBot, dialog: ExportDialog, reports: Path
) -> None:
    QTest.mouseClick(dialog.variants.buttons[Variant.LEGAL], Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.parts.boxes[Part.EVIDENCE], Qt.Key.Key_Space)
    choose(dialog, FileFormat.JSON)
    assert dialog.variants.chosen is Variant.FULL
    write(qtbot, dialog, reports / "x.json")
    kept = usual(Settings())
    assert (kept.kind, kept.variant, kept.without) == (
        FileFormat.JSON,
        Variant.FULL,
        frozenset({Part.EVIDENCE}),
    )


def test_whom_it_is_for_is_not_forgotten_over_a_format_that_has_one_variant(
    dialog: ExportDialog,
) -> None:
    QTest.mouseClick(dialog.variants.buttons[Variant.PUBLIC], Qt.MouseButton.LeftButton)
    for one in (FileFormat.PDF, FileFormat.JSON, FileFormat.PDF, FileFormat.WORD):
        choose(dialog, one)
        wanted = Variant.FULL if one is FileFormat.PDF else Variant.PUBLIC
        assert dialog.variants.chosen is wanted
        assert ("(public)" in dialog.path.text()) is (wanted is Variant.PUBLIC)
    QTest.mouseClick(dialog.variants.buttons[Variant.FULL], Qt.MouseButton.LeftButton)
    for one in (FileFormat.PDF, FileFormat.WORD):
        choose(dialog, one)
        assert dialog.variants.chosen is Variant.FULL


def test_browsing_from_a_folder_of_too_long_a_name_asks_all_the_same(
    qtbot: QtBot, dialog: ExportDialog, reports: Path
) -> None:
    Settings().remember("plain_dialogs", value=True)
    dialog.path.setText(str(reports / ("x" * 300) / "a.docx"))
    QTest.mouseClick(button(dialog, "browseExport"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.findChild(QFileDialog) is not None)


def test_what_was_written_on_all_articles_is_written_again_one_each(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, reports: Path
) -> None:
    QTest.mouseClick(dialog.all_articles, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.scope.each, Qt.Key.Key_Space)
    choose(dialog, FileFormat.JSON)
    write(qtbot, dialog, reports)
    order = last_order(workspace, Settings())
    assert order
    assert (order.articles, order.is_each, order.path, order.kind) == (
        (),
        True,
        reports,
        FileFormat.JSON,
    )


@pytest.mark.slow
def test_another_project_opened_meanwhile_never_takes_the_file(
    qtbot: QtBot, workspace: Workspace, settings: Settings, reports: Path, tmp_path: Path
) -> None:
    out = reports / "all.docx"
    other = new_project(tmp_path / "other.onrecord")
    with Store.open(other) as store:
        keep_text(store, PORT, "port.txt")
    writing = Writing(workspace, settings, Order(out))
    with qtbot.waitSignal(writing.written, timeout=LONG):
        with qtbot.waitSignal(writing.moved, timeout=LONG):
            writing.start()
        workspace.open(other, "Tester")
    order = last_order(workspace, settings)
    assert order
    assert (order.articles, order.path.parent) == ((), reports)
    assert order.path != out


def test_settings_that_make_no_sense_are_passed_over(settings: Settings) -> None:
    for kept in ("[]", "{", '{"kind": 3, "without": 7, "paper": [], "base": 1, "is_each": "x"}'):
        settings.remember("export.order", kept)
        order = usual(settings)
        assert (order.kind, order.variant, order.base) == (FileFormat.WORD, Variant.FULL, None)


def test_every_choice_is_reached_by_tab(qtbot: QtBot, dialog: ExportDialog) -> None:
    QTest.mouseClick(dialog.all_articles, Qt.MouseButton.LeftButton)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.format.kinds.setFocus()
    reached: list[QWidget] = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is None or (reached and focused is reached[0]):
            break
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    names = [widget.objectName() for widget in reached]
    assert names[0] == "exportFormat"
    every = [box.objectName() for box in dialog.parts.boxes.values()]
    wanted = ["allArticles", "oneEach", "variant-full", *every, "exportPage", "chooseBase"]
    wanted += ["exportPath", "browseExport", "openWhenWritten", "exportNow", "exportCancel"]
    assert [name for name in names if name in wanted] == wanted


def test_letters_lead_to_choices(qtbot: QtBot, dialog: ExportDialog) -> None:
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.variants.chosen is Variant.PUBLIC)
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    assert isinstance(QApplication.focusWidget(), QComboBox)
    assert dialog.looks.papers.hasFocus()


@pytest.mark.slow
def test_in_a_small_window_the_preview_stands_below_and_everything_can_be_scrolled_to(
    qtbot: QtBot, dialog: ExportDialog
) -> None:
    dialog.resize(560, 420)
    settled(qtbot, dialog)
    QApplication.processEvents()
    assert dialog.preview.y() > dialog.looks.y()
    assert button(dialog, "exportNow").visibleRegion().boundingRect().height() > 10
    dialog.resize(1000, 600)
    QApplication.processEvents()
    assert dialog.preview.x() > dialog.looks.width()


@pytest.mark.parametrize("is_each", [False, True])
def test_no_two_choices_have_the_same_letter(dialog: ExportDialog, *, is_each: bool) -> None:
    QTest.mouseClick(dialog.all_articles, Qt.MouseButton.LeftButton)
    dialog.scope.each.setChecked(is_each)
    dialog.looks.take(Path("house.docx"))
    dialog.path.setText("/nowhere/at/all")
    texts = [w.text() for w in dialog.findChildren(QAbstractButton) if w.isVisible()]
    texts += [w.text() for w in dialog.findChildren(QLabel) if w.buddy() is not None]
    letters = [
        text[text.index("&") + 1].casefold() for text in texts if "&" in text.replace("&&", "")
    ]
    assert len(letters) > 10
    assert sorted(letters) == sorted(set(letters))
