"""What each command of the registry does in this window, and the menus made of them.

Dialogs are loaded when they are wanted, so that the first window appears without them.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from annotator.errors import AnnotatorError
from annotator.home import home
from annotator.store import Store
from ui import (
    backup_commands,
    balance_commands,
    encryption_commands,
    export_commands,
    fetching_commands,
    menus,
    source_commands,
    view_commands,
)
from ui.command_palette import CommandPalette
from ui.compacting import Compacting
from ui.main_window import MainWindow
from ui.mending import Mending
from ui.paragraph_question import ask_paragraph
from ui.renewing import Renewing
from ui.returning import Returning

if TYPE_CHECKING:
    from ui.panels.checks import ChecksPanel


def bind(window: MainWindow) -> None:
    """Bind every command that this window has, and make its menus."""
    _bind_project(window)
    _bind_marking(window)
    _bind_places(window)
    source_commands.bind(window)
    view_commands.bind(window)
    balance_commands.bind(window)
    menus.build(window)
    window.dropped.connect(lambda mime: _take_in(window, mime))
    library = window.library
    library.import_wanted.connect(lambda: window.actions_.run("article.import"))
    library.paste_wanted.connect(library.paste)
    library.sample_wanted.connect(lambda: open_sample(window))
    library.text_wanted.connect(window.back_to_text)
    library.list.clicked.connect(window.parts.follow_click)
    library.command_wanted.connect(window.actions_.run)
    library.report_wanted.connect(lambda articles: export_commands.export(window, articles))
    window.tag_bar.library_wanted.connect(window.parts.toggle_library)
    window.actions_.refresh()


def _bind_project(window: MainWindow) -> None:
    actions, workspace = window.actions_, window.workspace

    def has_project() -> bool:
        return workspace.path is not None

    def has_article() -> bool:
        return workspace.desk is not None

    actions.bind("project.new", lambda: _new_project(window))
    actions.bind("project.open", lambda: _open_project(window))
    actions.bind("project.copy", lambda: _save_copy(window), has_project)
    actions.bind("article.import", lambda: _import(window), has_project)
    actions.bind("article.folder", lambda: _import_folder(window), has_project)
    actions.bind("report.replies", Returning(window).ask, has_article)
    actions.bind("project.compact", Compacting(window).ask, has_project)
    actions.bind("project.quit", window.close)
    actions.bind("edit.undo", workspace.undo, lambda: workspace.undoable() is not None)
    actions.bind("edit.redo", workspace.redo, lambda: workspace.redoable() is not None)
    actions.bind("edit.find", window.find_words, lambda: workspace.article is not None)
    actions.bind("edit.search", window.parts.show_search, has_project)
    actions.bind("article.rename", lambda: _details(window), has_article)
    actions.bind("article.delete", window.library.delete_chosen, has_article)
    renewing = Renewing(window)
    actions.bind("version.compare", renewing.compare, renewing.can_compare)
    actions.bind("version.name", renewing.ask, renewing.can_name)
    export_commands.bind(window)
    backup_commands.bind(window)
    encryption_commands.bind(window)
    fetching_commands.bind(window)
    actions.bind("settings.open", lambda: _show_settings(window))
    actions.bind("help.pages", lambda: _show_help(window))
    actions.bind("help.keys", lambda: _show_keys(window))
    actions.bind("help.about", lambda: _show_about(window))
    actions.bind("help.sample", lambda: open_sample(window))


def _bind_marking(window: MainWindow) -> None:
    actions = window.actions_
    window.text_commands.bind(actions)

    def has_claim() -> bool:
        return window.selection.claim is not None

    inspector, claims = window.inspector, window.claims
    for name, focus, ask in (
        ("claim.source", inspector.focus_source, claims.ask_source),
        ("claim.target", inspector.focus_target, claims.ask_target),
    ):
        actions.bind(name, partial(_name, window, focus, ask), has_claim)
    note = partial(_inspect, window, inspector.focus_note)
    actions.bind("claim.note", note, window.text_commands.has_one_claim)


def _bind_places(window: MainWindow) -> None:
    actions = window.actions_

    def has_article() -> bool:
        return window.workspace.desk is not None

    palette = CommandPalette(window)
    actions.bind("palette.open", palette.open)
    actions.bind("go.article.next", lambda: _next_article(window, 1))
    actions.bind("go.article.previous", lambda: _next_article(window, -1))
    actions.bind(
        "go.paragraph",
        lambda: ask_paragraph(window),
        has_article,
    )
    _bind_checks(window)
    view = window.view
    actions.bind("go.check", lambda: window.checks.go(1, view.caret()), has_article)
    actions.bind("go.check.back", lambda: window.checks.go(-1, view.caret()), has_article)
    actions.bind("pane.library", window.parts.show_library)
    actions.bind("pane.text", window.back_to_text)
    actions.bind("pane.claims", lambda: _to_panel(window, window.claims, window.claims.table))
    actions.bind("pane.sources", lambda: _to_panel(window, window.sources, window.sources.table))
    actions.bind("pane.balance", lambda: _to_pane(window, window.balance))
    actions.bind("pane.responses", window.parts.show_responses)
    actions.bind("pane.checks", lambda: _to_pane(window, window.checks))
    actions.bind("pane.next", lambda: _next_pane(window))


def _bind_checks(window: MainWindow) -> None:
    actions = window.actions_

    def has_article() -> bool:
        return window.workspace.desk is not None

    def waive() -> None:
        found = window.checks.chosen(window.view.caret())
        window.show_tab(window.checks)
        window.checks.waive(found)

    def listen(checks: "ChecksPanel") -> None:
        checks.settings_wanted.connect(lambda: _show_settings(window, "files"))
        checks.page_wanted.connect(lambda: _show_help(window, "checks"))

    actions.bind("checks.fix", Mending(window).fix, has_article)
    actions.bind("checks.waive", waive, has_article)
    window.tabs.when_made("checks", listen)


def show_import(window: MainWindow, paths: list[Path]) -> None:
    """Show what files would become, for a person to accept."""
    from ui.dialogs.import_dialog import ImportDialog

    if paths:
        dialog = ImportDialog(window.workspace, window.settings, window)
        dialog.read_files(paths)
        dialog.open()


def open_sample(window: MainWindow) -> bool:
    """Open the sample, made anew where it is not there yet."""
    from annotator import sample

    try:
        return window.open_project(sample.write_project(home() / "sample"))
    except AnnotatorError as error:
        window.banner.tell(str(error))
        return False


def _new_project(window: MainWindow) -> None:
    from ui.dialogs import files

    def create(path: Path) -> None:
        try:
            Store.create(path)
        except AnnotatorError as error:
            window.banner.tell(str(error))
        else:
            window.open_project(path)

    files.choose_new_project(window, window.settings, create)


def _open_project(window: MainWindow) -> None:
    from ui.dialogs import files

    files.choose_project(window, window.settings, window.open_project)


def _save_copy(window: MainWindow) -> None:
    from ui.dialogs import files

    window.inspector.commit()
    window.commit_source()

    def save(path: Path) -> None:
        from ui.copying import save_copy

        def done(_: Path) -> None:
            window.workspace.said.emit(window.tr("Saved a copy: {n}").replace("{n}", path.name))

        save_copy(window.workspace, path, done, lambda error: window.banner.tell(str(error)))

    files.choose_new_project(window, window.settings, save)


def _import(window: MainWindow) -> None:
    from ui.dialogs import files

    files.choose_articles(window, window.settings, lambda paths: show_import(window, paths))


def _import_folder(window: MainWindow) -> None:
    from ui.dialogs import files

    files.choose_folder(window, window.settings, lambda path: show_import(window, [path]))


def _take_in(window: MainWindow, mime: QMimeData) -> None:
    from ui.taking_in import take_in

    take_in(mime, window.workspace, window.settings, window)


def _show_settings(window: MainWindow, page: str = "general") -> None:
    from ui.dialogs.settings import SettingsDialog

    dialog = SettingsDialog(window.preferences, window.keymap, window.settings, window)
    dialog.show_page(page)
    dialog.show()


def _show_help(window: MainWindow, page: str = "") -> None:
    from ui.dialogs.help_window import HelpWindow

    HelpWindow(page or _page_that_fits(window), window).show()


def _page_that_fits(window: MainWindow) -> str:
    """Return the help page about where the keys are."""
    made = window.tabs.made
    pages: tuple[tuple[QWidget | None, str], ...] = (
        (window.library, "getting-started"),
        (window.project_tabs.made("responses"), "responses"),
        (window.claims, "marking"),
        (window.inspector, "marking"),
        (made("sources"), "sources"),
        (made("balance"), "balance-and-checks"),
        (made("checks"), "balance-and-checks"),
        (window.find_bar, "searching"),
        (window.view, "marking"),
    )
    return next((page for pane, page in pages if pane and _holds_focus(pane)), "getting-started")


def _show_keys(window: MainWindow) -> None:
    from ui.dialogs.key_sheet import KeySheet

    KeySheet(window.keymap, window).show()


def _show_about(window: MainWindow) -> None:
    from ui.dialogs.about import AboutDialog

    AboutDialog(window).show()


def _details(window: MainWindow) -> None:
    from ui.dialogs.article_details import ArticleDetails

    if window.workspace.desk:
        ArticleDetails(window.workspace, window.workspace.desk.article, window).open()


def _name(window: MainWindow, focus: Callable[[], None], ask: Callable[[], None]) -> None:
    """Ask for a name: for one claim in the inspector, for several above their table."""
    if window.selection.is_several:
        window.show_tab(window.claims)
        ask()
    else:
        _inspect(window, focus)


def _inspect(window: MainWindow, focus: Callable[[], None]) -> None:
    window.show_tab(window.inspector)
    focus()


def _next_article(window: MainWindow, steps: int) -> None:
    ids = [article.id for article in window.library.shown]
    article = window.workspace.article
    if not window.workspace.articles():
        window.actions_.refused.emit("go.article.next")
    elif len(ids) < 2:
        window.workspace.said.emit(window.tr("This is the only article."))
    elif article and article.id in ids:
        at = (ids.index(article.id) + steps) % len(ids)
        window.workspace.show_article(ids[at])


def _to_panel(window: MainWindow, panel: QWidget, table: QWidget) -> None:
    window.show_tab(panel)
    table.setFocus()


def _to_pane(window: MainWindow, pane: QWidget) -> None:
    window.show_tab(pane)
    _enter(window, pane)


def _next_pane(window: MainWindow) -> None:
    sides = (window.project_tabs.currentWidget(), window.tabs.currentWidget())
    panes: list[QWidget | None] = [sides[0], window.view, sides[1]]
    shown = [pane for pane in panes if pane is not None and pane.isVisible()] or [window.view]
    at = next((n for n, p in enumerate(shown) if p.hasFocus() or _holds_focus(p)), -1)
    _enter(window, shown[(at + 1) % len(shown)])


def _enter(window: MainWindow, pane: QWidget) -> None:
    """Go to where the keys of a pane work."""
    if pane is window.inspector:
        if window.selection.claim:
            window.inspector.focus_source()
        else:
            window.tabs.tabBar().setFocus()
        return
    left, right = window.project_tabs.made, window.tabs.made
    starts: dict[QWidget | None, Callable[[], QWidget]] = {
        window.library: lambda: window.library.list,
        left("search"): lambda: window.search.field,
        left("responses"): lambda: window.responses.list,
        window.claims: lambda: window.claims.table,
        right("sources"): lambda: window.sources.table,
        right("balance"): lambda: window.balance.start,
        right("checks"): lambda: window.checks.table,
        right("history"): lambda: window.history.table,
    }
    goal = starts[pane]() if pane in starts else pane
    (goal if goal.isVisible() else window.tabs.tabBar()).setFocus()


def _holds_focus(widget: QWidget) -> bool:
    focus = widget.window().focusWidget()
    return bool(focus) and (focus is widget or widget.isAncestorOf(focus))
