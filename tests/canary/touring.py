"""Each command of the window and each of its exports, one after another, dialogs included."""

from collections.abc import Collection, Iterator
from pathlib import Path

from PySide6.QtCore import QThreadPool
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton

from annotator.export.kinds import KINDS, tables
from annotator.model import Step
from annotator.vocabulary import FileFormat, TableName, Variant
from ui import jobs
from ui.actions import COMMANDS
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.letter import LetterDialog
from ui.main_window import MainWindow

_LEAVING = ("project.new", "project.open", "help.sample")
"""What leaves the project is done last."""
_MOST_STEPS = 5
_ENDING = {"project.quit"}


def settle() -> None:
    """Let all that goes on come to its end."""
    QThreadPool.globalInstance().waitForDone()
    while jobs.are_running():
        QApplication.processEvents()
    for _ in range(3):
        QApplication.processEvents()


def every_command(window: MainWindow, out: Path, wanted: Collection[str] = ()) -> Iterator[str]:
    """Run each command of the registry, or those that are wanted; yield what was done.

    Each begins on the first claim; letters, which have no command of their own, come last.
    """
    project = window.workspace.path
    assert project
    names = [c.name for c in COMMANDS if c.name not in {*_LEAVING, *_ENDING}]
    for name in (*names, *_LEAVING):
        if wanted and name not in wanted:
            continue
        if window.workspace.path != project:
            window.open_project(project)
            settle()
            yield "back"
        _sit_at_the_first_claim(window)
        before = window.workspace.undoable()
        window.actions_.run(name)
        settle()
        yield name
        for done in dialogs(window, out):
            yield f"{name}: {done}"
        _take_back(window, before)
    window.open_project(project)
    settle()
    yield "back"
    yield from _letter(window)


def every_export(window: MainWindow, out: Path) -> Iterator[str]:
    """Export in each format, variant and table by the dialog, and again by the key for it."""
    for kind, about in KINDS.items():
        for variant in about.variants:
            for table in tables(variant) if about.has_tables else (TableName.CLAIMS,):
                path = out / f"{kind} {variant} {table}{about.suffix}"
                yield _exported(window, kind, variant, table, path)
    window.actions_.run("report.again")
    settle()
    yield "again"


def dialogs(window: MainWindow, out: Path) -> Iterator[str]:
    """Do what each dialog is for, where that leaves something behind; close the others."""
    for dialog in window.findChildren(QDialog):
        if not dialog.isVisible():
            continue
        name = dialog.objectName() or type(dialog).__name__
        if isinstance(dialog, QPrintDialog):
            dialog.printer().setOutputFileName(str(out / "printed.pdf"))
            dialog.done(QDialog.DialogCode.Accepted)
        elif isinstance(dialog, QFileDialog) and dialog.acceptMode() is _SAVING:
            suggested = Path(*dialog.selectedFiles()[:1])
            name = (
                suggested.name
                if suggested.suffix
                else f"{len(list(out.iterdir()))}.{dialog.defaultSuffix()}"
            )
            dialog.setDirectory(str(out))
            dialog.selectFile(name)
            dialog.done(QDialog.DialogCode.Accepted)
            dialog.fileSelected.emit(str(out / name))
        elif isinstance(dialog, ExportDialog):
            dialog.accept()
            settle()
            yield f"{name} written"
            dialog.reject()
        else:
            dialog.reject()
        settle()
        yield name


_SAVING = QFileDialog.AcceptMode.AcceptSave


def _sit_at_the_first_claim(window: MainWindow) -> None:
    workspace = window.workspace
    first = workspace.articles()[:1]
    if first and (workspace.desk is None or workspace.desk.article.id != first[0].id):
        workspace.show_article(first[0].id)
        settle()
    window.back_to_text()
    if workspace.desk and workspace.desk.claims:
        window.text_commands.going.choose(workspace.desk.claims[0])
    settle()


def _take_back(window: MainWindow, before: Step | None) -> None:
    """Let each command begin with what the one before it began with."""
    workspace = window.workspace
    if (redo := workspace.redoable()) and before and redo.label == before.label:
        workspace.redo()
    for _ in range(_MOST_STEPS):
        last = workspace.undoable()
        if last and before and last.label != before.label:
            workspace.undo()
    settle()


def _letter(window: MainWindow) -> Iterator[str]:
    _sit_at_the_first_claim(window)
    window.actions_.run("pane.responses")
    settle()
    requests = window.responses.same_party()
    assert requests, "nobody is to be heard"
    dialog = LetterDialog(window.workspace, requests, window)
    dialog.show()
    settle()
    yield "letter"
    dialog.accept()
    settle()
    yield "letter copied"


def _exported(
    window: MainWindow, kind: FileFormat, variant: Variant, table: TableName, path: Path
) -> str:
    dialog = ExportDialog(window.workspace, window.settings, window)
    dialog.open()
    dialog.format.choose(kind, table)
    dialog.variants.buttons[variant].click()
    dialog.path.setText(str(path))
    settle()
    dialog.accept()
    settle()
    shows = dialog.findChild(QPushButton, "showInFolder")
    is_written = shows is not None and shows.isVisible()
    dialog.reject()
    settle()
    return f"{path.name} {'written' if is_written else 'refused'}"
