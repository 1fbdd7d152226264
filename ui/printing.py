"""The command that prints the marked page."""

from typing import TYPE_CHECKING

from ui import telling

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def ask(window: "MainWindow") -> None:
    """Ask where to print the article, and print it."""
    from ui.dialogs import files
    from ui.dialogs.printing import PrintRun, new_printer

    if window.workspace.desk:
        desk, said = window.workspace.desk, window.workspace.said
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
