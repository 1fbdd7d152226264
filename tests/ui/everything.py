"""Every window that a person can meet, opened one after another on a marked story."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QThreadPool
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator import edits
from annotator.desk import Desk
from annotator.importers import read_bytes
from annotator.model import Claim, Evidence, Link, Response, Source, new_id
from annotator.store import Store
from annotator.store.away import WorkingCopy
from annotator.vocabulary import (
    EvidenceKind,
    FileFormat,
    LinkKind,
    ResponseStatus,
    SourceKind,
    TableName,
    Tag,
)
from tests.export.house import house
from tests.factories import keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.returned.desk import returned
from tests.ui.confidential_dialogs import confidential
from tests.ui.locked_seat import locked_screens, passphrase_dialogs
from ui import jobs, page_menu
from ui.dialogs.about import AboutDialog
from ui.dialogs.article_details import ArticleDetails
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.compacting import CompactDialog
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.export_names import ExportNamesDialog
from ui.dialogs.fetching import FetchDialog
from ui.dialogs.help_window import HelpWindow
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.key_sheet import KeySheet
from ui.dialogs.letter import LetterDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.dialogs.replies import RepliesDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.sides import SidesDialog
from ui.dialogs.versions import VersionsDialog
from ui.dialogs.writing_back import WritingBackDialog
from ui.far_project import WrittenBack
from ui.main_window import MainWindow

GREEK = (
    "Ο δήμος κατηγορείται\n\n"
    "Η ένωση λέει ότι ο δήμος έριξε λύματα. «Το έκανε δύο φορές», είπε ένας υπάλληλος.\n\n"
    "Ο δήμος το αρνείται.\n\n"
    "Το δικαστήριο θα αποφασίσει.\n"
)
"""A story in letters that the window itself does not use."""
ACCUSED = ("ο δήμος", "το λιμάνι")
"""Whom its allegation is about: one answers, the other was not asked."""


def greek_project(path: Path) -> Path:
    """Return a project in which everything that a person wrote is Greek."""
    with Store.open(new_project(path), reviewer="Νόρα") as store:
        article = keep_text(store, GREEK, "δήμος.txt")
        union = Source(new_id(), "η ένωση", side="οι εργάτες")
        clerk = Source(new_id(), "ο δήμος")
        voice = Source(new_id(), "ένας", SourceKind.ANONYMOUS, article_id=article.id)
        made = [
            _claim(article.id, "ο δήμος έριξε λύματα", Tag.ALLEGATION, union, ACCUSED),
            _claim(article.id, "Το έκανε δύο φορές", Tag.ANONYMOUS, voice),
            _claim(article.id, "Ο δήμος το αρνείται", Tag.DENIAL, clerk),
            _claim(article.id, "Το δικαστήριο θα αποφασίσει", Tag.OFFICIAL, union),
        ]
        link = Link(new_id(), LinkKind.DENIES, made[2].id, made[0].id)
        asked = Response(new_id(), made[0].id, "ο δήμος", ResponseStatus.SOUGHT)
        store.apply(edits.add("σημάδεψε", union, clerk, voice, *made))
        store.apply(edits.add("σύνδεσε", link, asked))
        keep_text(store, "Άλλο\n\nΆλλο κείμενο.\n", "άλλο.txt")
    return path


def _claim(
    article_id: str, quote: str, tag: Tag, source: Source, targets: tuple[str, ...] = ()
) -> Claim:
    start = GREEK.index(quote)
    evidence = (Evidence(EvidenceKind.PRIMARY, "έγγραφο"),) if targets else ()
    return Claim(
        new_id(),
        article_id,
        start,
        start + len(quote),
        quote,
        (tag,),
        source.id,
        targets=targets,
        evidence=evidence,
        reviewer="Νόρα",
    )


def screens(reviewer: Reviewer, file: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield every panel, bar, menu and dialog, each in front and as it is met."""
    window = reviewer.window
    desk = window.workspace.desk
    assert desk
    yield "window", window
    window.text_commands.going.choose(desk.claims[0])
    for panel in filter(None, map(window.tabs.widget, range(window.tabs.count()))):
        window.show_tab(panel)
        _settle()
        yield type(panel).__name__, window
    yield from _checks(reviewer)
    yield from _balance(reviewer)
    yield from _project_panels(reviewer)
    yield from _several_claims(reviewer)
    yield from locked_screens(window)
    window.sources.table.setFocus()
    window.sources.table.selectRow(0)
    window.find_words()
    window.banner.tell("Ω")
    window.greet()
    window.preferences.name_wanted.emit()
    _settle()
    yield "bars", window
    yield from _menus(reviewer)
    window.actions_.run("palette.open")
    _settle()
    yield "palette", window
    window.actions_.run("palette.open")
    for dialog in _dialogs(reviewer, file):
        dialog.show()
        _settle()
        yield dialog.objectName(), dialog
        dialog.close()
        _settle()
    yield from _importing(reviewer, file)


