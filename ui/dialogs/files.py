"""Choosing files: in the system's own dialog, or in Qt's where the settings say so.

Nothing waits: what was chosen is handed to a function, and nothing happens where it is not.
"""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.files import is_folder, printable
from annotator.importers.formats import suffixes
from ui.settings import Settings

PROJECT_SUFFIX = "onrecord"


def choose_articles(
    parent: QWidget | None, settings: Settings, chosen: Callable[[list[Path]], object]
) -> QFileDialog:
    """Ask for files that hold articles."""
    dialog = _dialog(parent, settings, _tr("Import articles"), "articles")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    kinds = _tr("Articles ({patterns})").format(
        patterns=" ".join(f"*{suffix}" for suffix in suffixes())
    )
    dialog.setNameFilters([kinds, _tr("All files (*)")])
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _tr("Import"))
    dialog.filesSelected.connect(lambda names: _remember(settings, "articles", names))
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.open()
    return dialog


def choose_folder(
    parent: QWidget | None, settings: Settings, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a folder that holds articles."""
    dialog = _dialog(parent, settings, _tr("Import a folder"), "articles")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _tr("Import"))
    return _asked(dialog, settings, "articles", chosen)


def choose_backup_folder(
    parent: QWidget | None, settings: Settings, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for the second place that backups are copied to."""
    dialog = _dialog(parent, settings, _tr("Copy backups to"), "backups")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _asked(dialog, settings, "backups", chosen)


def choose_project(
    parent: QWidget | None, settings: Settings, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a project to open."""
    dialog = _dialog(parent, settings, _tr("Open a project"), "projects")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_projects(), _tr("All files (*)")])
    return _asked(dialog, settings, "projects", chosen)


def choose_new_project(
    parent: QWidget | None, settings: Settings, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask where a project is to be made; whether it may stand there is not asked here."""
    dialog = _dialog(parent, settings, _tr("Make a project"), "projects")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # A project is never written over, so nobody is asked whether it should be.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setNameFilters([_projects()])
    dialog.setDefaultSuffix(PROJECT_SUFFIX)
    return _asked(dialog, settings, "projects", chosen)


def choose_report(
    parent: QWidget | None,
    settings: Settings,
    suggested: Path,
    kind: str,
    chosen: Callable[[Path], object],
) -> QFileDialog:
    """Ask where a file is to be written; `kind` is its format in words."""
    suffix = suggested.suffix.removeprefix(".")
    dialog = _dialog(parent, settings, _tr("Write the file to"), "reports")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # The dialog that asks says itself that a file will be replaced.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setNameFilters([f"{kind} (*.{suffix})"])
    dialog.setDefaultSuffix(suffix)
    if is_folder(suggested.parent):
        dialog.setDirectory(str(suggested.parent))
    dialog.selectFile(suggested.name)
    return _asked(dialog, settings, "reports", chosen)


def choose_report_folder(
    parent: QWidget | None, settings: Settings, suggested: Path, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for the folder that several files are to be written to."""
    dialog = _dialog(parent, settings, _tr("Write the files to"), "reports")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if is_folder(suggested):
        dialog.setDirectory(str(suggested))
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog


def choose_base(
    parent: QWidget | None, settings: Settings, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a newsroom's own document that reports look like."""
    dialog = _dialog(parent, settings, _tr("Look like a Word document of your own"), "bases")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_tr("Word documents (*.docx *.dotx)"), _tr("All files (*)")])
    return _asked(dialog, settings, "bases", chosen)


def choose_returned(
    parent: QWidget | None, settings: Settings, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a report that came back."""
    dialog = _dialog(parent, settings, _tr("Read a returned report"), "returned")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_tr("Word documents (*.docx)"), _tr("All files (*)")])
    return _asked(dialog, settings, "returned", chosen)


def choose_picture(
    parent: QWidget | None, settings: Settings, suggested: str, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask where a picture is to be written, and whether as SVG or as PNG."""
    dialog = _dialog(parent, settings, _tr("Save the picture to"), "pictures")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    kinds = {_tr("SVG, sharp at every size (*.svg)"): "svg", _tr("PNG, for pages (*.png)"): "png"}
    dialog.setNameFilters(list(kinds))
    dialog.setDefaultSuffix("svg")
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kinds.get(kind, "svg")))
    dialog.selectFile(_fit_for_a_file(suggested))
    return _asked(dialog, settings, "pictures", chosen)


def last_folder(settings: Settings, kind: str) -> Path:
    """Return where files of a kind were last, else the documents of the person."""
    kept = settings.text(f"folder.{kind}")
    if kept and is_folder(Path(kept)):
        return Path(kept)
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path(QDir.homePath())


def _fit_for_a_file(words: str) -> str:
    """Return words as a file may be called on every system, with no dot to begin a suffix."""
    bare = re.sub(r'[<>:"/\\|?*]', " ", printable(words).replace(".", ""))
    return " ".join(bare.split())[:80].strip()


def _dialog(parent: QWidget | None, settings: Settings, title: str, kind: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(last_folder(settings, kind)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # The system's own dialog may keep a list of what was chosen, for every program to read.
    if settings.flag("plain_dialogs") or settings.is_silent:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


def _asked(
    dialog: QFileDialog, settings: Settings, kind: str, chosen: Callable[[Path], object]
) -> QFileDialog:
    dialog.fileSelected.connect(lambda name: _remember(settings, kind, [name]))
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog


def _remember(settings: Settings, kind: str, names: list[str]) -> None:
    if names:
        settings.remember(f"folder.{kind}", str(Path(names[0]).parent))


def _projects() -> str:
    return _tr("On Record projects (*.onrecord)")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Files", words)
