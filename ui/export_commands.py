"""What the commands that let something out do in this window: files, print, the clipboard."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication

from annotator.confidential import withheld
from annotator.desk import Desk
from annotator.errors import AnnotatorError, GivenAwayError
from annotator.export.guard import refuse_marks
from annotator.export.withholding import withholding
from annotator.model import Article
from annotator.report import Report
from ui.arrival import Place
from ui.clipboard_guard import ClipboardGuard
from ui.dialogs.shapes import sentence_of
from ui.main_window import MainWindow


def bind(window: MainWindow) -> None:
    """Bind what lets something out."""
    actions, workspace = window.actions_, window.workspace

    def has_article() -> bool:
        return workspace.desk is not None

    actions.bind("report.export", lambda: export(window), has_article)
    actions.bind("report.again", lambda: _export_again(window), has_article)
    actions.bind("report.names", lambda: _export_names(window), has_article)
    actions.bind("page.print", lambda: _print(window), has_article)
    actions.bind("edit.copy", lambda: _copy(window), has_article)
    told = window.tr("Copied, with [name withheld] instead of a confidential name")
    ClipboardGuard(workspace, window).withheld.connect(lambda: workspace.said.emit(told))


def export(window: MainWindow, chosen: Sequence[Article] = ()) -> None:
    """Ask what is written of the articles chosen, else of the open one."""
    from ui.dialogs.export_dialog import ExportDialog

    dialog = ExportDialog(window.workspace, window.settings, window, chosen)
    dialog.claim_wanted.connect(partial(_go_to, window))
    dialog.open()


def _export_again(window: MainWindow) -> None:
    from ui.dialogs.export_again import export_again

    dialog = export_again(window.workspace, window.settings, window)
    if dialog:
        dialog.claim_wanted.connect(partial(_go_to, window))


def _export_names(window: MainWindow) -> None:
    from ui.dialogs.export_names import ExportNamesDialog

    desk = window.workspace.desk
    if desk and window.workspace.can_write():
        ExportNamesDialog(window.workspace, window.settings, desk.article, window).open()


def _print(window: MainWindow) -> None:
    """Print the marked page, unless a confidential name stands on it."""
    desk, workspace = window.workspace.desk, window.workspace
    if desk is None:
        return
    try:
        secrets = workspace.reader.confidential()
        refuse_marks(desk.marks(), secrets, window.tr("The page was not printed"))
    except GivenAwayError as error:
        _offer(window, desk, error)
    except AnnotatorError as error:
        workspace.failed.emit(error)
    else:
        _run_print(window, desk)


def _offer(window: MainWindow, desk: Desk, error: GivenAwayError) -> None:
    words = sentence_of(error)
    if error.is_in_article:
        doing = window.tr("Print with [name withheld]")
        window.banner.offer(words, doing, partial(_print_withheld, window, desk))
    elif error.claims:
        go = partial(_go_to, window, *error.claims[0])
        window.banner.offer(words, window.tr("Go to the claim"), go)
    else:
        window.banner.tell(words)


def _print_withheld(window: MainWindow, desk: Desk) -> None:
    """Print a page that has other words instead of the name; what is open stays as it is."""
    try:
        secrets = window.workspace.reader.confidential()
        report = Report("", (desk.marks(),), "", confidential=secrets)
        (marks,) = withholding(report).articles
        refuse_marks(marks, secrets, window.tr("The page was not printed"))
    except GivenAwayError as error:
        _offer(window, desk, error)
    except AnnotatorError as error:
        window.workspace.failed.emit(error)
    else:
        _run_print(window, Desk(marks))


def _run_print(window: MainWindow, desk: Desk) -> None:
    from ui.dialogs import files
    from ui.dialogs.printing import PrintRun, new_printer

    said = window.workspace.said
    printer = new_printer(desk.article.title, files.last_folder(window.settings, "reports"))
    run = PrintRun(desk, printer, window.view.setting, window)
    run.finished.connect(lambda: said.emit(window.tr("Printed the marked page")))
    run.stopped.connect(lambda: said.emit(window.tr("The print was stopped")))
    run.failed.connect(lambda error: window.banner.tell(str(error)))
    run.ask()


def _go_to(window: MainWindow, article_id: str, claim_id: str) -> None:
    told = window.tr("Where a confidential name stands, in “{title}”")
    window.goals.go(Place(article_id, told, claim_id))


def _copy(window: MainWindow) -> None:
    words = window.text_commands.marker.copied()
    if not words:
        window.workspace.said.emit(window.tr("Select words or a claim to copy first."))
        return
    count = len(window.selection.claims)
    told = window.tr("Copied {n} claims").format(n=count) if count > 1 else window.tr("Copied")
    try:
        kept = withheld(words, window.workspace.reader.confidential())
    except AnnotatorError as error:
        window.workspace.failed.emit(error)
        return
    if kept != words:
        told = window.tr("{copied}, with [name withheld] instead of a confidential name")
        told = told.replace("{copied}", window.tr("Copied"))
    # Plain text alone: rich text would carry more than a person sees.
    QGuiApplication.clipboard().setText(kept)
    window.workspace.said.emit(told)
