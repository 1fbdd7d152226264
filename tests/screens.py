"""The window's screens as PNGs: one process for each theme, size and scale."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator import edits
from annotator.importers import read_bytes
from annotator.model import Listing, Source, new_id
from annotator.right_of_reply import put, requests, today
from annotator.store import Store
from annotator.versions.anchoring import Fate
from annotator.vocabulary import FileFormat, TableName
from tests import balance_screens, confidential_screens, safety_screens
from tests.factories import WIRE_STORY, keep_text, keep_wire_story, new_project
from tests.pictures import picture_of
from tests.returned.desk import returned
from tests.told_project import told_project
from ui import commands, jobs, page_menu
from ui.app import open_window
from ui.command_palette import CommandPalette
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.fetching import FetchDialog
from ui.dialogs.help_window import HelpWindow
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.key_sheet import KeySheet
from ui.dialogs.replies import RepliesDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.sides import SidesDialog
from ui.dialogs.versions import VersionsDialog
from ui.main_window import MainWindow
from ui.theme import Mode

FORMATS = Path(__file__).parent / "data" / "formats"


def main(folder: str, name: str, theme: str, width: str, height: str) -> None:
    """Draw every main screen in one theme and size."""
    application = QApplication([])
    application.setStyle("Fusion")
    suffix = "-".join(part for part in (name, theme) if part)

    def shoot(screen: str, widget: QWidget) -> None:
        QThreadPool.globalInstance().waitForDone()
        while jobs.are_running():
            application.processEvents()
        for _ in range(3):
            application.processEvents()
        picture_of(widget).save(str(Path(folder) / f"{screen}-{suffix}.png"))

    def seated(project: Path | None) -> MainWindow:
        window = cast("MainWindow", open_window(project))
        window.look.choose(Mode(theme))
        window.resize(int(width), int(height))
        window.activateWindow()
        return window

    first = seated(None)
    shoot("sample", first)
    _responses(first, shoot)
    first.close()
    with tempfile.TemporaryDirectory() as scratch:
        empty = seated(new_project(Path(scratch) / "empty.onrecord"))
        shoot("empty", empty)
        empty.parts.show_responses()
        shoot("responses-empty", empty)
        empty.close()
        _library(seated(_many(Path(scratch) / "many.onrecord")), shoot)
        path = new_project(Path(scratch) / "wire.onrecord")
        with Store.open(path) as store:
            keep_wire_story(store)
        _story(seated(path), shoot)
        confidential = confidential_screens.project(Path(scratch) / "source.onrecord")
        confidential_screens.draw(seated(confidential), shoot)
        of_balance = balance_screens.project(Path(scratch) / "balance.onrecord")
        balance_screens.draw(seated(of_balance), shoot, Path(folder))
        together = seated(told_project(Path(scratch) / "river.onrecord", 40))
        balance_screens.draw_project(together, shoot, application.processEvents)


def _responses(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw who has to be heard, one of them too late to answer, the letter, and a vain filter."""
    panel, workspace = window.responses, window.workspace
    assert workspace.desk
    waiting = [one for one in requests(workspace.desk.marks()) if not one.pair.is_answered]
    workspace.do(put(waiting[:1], today(), "2020-03-09"))
    window.parts.show_responses()
    shoot("responses", window)
    window.goals.write_letter(panel.same_party())
    dialog = QApplication.activeModalWidget()
    if dialog:
        shoot("letter", dialog)
        dialog.close()
    panel.filter.setText("giraffe")
    shoot("responses-none", window)


def _many(path: Path) -> Path:
    """Make a project of many articles."""
    with Store.open(new_project(path)) as store:
        keep_wire_story(store)
        for number in range(1, 13):
            title = f"Council votes on the harbor, part {number}"
            keep_text(store, f"{title}\n\nThe council voted {number} times on Monday.\n")
    return path


