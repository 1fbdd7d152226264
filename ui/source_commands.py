"""What the commands about sources and their sides do in this window."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from annotator.errors import AnnotatorError
from annotator.model import Source
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.panels.sources import SourcesPanel


def bind(window: MainWindow) -> None:
    """Bind what is done with sources and sides."""
    actions, workspace = window.actions_, window.workspace

    def has_project() -> bool:
        return workspace.path is not None

    def on_panel(do: "Callable[[SourcesPanel], None]") -> None:
        window.show_tab(window.sources)
        do(window.sources)

    def listen(sources: "SourcesPanel") -> None:
        sources.sides_wanted.connect(lambda: actions.run("project.sides"))
        sources.form.identity_wanted.connect(lambda: actions.run("source.identity"))
        sources.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        sources.table.customContextMenuRequested.connect(partial(_show_menu, window))

    actions.bind(
        "source.merge", lambda: on_panel(lambda panel: panel.merge_selected()), has_project
    )
    actions.bind("source.split", lambda: on_panel(lambda panel: panel.split_alias()), has_project)
    actions.bind("project.sides", lambda: _show_sides(window), has_project)
    actions.bind("source.find", lambda: on_panel(lambda panel: panel.find_source()), has_project)
    actions.bind("source.identity", lambda: _show_identity(window), has_project)
    actions.bind("source.forget", lambda: _forget(window), has_project)
    window.inspector.form.identity_wanted.connect(lambda: actions.run("source.identity"))
    window.tabs.when_made("sources", listen)


def _show_sides(window: MainWindow) -> None:
    from ui.dialogs.sides import SidesDialog

    if window.commit_source():

        def set_sides() -> None:
            window.show_tab(window.sources)
            window.sources.set_sides()

        dialog = SidesDialog(window.workspace, window.look, window.keymap, window)
        dialog.setting_wanted.connect(set_sides)
        dialog.open()


_MENU = ("source.identity", "source.forget", "", "source.merge", "source.split")


def _show_menu(window: MainWindow, place: QPoint) -> None:
    """Show what can be done with the selected source."""
    table = window.sources.table
    menu = QMenu(table)
    window.actions_.put_in(menu, *_MENU)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(table.viewport().mapToGlobal(place))


def _meant(window: MainWindow) -> Source | None:
    """Return the source that is selected where the keys are, else that of the selected claim."""
    panel, desk, claim = window.tabs.made("sources"), window.workspace.desk, window.selection.claim
    listed: Source | None = panel.source if panel and panel.isVisible() else None
    spoken = desk.source_of(claim) if desk and claim else None
    if listed and (spoken is None or panel.isAncestorOf(QApplication.focusWidget() or window)):
        return listed
    if listed is None and spoken is None:
        words = window.tr("Select a source first, or a claim that has one.")
        window.workspace.said.emit(words)
    return spoken or listed


def _show_identity(window: MainWindow) -> None:
    from ui.dialogs.identity import IdentityDialog

    source = _meant(window)
    if source is None or not window.fields_are_kept():
        return
    try:
        dialog = IdentityDialog(window, source)
    except AnnotatorError as error:
        window.workspace.failed.emit(error)
        return
    dialog.forgetting_wanted.connect(partial(_ask_to_forget, window, source))
    dialog.place_wanted.connect(window.workspace.show_article)
    dialog.open()


def _forget(window: MainWindow) -> None:
    source = _meant(window)
    if source and window.fields_are_kept():
        _ask_to_forget(window, source)


def _ask_to_forget(window: MainWindow, source: Source) -> None:
    from ui.dialogs.forgetting import ForgetDialog

    dialog = ForgetDialog(window, source)
    dialog.place_wanted.connect(window.workspace.show_article)
    dialog.open()
