"""What the commands that let something out do in this window: files, print, the clipboard."""

from collections.abc import Sequence
from functools import partial

from annotator.model import Article
from ui import clipboard, printing
from ui.main_window import MainWindow


def bind(window: MainWindow) -> None:
    """Bind what lets something out."""
    actions, workspace = window.actions_, window.workspace

    def has_article() -> bool:
        return workspace.desk is not None

    actions.bind("report.export", lambda: export(window), has_article)
    actions.bind("report.again", lambda: _export_again(window), has_article)
    actions.bind("report.names", lambda: _export_names(window), has_article)
    actions.bind("page.print", lambda: printing.ask(window), has_article)
    actions.bind("edit.copy", lambda: _copy(window), has_article)


def export(window: MainWindow, chosen: Sequence[Article] = ()) -> None:
    """Ask what is written of the articles chosen, else of the open one."""
    from ui.dialogs.export_dialog import ExportDialog

    dialog = ExportDialog(window.workspace, window.settings, window, chosen)
    dialog.claim_wanted.connect(partial(printing.go_to_claim, window))
    dialog.open()


def _export_again(window: MainWindow) -> None:
    from ui.dialogs.export_again import export_again

    dialog = export_again(window.workspace, window.settings, window)
    if dialog:
        dialog.claim_wanted.connect(partial(printing.go_to_claim, window))


def _export_names(window: MainWindow) -> None:
    from ui.dialogs.export_names import ExportNamesDialog

    desk = window.workspace.desk
    if desk and window.workspace.can_write():
        ExportNamesDialog(window.workspace, window.settings, desk.article, window).open()


def _copy(window: MainWindow) -> None:
    words = window.text_commands.marker.copied()
    if not words:
        window.workspace.said.emit(window.tr("Select words or a claim to copy first."))
        return
    is_whole = clipboard.put(words)
    count = len(window.selection.claims)
    told = window.tr("Copied {n} claims").format(n=count) if count > 1 else window.tr("Copied")
    if not is_whole:
        told = window.tr("{copied}, with [name withheld] instead of a confidential name")
        told = told.replace("{copied}", window.tr("Copied"))
    window.workspace.said.emit(told)