def _checks(reviewer: Reviewer) -> Iterator[tuple[str, QWidget]]:
    """Yield the checks with a waiver, its question, the details, and a newsroom's own rules."""
    window = reviewer.window
    checks, house = window.checks, window.preferences.house
    window.show_tab(checks)
    checks.table.setFocus()
    window.actions_.run("checks.waive")
    checks.waiving.line.setText("λόγος")
    reviewer.press("Enter")
    _settle()
    checks.table.choose(checks.table.model().index(checks.table.model().rowCount() - 1, 0))
    checks.reason.about.setChecked(True)
    house.path.parent.mkdir(parents=True, exist_ok=True)
    house.path.write_text('name = "Εφημερίδα"\n', encoding="utf-8")
    house.look()
    checks.ask_to_confirm()
    _settle()
    yield "checks", window
    menu = checks.menu()
    yield "checks menu", menu
    menu.close()
    house.path.unlink()
    house.look()
    checks.table.choose(checks.table.model().index(0, 0))
    window.actions_.run("checks.waive")
    yield "waiving", window
    reviewer.press("Esc")


def _balance(reviewer: Reviewer) -> Iterator[tuple[str, QWidget]]:
    """Yield the balance as tables, and in the whole window with what its buttons offer."""
    window = reviewer.window
    window.show_tab(window.balance)
    window.actions_.run("balance.table")
    _settle()
    yield "tables", window
    window.actions_.run("view.balance_wide")
    window.actions_.run("balance.table")
    _settle()
    yield "whole window", window
    for menu in (window.balance.head.more.menu(), window.balance.page.cards[0].menu()):
        yield "balance menu", menu
    window.actions_.run("balance.scope")
    while not window.sums.is_settled:
        _settle()
    yield "project", window
    window.actions_.run("balance.scope")
    window.actions_.run("view.balance_wide")


def _project_panels(reviewer: Reviewer) -> Iterator[tuple[str, QWidget]]:
    window = reviewer.window
    for panel in filter(None, map(window.project_tabs.widget, range(window.project_tabs.count()))):
        window.project_tabs.setCurrentWidget(panel)
        _settle()
        yield type(panel).__name__, window
    window.search.field.setText("δήμος")
    window.project_tabs.setCurrentWidget(window.search)
    window.search.search_now()
    _settle()
    assert window.search.list.model().rowCount()
    yield "found", window


def _several_claims(reviewer: Reviewer) -> Iterator[tuple[str, QWidget]]:
    window = reviewer.window
    window.show_tab(window.claims)
    window.claims.focus_table()
    window.claims.table.selectAll()
    window.actions_.run("claim.source")
    _settle()
    assert window.selection.is_several
    yield "several claims", window
    window.claims.source.give_up()
    for name in ("claim.link", "edge.mode"):
        window.text_commands.going.choose(window.claims.rows.claims()[0])
        window.actions_.run(name)
        yield name, window
        window.view.unfocused.emit()


def _menus(reviewer: Reviewer) -> Iterator[tuple[str, QWidget]]:
    window = reviewer.window
    for menu in window.menuBar().findChildren(QMenu):
        yield "menu", menu
    menu = page_menu.show(
        window.view, window.selection, window.actions_, QPoint(200, 200), QPoint(400, 200)
    )
    yield "page menu", menu
    menu.close()
    library = window.library.menu()
    yield "library menu", library
    library.close()


