"""The command that prints the marked page, unless a confidential name stands on it."""

from functools import partial
from typing import TYPE_CHECKING

from annotator.desk import Desk
from annotator.errors import AnnotatorError, GivenAwayError
from annotator.report import Report
from ui import telling
from ui.arrival import Place
from ui.dialogs.shapes import sentence_of

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def ask(window: "MainWindow") -> None:
    """Ask where to print the article, and print it; say where a confidential name stands."""
    from annotator.export.guard import refuse_marks

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


def _offer(window: "MainWindow", desk: Desk, error: GivenAwayError) -> None:
    words = sentence_of(error)
    if error.is_in_article:
        doing = window.tr("Print with [name withheld]")
        window.banner.offer(words, doing, partial(_print_withheld, window, desk))
    elif error.claims:
        go = partial(go_to_claim, window, *error.claims[0])
        window.banner.offer(words, window.tr("Go to the claim"), go)
    else:
        window.banner.tell(words)


def _print_withheld(window: "MainWindow", desk: Desk) -> None:
    """Print a page that has other words instead of the name; what is open stays as it is."""
    from annotator.export.guard import refuse_marks
    from annotator.export.withholding import withholding

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


def _run_print(window: "MainWindow", desk: Desk) -> None:
    from ui.dialogs import files
    from ui.dialogs.printing import PrintRun, new_printer

    said = window.workspace.said
    # The name of a print stands in the lists of printers, which others see.
    is_told = not window.secrecy.is_confidential
    title = telling.told(desk.article.title) if is_told else "On Record"
    printer = new_printer(title, files.last_folder(window.settings, "reports"))
    run = PrintRun(desk, printer, window.view.setting, window)
    window.workspace.hold_while(run, run.started, run.finished, run.stopped, run.failed)
    run.finished.connect(lambda: said.emit(window.tr("Printed the marked page")))
    run.stopped.connect(lambda: said.emit(window.tr("The print was stopped")))
    run.failed.connect(lambda error: window.banner.tell(str(error)))
    run.ask()


def go_to_claim(window: "MainWindow", article_id: str, claim_id: str) -> None:
    """Show a claim in which a confidential name stands."""
    told = window.tr("Where a confidential name stands, in “{title}”")
    window.goals.go(Place(article_id, told, claim_id))
