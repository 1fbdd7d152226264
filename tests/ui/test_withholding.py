"""What the window lets out: no confidential name by any key, and a way on where one stands."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.confidential import gives_away
from annotator.export import formats
from annotator.export.formats import FORMATS
from annotator.model import Identity, Source, new_id
from annotator.report import Report
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.vocabulary import FileFormat, SourceKind, Variant
from tests.export.word_reader import WordFile
from tests.factories import claim_of, keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.export_seat import LONG, button, choose, settled, told
from tests.ui.seat import message, seated
from ui import paper
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.export_names import ExportNamesDialog

NAME = "Zebulon Quist"
TEXT = f"Mill lied\n\nThe mill lied, {NAME} said on Monday.\n\nNobody else was there.\n"


def desk_with(
    folder: Path, text: str = TEXT, note: str = "", claimed: str = "The mill lied"
) -> Path:
    path = new_project(folder / "news.onrecord")
    with Store.open(path, reviewer="Ann") as store:
        article = keep_text(store, text)
        label = Source(new_id(), "an official", SourceKind.ANONYMOUS, article_id=article.id)
        claim = claim_of(article, text, claimed, source_id=label.id, note=note)
        store.apply(edits.add("Mark", label, claim))
        store.keep_identity(Identity(new_id(), label.id, NAME, "quist@example.org"))
    return path


Seat = Callable[..., Reviewer]


@pytest.fixture
def sit(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """Return a maker of a window on an article, with a folder for reports."""
    seats: list[Iterator[Reviewer]] = []

    def make(text: str = TEXT, **marked: str) -> Reviewer:
        seats.append(seated(qtbot, desk_with(tmp_path, text, **marked)))
        reviewer = next(seats[-1])
        reports = tmp_path / "reports"
        reports.mkdir()
        reviewer.window.settings.remember("folder.reports", str(reports))
        return reviewer

    yield make
    for seat in seats:
        assert next(seat, None) is None


def exported(qtbot: QtBot, reviewer: Reviewer, kind: FileFormat) -> ExportDialog:
    reviewer.press("Ctrl+E")
    dialog = reviewer.window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    choose(dialog, kind)
    settled(qtbot, dialog)
    QTest.keyClick(dialog.path, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: bool(told(dialog)) or button(dialog, "showInFolder").isVisible(), timeout=LONG
    )
    return dialog


@pytest.mark.slow
@pytest.mark.parametrize("kind", [FileFormat.WORD, FileFormat.HTML, FileFormat.PDF])
def test_a_name_in_the_article_is_withheld_by_one_button(
    qtbot: QtBot, sit: Seat, tmp_path: Path, kind: FileFormat
) -> None:
    dialog = exported(qtbot, sit(), kind)
    assert "the article's own words, paragraph 1" in told(dialog)
    assert NAME not in told(dialog)
    assert not list((tmp_path / "reports").iterdir())
    withhold, go = button(dialog, "withholdNames"), button(dialog, "goToGivenAway")
    assert withhold.isVisible()
    assert not go.isVisible()
    withhold.setFocus()
    QTest.keyClick(withhold, Qt.Key.Key_Space)
    qtbot.waitUntil(button(dialog, "showInFolder").isVisible, timeout=LONG)
    (written,) = (tmp_path / "reports").iterdir()
    if kind is FileFormat.HTML:
        page = written.read_text(encoding="utf-8")
        assert "[name withheld] said on Monday" in page
        assert NAME not in page
    with Reader.open(tmp_path / "news.onrecord") as reader:
        assert NAME in reader.document(reader.articles()[0].id).text
    QTest.keyClick(dialog, Qt.Key.Key_Return)


@pytest.mark.slow
def test_the_name_of_the_file_is_changed_with_the_title(
    qtbot: QtBot, sit: Seat, tmp_path: Path
) -> None:
    dialog = exported(qtbot, sit(f"{NAME} talks\n\nThe mill lied.\n"), FileFormat.CSV)
    assert "the file's name" in told(dialog)
    dialog.path.setText(str(tmp_path / "reports" / "a.csv"))
    QTest.keyClick(dialog.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Article title" in told(dialog), timeout=LONG)
    dialog.path.setText(str(tmp_path / "reports" / f"{NAME} talks.csv"))


@pytest.mark.slow
def test_a_note_with_the_name_leads_to_its_claim(qtbot: QtBot, sit: Seat) -> None:
    reviewer = sit(TEXT.replace(NAME, "a man"), note=f"Ask {NAME} again")
    dialog = exported(qtbot, reviewer, FileFormat.WORD)
    assert "the note on claim 1" in told(dialog)
    assert not button(dialog, "withholdNames").isVisible()
    go = button(dialog, "goToGivenAway")
    go.setFocus()
    QTest.keyClick(go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: reviewer.window.selection.claim is not None)
    claim = reviewer.window.selection.claim
    assert claim
    assert claim.note == f"Ask {NAME} again"
    assert not dialog.isVisible()


def test_a_pdf_is_looked_at_as_it_is_printed(tmp_path: Path) -> None:
    desk_with(tmp_path)
    with Reader.open(tmp_path / "news.onrecord") as reader:
        marks = reader.marks(reader.articles()[0].id)
        moment = reader.dated()
    report = Report("", (marks,), moment)
    form = paper.printed()
    content = formats.build(report, form)
    told_of = replace(report, confidential=frozenset({"Monday"}))
    read = [each for each in form.read(report, content).passages() if "Monday" in each.text]
    assert {each.where for each in read} >= {"its page 1", "the article's own words, paragraph 1"}
    titled = content.replace(b"/Creator", b"/Author (Zebulon Quist)\n/Creator")
    assert any(
        NAME in each.text
        for each in form.read(report, titled).passages()
        if each.where == "its properties"
    )
    with pytest.raises(Exception, match="can be read in"):
        formats.build(told_of, form)
    assert FORMATS
    assert Variant.FULL in form.variants


def test_no_name_is_read_by_chance_in_the_shapes_of_a_pdf(tmp_path: Path) -> None:
    desk_with(tmp_path)
    with Reader.open(tmp_path / "news.onrecord") as reader:
        marks = reader.marks(reader.articles()[0].id)
        report = Report("", (marks,), reader.dated())
    form = paper.printed()
    content = formats.build(report, form)
    streams = re.compile(rb"/FlateDecode\s*>>\s*stream\n.*?endstream", re.DOTALL)
    said = f"{marks.text} {streams.sub(b'', content).decode('latin-1')}"
    packed = b" ".join(streams.findall(content))
    letters = {each.decode() for each in re.findall(rb"[A-Za-z]{3}", packed)}
    names = [each for each in letters if not gives_away(said, [each])]
    assert len(names) > 100
    assert formats.build(replace(report, confidential=frozenset(names)), form) == content


def test_printing_stops_at_a_name_and_offers_to_withhold_it(sit: Seat) -> None:
    reviewer = sit()
    window = reviewer.window
    reviewer.press("Ctrl+P")
    offer = window.banner.findChild(QPushButton, "bannerOffer")
    assert offer
    assert offer.isVisible()
    assert offer.text() == "Print with [name withheld]"
    label = window.banner.findChild(QLabel)
    assert label
    assert NAME not in label.text()
    assert "the article's own words, paragraph 1" in label.text()
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert not window.banner.isVisible()
    (dialog,) = window.findChildren(QPrintDialog)
    dialog.reject()


def test_what_is_copied_has_other_words_instead_of_the_name(sit: Seat) -> None:
    reviewer = sit()
    window = reviewer.window
    clipboard = QGuiApplication.clipboard()
    window.view.setFocus()
    for words in (f"I met {NAME.upper()}", f"https://x.org/{NAME.lower().replace(' ', '-')}"):
        clipboard.setText(words)
        assert "[name withheld]" in clipboard.text()
    clipboard.setText("nobody")
    assert clipboard.text() == "nobody"


def test_a_row_of_a_table_is_copied_without_the_name(sit: Seat) -> None:
    reviewer = sit(
        TEXT.replace("The mill lied", f"The mill lied: {NAME} was paid"),
        claimed=f"{NAME} was paid",
    )
    window = reviewer.window
    clipboard = QGuiApplication.clipboard()
    window.claims.table.setFocus()
    copied = set()
    model = window.claims.table.model()
    for column in range(model.columnCount()):
        window.claims.table.setCurrentIndex(model.index(0, column))
        QTest.keySequence(window.claims.table, "Ctrl+C")
        copied.add(clipboard.text())
    assert not any(NAME in words for words in copied)
    assert any("[name withheld] was paid" in words for words in copied)


def test_what_is_cut_out_of_a_field_goes_without_the_name_and_comes_back_whole(
    sit: Seat, qtbot: QtBot
) -> None:
    reviewer = sit()
    field = QLineEdit(reviewer.window)
    field.show()
    field.setText(NAME)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    QTest.keySequence(field, "Ctrl+X")
    assert QGuiApplication.clipboard().text() == "[name withheld]"
    QTest.keySequence(field, "Ctrl+Z")
    assert field.text() == NAME


def named_in(reviewer: Reviewer) -> ExportNamesDialog:
    reviewer.window.actions_.run("report.names")
    dialog = reviewer.window.findChild(ExportNamesDialog, "exportNamesDialog")
    assert isinstance(dialog, ExportNamesDialog)
    return dialog


@pytest.mark.slow
def test_names_are_written_once_the_phrase_is_typed(
    qtbot: QtBot, sit: Seat, tmp_path: Path
) -> None:
    reviewer = sit()
    dialog = named_in(reviewer)
    assert not dialog.go.isEnabled()
    QTest.keyClick(dialog.phrase, Qt.Key.Key_Return)
    for wrong in ("yes", "name my source"):
        dialog.phrase.clear()
        QTest.keyClicks(dialog.phrase, wrong)
        assert not dialog.go.isEnabled()
        QTest.keyClick(dialog.phrase, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.phrase, "s")
    assert dialog.go.isEnabled()
    with qtbot.waitSignal(dialog.written, timeout=LONG):
        QTest.keyClick(dialog.phrase, Qt.Key.Key_Return)
    (out,) = (tmp_path / "reports").iterdir()
    assert out.name == "Mill lied (names).docx"
    assert f"is {NAME}, quist@example.org" in WordFile(out.read_bytes()).everything()
    assert out.stat().st_mode & 0o777 == 0o600
    assert message(reviewer) == "Wrote Mill lied (names).docx, which names confidential sources"
    assert reviewer.window.workspace.history()[0].label == "Export with names"


@pytest.mark.slow
def test_what_stands_in_the_way_of_names_is_told_and_nothing_is_noted(
    qtbot: QtBot, sit: Seat, tmp_path: Path
) -> None:
    reviewer = sit()
    steps = len(reviewer.window.workspace.history())
    dialog = named_in(reviewer)
    dialog.path.setText(str(tmp_path / "reports" / "zebulon-quist.docx"))
    QTest.keyClicks(dialog.phrase, "name my sources")
    QTest.keyClick(dialog.phrase, Qt.Key.Key_Return)
    warning = dialog.findChild(QLabel, "warning")
    assert warning
    qtbot.waitUntil(lambda: "the file's name" in warning.text(), timeout=LONG)
    assert len(reviewer.window.workspace.history()) == steps
    assert not list((tmp_path / "reports").iterdir())
    assert dialog.go.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