def _library(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw many articles, some of them looked for, several chosen, and what can be done."""
    library = window.library
    window.parts.show_library()
    library.filter.setText("harbor")
    library.list.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down):
        QTest.keyClick(library.list, key)
    QTest.keyClick(library.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    shoot("library-several", window)
    menu = library.menu()
    menu.popup(library.mapToGlobal(QPoint(60, 200)))
    shoot("library-menu", menu)
    menu.close()
    library.filter.setText("giraffe")
    shoot("library-none", window)
    window.close()


def _search(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw the search before anything is asked, with hits, and with none."""
    window.parts.show_search()
    shoot("search-empty", window)
    for line, screen in (("huawei after:soon", "search"), ("giraffe", "search-none")):
        window.search.field.setText(line)
        window.search.search_now()
        shoot(screen, window)
    window.search.field.clear()
    window.project_tabs.setCurrentWidget(window.library)
    window.back_to_text()


def _story(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    assert window.workspace.desk
    claims = window.workspace.desk.claims
    shoot("story", window)
    window.text_commands.going.choose(claims[6])
    shoot("claim", window)
    for panel, screen in (
        (window.claims, "claims"),
        (window.sources, "sources"),
        (window.balance, "balance"),
        (window.checks, "checks"),
        (window.history, "history"),
    ):
        window.show_tab(panel)
        shoot(screen, window)
    _checks(window, shoot)
    _search(window, shoot)
    _table(window, shoot)
    _sources(window, shoot)
    _reading(window, shoot)
    window.show_tab(window.inspector)
    window.text_commands.going.choose(claims[8])
    window.text_commands.linking.begin()
    shoot("linking", window)
    window.text_commands.linking.leave()
    refused = "wire.onrecord could not be changed: the disk is full; make room and try again"
    window.banner.tell_refused(refused)
    window.find_words()
    shoot("banner-and-find", window)
    _export(window, shoot)
    house, keymap = window.preferences.house.rules, window.keymap
    came = returned(window.workspace.reader)
    replies = RepliesDialog(window.workspace, window.look, house, keymap, came, window)
    replies.show()
    shoot("replies", replies)
    replies.close()
    _finding(window, shoot)
    commands.show_import(window, [WIRE_STORY])
    shoot("import", QApplication.activeModalWidget() or window)
    _importing(window, shoot)
    modal = QApplication.activeModalWidget()
    if modal:
        modal.close()
    _versions(window, shoot)


def _importing(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw the import of several files: much the same as one, commented, guessed, damaged."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "stories"
        folder.mkdir()
        wire = WIRE_STORY.read_text(encoding="utf-8").replace("Ottawa", "Toronto")
        spoiled = "Trump’s mill “denies it“\n\nThe café costs £5.\n".encode().decode("cp1252")
        guessed = "Die Mühle\nDer Müller sagte, das größte Übel sei über Öl gekommen.\n"
        (folder / "envoy.txt").write_text(wire, encoding="utf-8")
        (folder / "mill.txt").write_text(spoiled, encoding="utf-8")
        (folder / "mühle.txt").write_bytes(guessed.encode("mac-roman"))
        for name in ("ferry-comments.docx", "harbor.rss", "ferry-scan.pdf"):
            shutil.copy(FORMATS / name, folder)
        dialog = ImportDialog(window.workspace, window.settings, window)
        dialog.read_files([folder])
        dialog.show()
        while dialog.queue.is_reading or dialog.near.is_asking:
            QApplication.processEvents()
        for row, entry in enumerate(dialog.entries):
            dialog.files.setCurrentRow(row)
            shoot(f"import-{Path(entry.file or entry.name).stem}", dialog)
        dialog.close()


def _export(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw the export dialog with a page, a table and lines of text beside its choices."""
    export = ExportDialog(window.workspace, window.settings, window)
    export.open()
    for kind in (FileFormat.WORD, FileFormat.PDF, FileFormat.CSV, FileFormat.JSON):
        export.format.choose(kind, TableName.CLAIMS)
        QApplication.processEvents()
        while not export.preview.is_settled:
            QApplication.processEvents()
        shoot("export" if kind is FileFormat.WORD else f"export-{kind}", export)
    export.close()


def _versions(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw a new version: a denial that changed, a claim that is gone; and the web address."""
    fetch = FetchDialog(window)
    fetch.address.setText("https://www.example.org/harbor/mill-denies-it")
    fetch.show()
    shoot("fetch", fetch)
    fetch.close()
    safety_screens.recovery(window, shoot)
    safety_screens.giving_up(window, shoot)
    safety_screens.encrypted(window, shoot)
    safety_screens.names(window, shoot)
    safety_screens.far_away(window, shoot)
    workspace = window.workspace
    earlier = next(a for a in workspace.articles() if a.words)
    text = WIRE_STORY.read_text(encoding="utf-8")
    for old, new in (
        ("allegations Huawei denies", "allegations Huawei has rejected"),
        ("It is a matter", "That is a matter"),
        ("Robert Blair, Trump’s special representative for", "An aide for"),
        ("intelligence", "information"),
    ):
        text = text.replace(old, new)
    workspace.keep_version(read_bytes(text.encode(), "second.txt"), None, earlier.id)
    shoot("library-versions", window)
    (dialog,) = window.findChildren(VersionsDialog)
    dialog.resize(dialog.size().boundedTo(window.size()))
    shoot("versions", dialog)
    gone = [n for n, one in enumerate(dialog.rows.rows) if one.fate is Fate.GONE]
    dialog.list.setCurrentIndex(dialog.rows.index((gone or [1])[0], 0))
    shoot("versions-gone", dialog)
    dialog.close()


def _checks(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Show the details, a waiver's question, a waived finding, and house rules that are broken."""
    checks, house = window.checks, window.preferences.house
    window.show_tab(checks)
    checks.table.setFocus()
    checks.reason.about.setChecked(True)
    shoot("checks-details", window)
    checks.reason.about.setChecked(False)
    window.actions_.run("checks.waive")
    QTest.keyClick(checks.waiving.line, Qt.Key.Key_Return)
    shoot("checks-waiving", window)
    QTest.keyClicks(checks.waiving.line, "Confirmed on background by a second official")
    QTest.keyClick(checks.waiving.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    checks.table.choose(checks.table.model().index(checks.table.model().rowCount() - 1, 0))
    shoot("checks-waived", window)
    house.path.parent.mkdir(parents=True, exist_ok=True)
    house.path.write_text('[rules]\nVER-01 = "loud"\n', encoding="utf-8")
    house.look()
    checks.ask_to_confirm()
    shoot("checks-broken", window)
    checks.offer.hide()
    house.path.unlink()
    house.look()
    window.workspace.undo()


def _finding(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw what is asked for: the palette, the key sheet, the settings and the help."""
    (palette,) = window.findChildren(CommandPalette)
    palette.open()
    for screen, typed in (("", ""), ("-claims", "#1"), ("-checks", "!source"), ("-title", "nua")):
        palette.input.setText(typed)
        shoot(f"palette{screen}", window)
    palette.leave()
    keymap = window.keymap
    settings = SettingsDialog(window.preferences, keymap, window.settings, window)
    for dialog in (KeySheet(keymap, window), HelpWindow("marking", window), settings):
        dialog.show()
        dialog.resize(dialog.size().boundedTo(window.size()))
        for number in range(settings.tabs.count() if dialog is settings else 1):
            settings.tabs.setCurrentIndex(number)
            shoot(f"{dialog.objectName()}{number or ''}", dialog)
        dialog.close()


def _table(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw the claims table: several rows and a question about them, one source, its menu."""
    panel = window.claims
    window.show_tab(panel)
    panel.focus_table()
    panel.table.choose_rows(range(3, 8), 7)
    window.selection.gather(panel.rows.claims(), panel.rows.claims()[-1])
    shoot("claims-several", window)
    panel.table.menu_wanted.emit(panel.table.mapToGlobal(QPoint(40, 40)))
    menu = QApplication.activePopupWidget()
    if menu:
        shoot("claims-menu", menu)
        menu.close()
    panel.ask_source()
    shoot("claims-question", window)
    panel.source.give_up()
    panel.chips.side.take("US government")
    shoot("claims-side", window)
    panel.filter.setText("nobody says this")
    shoot("claims-none", window)
    panel.show_all()


def _sources(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw one source that may be another, several rows, the project's sources and sides."""
    workspace, sources = window.workspace, window.sources
    assert workspace.desk
    embassy = Source(new_id(), "the embassy")
    listing = Listing(new_id(), workspace.desk.article.id, embassy.id)
    workspace.do(edits.add("List the embassy", embassy, listing))
    window.show_tab(sources)
    shoot("sources-offer", window)
    known = {source.name: source for source in workspace.desk.sources.values()}
    sources.select(known["two unnamed U.S. sources"])
    shoot("sources-anonymous", window)
    sources.show_project(is_wanted=True)
    sources.select(known["Huawei"])
    QTest.keyClick(sources.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    shoot("sources-project", window)
    sources.show_project(is_wanted=False)
    workspace.undo()
    window.actions_.run("project.sides")
    sides = QApplication.activeModalWidget()
    if isinstance(sides, SidesDialog):
        shoot("sides", sides)
        sides.look.click()
        shoot("looks", QApplication.activePopupWidget() or sides)
        sides.close()
    safety_screens.backups(window, shoot)


def _reading(window: MainWindow, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw what is seen of the page alone: cards, a boundary that moves, words, a menu."""
    assert window.workspace.desk
    claims, commands_ = window.workspace.desk.claims, window.text_commands
    window.parts.hide_panels()
    window.back_to_text()
    commands_.going.choose(claims[6])
    shoot("page", window)
    commands_.edges.begin()
    for chord in ("Right", "Right", "Home", "Left"):
        commands_.edges.key(chord)
    shoot("edge", window)
    commands_.edges.leave()
    words = claims[9]
    window.view.select(words.span)
    window.view.words_chosen.emit(window.view.cursorRect().center())
    shoot("words", window)
    window.view.put_caret(words.end)
    menu = page_menu.show(
        window.view, window.selection, window.actions_, QPoint(200, 200), QPoint(400, 200)
    )
    shoot("menu", menu)
    menu.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
