"""The marked page on paper: every word in its order, the marks, the sheets, and the way there."""

import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QProgressBar, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.desk import Desk
from annotator.edits import add
from annotator.errors import ExportError
from annotator.model import Identity, Source, new_id
from annotator.store import Store
from annotator.vocabulary import SourceKind, Tag
from tests.factories import claim_of, keep_text, keep_wire_story, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message
from ui.dialogs.printing import MANY, PrintRun
from ui.reading.page import Setting
from ui.reading.printing import PrintedPage
from ui.theme import LIGHT, install_fonts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(
        not (shutil.which("pdftotext") and shutil.which("pdftoppm")), reason="needs poppler"
    ),
]


def desk_of(tmp_path: Path, text: str | None = None) -> Desk:
    install_fonts()
    with Store.open(new_project(tmp_path / "print.onrecord"), reviewer="Ann") as store:
        article = keep_text(store, text) if text else keep_wire_story(store)
        return Desk(store.marks(article.id))


def written(desk: Desk, out: Path, size: QPageSize | None = None) -> Path:
    """Print to a file and return it."""
    writer = QPdfWriter(str(out))
    writer.setPageSize(size or QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    for _ in PrintedPage(desk, writer, Setting()).run():
        pass
    return out


def pages(pdf: Path) -> list[str]:
    """Return the words of each page as they were drawn, one after another."""
    told = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True)
    return told.stdout.decode().split("\f")[:-1]


def words(text: str) -> list[str]:
    """Return words whose characters are those of the text; PDF names some by their looks."""
    return unicodedata.normalize("NFKC", text).replace("ʼ", "’").split()


def is_in_order(wanted: list[str], found: list[str]) -> bool:
    rest = iter(found)
    return all(word in rest for word in wanted)


def picture(pdf: Path, *options: str) -> QImage:
    stem = pdf.with_suffix("")
    first = ["pdftoppm", "-png", "-r", "72", "-singlefile", *options]
    subprocess.run([*first, str(pdf), str(stem)], check=True)
    return QImage(str(stem.with_suffix(".png")))


@pytest.mark.parametrize(
    "size", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A5, QPageSize.PageSizeId.A6]
)
def test_all_words_are_on_paper_in_their_order(tmp_path: Path, size: QPageSize.PageSizeId) -> None:
    desk = desk_of(tmp_path)
    printed = pages(written(desk, tmp_path / "page.pdf", QPageSize(size)))
    assert is_in_order(words(desk.text), words("\n".join(printed)))
    for number, page in enumerate(printed, 1):
        assert page.rstrip().endswith(f"{number} / {len(printed)}")
        assert desk.article.title[:20] in page