def _dialogs(reviewer: Reviewer, file: Path) -> Iterator[QWidget]:
    window = reviewer.window
    workspace, settings = window.workspace, window.settings
    desk = workspace.desk
    assert desk
    keymap = window.keymap
    yield SettingsDialog(window.preferences, keymap, settings, window)
    for page in (1, 2):
        dialog = SettingsDialog(window.preferences, keymap, settings, window)
        dialog.tabs.setCurrentIndex(page)
        yield dialog
    yield KeySheet(keymap, window)
    yield HelpWindow("marking", window)
    yield AboutDialog(window)
    requests = window.responses.same_party()
    assert requests
    yield LetterDialog(workspace, requests, window)
    yield ArticleDetails(workspace, desk.article, window)
    yield SidesDialog(workspace, window.look, keymap, window)
    yield ExportDialog(workspace, settings, window)
    table = ExportDialog(workspace, settings, window)
    table.format.choose(FileFormat.CSV, TableName.SOURCES)
    yield table
    own = ExportDialog(workspace, settings, window)
    base = file.with_name("άλλο.docx")
    base.write_bytes(house())
    own.looks.take(base)
    yield own
    yield ExportNamesDialog(workspace, settings, desk.article, window)
    yield RepliesDialog(
        workspace,
        window.look,
        window.preferences.house.rules,
        keymap,
        returned(workspace.reader),
        window,
    )
    yield FetchDialog(window)
    yield from _safety(window, file.with_name("χαλασμένο.onrecord"))
    yield from confidential(window, _settle)
    importing = ImportDialog(workspace, settings, window)
    importing.read_files([file])
    yield importing
    many = ImportDialog(workspace, settings, window)
    many.read_files([file, file])
    yield many
    yield _new_version(window, desk)


def _safety(window: MainWindow, damaged: Path) -> Iterator[QWidget]:
    """Yield backups, old history, and what is offered of a copy that lost its beginning."""
    workspace = window.workspace
    assert workspace.path
    yield BackupsDialog(window, workspace.path)
    compacting = CompactDialog(workspace, window)
    compacting.age.setCurrentIndex(0)
    _settle()
    yield compacting
    data = workspace.path.read_bytes()
    damaged.write_bytes(bytes(4096) + data[4096:])
    dialog = RecoveryDialog(damaged, window)
    while dialog.is_busy:
        QApplication.processEvents()
    yield dialog
    yield from passphrase_dialogs(window, damaged)
    yield WritingBackDialog([_far(damaged.with_name("μακριά.onrecord"), data)], window)


def _far(file: Path, content: bytes) -> WrittenBack:
    """Return a project that is open as a copy, as one far away is."""
    file.write_bytes(content)
    return WrittenBack(WorkingCopy.take(file, None))


def _new_version(window: MainWindow, desk: Desk) -> QWidget:
    """Keep the story in other words as a new version; return what is shown of that."""
    text = desk.text.replace("Η ένωση λέει", "Η ένωση έλεγε").replace("το αρνείται", "το δέχεται")
    article = window.workspace.keep_version(
        read_bytes(text.encode(), "νέο.txt"), None, desk.article.id
    )
    assert article
    _settle()
    (dialog,) = window.findChildren(VersionsDialog)
    return dialog


def _importing(reviewer: Reviewer, file: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield the import of a folder: whatever can be decided about a file, each file in front."""
    window = reviewer.window
    folder = file.parent / "φάκελος"
    folder.mkdir()
    texts = {
        "ίδιο.txt": GREEK.encode(),
        "άλλη.txt": f"{GREEK}\nΚι άλλα είπε ο δήμος το βράδυ.\n".encode(),
        "κωδικός.txt": GREEK.encode("cp1253", "replace"),
        "χαλασμένο.txt": "Ένα\n\nΟ δήμος – λέει.\n".encode().decode("latin-1").encode(),
        "σελίδα.html": f"<html><body><h1>Ένα</h1><p>{GREEK}</p></body></html>".encode(),
        ".κρυφό.txt": b"x",
    }
    for name, data in texts.items():
        (folder / name).write_bytes(data)
    dialog = ImportDialog(window.workspace, window.settings, window)
    dialog.read_files([folder])
    dialog.show()
    yield "folder being read", dialog
    while dialog.queue.is_reading or dialog.near.is_asking:
        _settle()
    for row, entry in enumerate(dialog.entries):
        dialog.files.setCurrentRow(row)
        _settle()
        yield f"import of {entry.name}", dialog
    dialog.page.fields.lines["url"].setText("Ω")
    dialog.page.fields.lines["url"].textEdited.emit("Ω")
    menu = dialog.page.preview.menu(0)
    yield "block menu", menu
    menu.close()
    yield "wrong field", dialog
    dialog.close()
    _settle()


def actions_of(widget: QWidget) -> list[QAction]:
    """Return the actions of a menu and of those within it."""
    if not isinstance(widget, QMenu):
        return []
    found = [action for action in widget.actions() if not action.isSeparator()]
    inner = [menu for menu in widget.findChildren(QMenu) if menu is not widget]
    return [*found, *(action for menu in inner for action in menu.actions())]


def _settle() -> None:
    QThreadPool.globalInstance().waitForDone()
    while jobs.are_running():
        QApplication.processEvents()
    for _ in range(3):
        QApplication.processEvents()