def test_cards_stand_beside_the_words_where_there_is_room(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    wide = "\n".join(pages(written(desk, tmp_path / "wide.pdf")))
    assert "Denial · answers 7, 8" in wide
    narrow = QPageSize(QPageSize.PageSizeId.A5)
    assert "answers 7" not in "\n".join(pages(written(desk, tmp_path / "narrow.pdf", narrow)))


@pytest.mark.slow
def test_words_from_right_to_left_stand_at_the_right_on_paper(tmp_path: Path) -> None:
    beginnings = []
    for number, text in enumerate(("Headline\n\nWords.\n", "כותרת\n\nמילים.\n")):
        folder = tmp_path / str(number)
        folder.mkdir()
        paper = picture(written(desk_of(folder, text), folder / "out.pdf"))
        rows = range(paper.height() // 2)  # the footer tells the title again
        dark = [
            x
            for x in range(paper.width())
            if any(paper.pixelColor(x, y).lightness() < 90 for y in rows)
        ]
        beginnings.append(dark[0])
    assert beginnings[1] > beginnings[0] + 100


@pytest.mark.slow
def test_a_tint_is_on_paper_and_the_paper_is_white(tmp_path: Path) -> None:
    image = picture(written(desk_of(tmp_path), tmp_path / "page.pdf"))
    seen = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(image.height())
    }
    assert image.pixelColor(2, 2).name() == "#ffffff"
    for tag in Tag:
        assert LIGHT.tint(tag).name() in seen


def test_every_line_of_a_paragraph_longer_than_a_sheet_is_there_once(tmp_path: Path) -> None:
    text = "A long story\n\n" + " ".join(f"word{n}" for n in range(2500)) + "\n"
    printed = pages(written(desk_of(tmp_path, text), tmp_path / "long.pdf"))
    assert len(printed) > 2
    found = re.findall(r"word\d+", "\n".join(printed))
    assert found == [f"word{n}" for n in range(2500)]


@pytest.mark.slow
def test_a_claim_over_two_sheets_is_marked_on_both(tmp_path: Path) -> None:
    text = "A long story\n\n" + "a clerk said this and that " * 600 + "\n"
    install_fonts()
    with Store.open(new_project(tmp_path / "x.onrecord"), reviewer="Ann") as store:
        article = keep_text(store, text)
        whole = store.marks(article.id).text
        claim = claim_of(article, whole, whole[14:].strip(), tags=(Tag.DENIAL,))
        store.apply(add("Mark", claim))
        desk = Desk(store.marks(article.id))
    pdf = written(desk, tmp_path / "long.pdf")
    tint = LIGHT.tint(Tag.DENIAL).name()
    for number in ("1", "2"):
        image = picture(pdf, "-f", number, "-l", number)
        tinted = [
            y
            for y in range(image.height())
            if any(image.pixelColor(x, y).name() == tint for x in range(100, 300))
        ]
        assert tinted[0] > 40
        assert tinted[-1] < image.height() - 60


def test_nothing_of_an_identity_is_on_paper(tmp_path: Path) -> None:
    install_fonts()
    with Store.open(new_project(tmp_path / "x.onrecord"), reviewer="Ann") as store:
        article = keep_text(store, "A story\n\nThe mill dumped waste, a clerk said.\n")
        text = store.marks(article.id).text
        source = Source(new_id(), "a clerk", SourceKind.ANONYMOUS, article_id=article.id)
        claim = claim_of(article, text, "dumped waste", source_id=source.id)
        store.apply(add("Mark", source, claim))
        store.keep_identity(Identity(new_id(), source.id, "Jane Roe", "Elm Street"))
        desk = Desk(store.marks(article.id))
    pdf = written(desk, tmp_path / "page.pdf")
    assert "a clerk" in pages(pdf)[0].split("1 / 1")[0]
    assert "Roe" not in "\n".join(pages(pdf))
    assert b"Roe" not in pdf.read_bytes()


Made = tuple[PrintRun, QPrinter, QWidget]


@pytest.fixture
def run_of(qtbot: QtBot) -> Callable[[Desk, Path], Made]:
    """Return a maker of prints to a file, with the printer and the window they belong to."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def make(desk: Desk, out: Path) -> Made:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return PrintRun(desk, printer, Setting(), window), printer, window

    return make


LONG = "A very long story\n\n" + ("The mayor said the bridge is safe. " * 12 + "\n\n") * 700


def test_some_pages_alone_can_be_printed(
    qtbot: QtBot,
    tmp_path: Path,
    run_of: Callable[[Desk, Path], Made],
) -> None:
    text = LONG[:40_000]
    run, printer, _ = run_of(desk_of(tmp_path, text), tmp_path / "some.pdf")
    printer.setFromTo(2, 3)
    with qtbot.waitSignal(run.finished):
        run.start()
    printed = pages(tmp_path / "some.pdf")
    assert [re.findall(r"(\d+) / \d+", page)[-1] for page in printed] == ["2", "3"]


@pytest.mark.slow
def test_a_long_print_shows_how_far_it_is_and_ends(
    qtbot: QtBot,
    tmp_path: Path,
    run_of: Callable[[Desk, Path], Made],
) -> None:
    run, _, window = run_of(desk_of(tmp_path, LONG), tmp_path / "long.pdf")
    values: list[int] = []
    with qtbot.waitSignal(run.finished, timeout=60_000):
        run.start()
        dialog = window.findChild(QProgressDialog, "printProgress")
        assert dialog
        assert dialog.isVisible()
        bar = dialog.findChild(QProgressBar)
        assert bar
        bar.valueChanged.connect(values.append)
    assert values == sorted(values)
    assert len(values) > MANY
    printed = pages(tmp_path / "long.pdf")
    assert len(printed) > MANY
    assert "\n".join(printed).split().count("mayor") == LONG.count("mayor")


@pytest.mark.slow
def test_a_print_that_is_ended_leaves_no_part_of_a_file(
    qtbot: QtBot,
    tmp_path: Path,
    run_of: Callable[[Desk, Path], Made],
) -> None:
    out = tmp_path / "long.pdf"
    run, _, window = run_of(desk_of(tmp_path, LONG), out)
    run.start()
    dialog = window.findChild(QProgressDialog, "printProgress")
    assert dialog
    qtbot.waitUntil(lambda: dialog.value() > 600, timeout=60_000)
    cancel = dialog.findChild(QPushButton)
    assert cancel
    with qtbot.waitSignal(run.stopped):
        QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not out.exists()
    assert window.findChild(QProgressDialog, "printProgress") is None or not dialog.isVisible()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_file_that_cannot_be_written_is_said_in_one_sentence(
    qtbot: QtBot,
    tmp_path: Path,
    run_of: Callable[[Desk, Path], Made],
) -> None:
    run, _, _ = run_of(desk_of(tmp_path), tmp_path / "no such folder" / "x.pdf")
    with qtbot.waitSignal(run.failed) as failed:
        run.start()
    assert isinstance(failed.args[0], ExportError)
    assert "cannot be written" in str(failed.args[0])


def test_ctrl_p_asks_where_and_prints(desk: Reviewer, tmp_path: Path) -> None:
    desk.drag_words("dumped waste")
    desk.press("A")
    desk.press("Ctrl+P")
    dialog = desk.window.findChild(QPrintDialog)
    assert dialog
    assert dialog.isVisible()
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "asked.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    assert message(desk) == "Printed the marked page"
    assert "dumped waste" in pages(tmp_path / "asked.pdf")[0]


def test_without_a_printer_a_file_with_the_name_of_the_story_is_offered(
    desk: Reviewer, tmp_path: Path
) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("there is a printer")
    desk.window.settings.remember("folder.reports", str(tmp_path))
    (tmp_path / "Mill accused of dumping.pdf").touch()
    desk.press("Ctrl+P")
    dialog = desk.window.findChild(QPrintDialog)
    assert dialog
    line = dialog.findChild(QLineEdit, "filename")
    assert line
    assert line.text() == str(tmp_path / "Mill accused of dumping (2).pdf")
    dialog.reject()


def test_a_tiny_sheet_still_takes_every_word(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, "A story\n\nThe mill dumped waste, a clerk said.\n")
    size = QPageSize(QSizeF(60, 50), QPageSize.Unit.Millimeter)
    printed = pages(written(desk, tmp_path / "tiny.pdf", size))
    assert is_in_order(["mill", "dumped", "waste,"], words("\n".join(printed)))


@pytest.mark.slow
def test_the_window_appears_without_what_only_printing_needs() -> None:
    code = "import sys, ui.app; print('PySide6.QtPrintSupport' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
