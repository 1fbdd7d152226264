"""The commands of the balance: tables, the whole window, its pictures as files, and its help."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

from annotator.confidential import gives_away
from annotator.errors import AnnotatorError
from annotator.palette import GREY_PALETTE, LIGHT_PALETTE, Palette
from annotator.pictures import Picture
from ui import jobs
from ui.dialogs import files
from ui.main_window import MainWindow
from ui.panels.balance_head import is_grey


def bind(window: MainWindow) -> None:
    """Bind the commands of the balance, and what its buttons ask for."""
    actions, balance = window.actions_, window.balance

    def has_project() -> bool:
        return window.workspace.path is not None

    def can_draw() -> bool:
        return has_project() if balance.is_project else window.workspace.desk is not None

    actions.bind(
        "view.balance_wide", window.parts.toggle_balance, checked=lambda: window.parts.wide.is_on
    )
    actions.bind(
        "balance.table", balance.toggle_tables, balance.isVisible, lambda: balance.is_table
    )
    actions.bind(
        "balance.scope", partial(_turn_scope, window), has_project, lambda: balance.is_project
    )
    actions.bind("balance.save", balance.save, can_draw)
    actions.bind("balance.copy", balance.copy, can_draw)
    balance.wide_wanted.connect(lambda: actions.run("view.balance_wide"))
    balance.save_wanted.connect(partial(_save, window))
    balance.copy_wanted.connect(partial(_copy, window))
    balance.explained.connect(partial(_explain, window))


def _turn_scope(window: MainWindow) -> None:
    """Show the balance of the project, or of the article where that of the project is seen."""
    balance = window.balance
    is_wanted = not (balance.is_project and balance.isVisible())
    window.show_tab(balance)
    balance.show_project(is_wanted=is_wanted)


def _save(window: MainWindow, picture: Picture) -> None:
    """Ask where a picture is to be written, and write it in the background."""
    secrets, palette = _secrets(window, picture), _palette(window)
    if secrets is None:
        return

    def write(path: Path) -> None:
        from annotator import picture_files

        said = window.tr("Saved the picture: {n}").replace("{n}", path.name)
        work = partial(picture_files.write, picture, palette, path, secrets)
        jobs.start(work, lambda _: window.workspace.said.emit(said), window.workspace.failed.emit)

    about = window.balance.about
    names = [picture.title] if gives_away(about, secrets) else [picture.title, about]
    files.choose_picture(window, window.settings, " – ".join(names), write)


def _copy(window: MainWindow, picture: Picture) -> None:
    """Put a picture on the clipboard, once it is drawn."""
    if _secrets(window, picture) is None:
        return

    def work() -> bytes:
        from annotator.png import png

        return png(picture, palette)

    def done(drawn: bytes) -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(drawn))
        window.workspace.said.emit(window.tr("Copied the picture"))

    palette = _palette(window)
    jobs.start(work, done, window.workspace.failed.emit)


def _secrets(window: MainWindow, picture: Picture) -> frozenset[str] | None:
    """Return the project's confidential names; None, and say so, where one is in the picture."""
    from annotator.picture_files import refuse_confidential

    try:
        secrets = window.workspace.reader.confidential()
        refuse_confidential(picture, secrets)
    except AnnotatorError as error:
        window.workspace.failed.emit(error)
        return None
    return secrets


def _palette(window: MainWindow) -> Palette:
    return GREY_PALETTE if is_grey(window.settings) else LIGHT_PALETTE


def _explain(window: MainWindow, heading: str) -> None:
    from ui.dialogs.help_window import HelpWindow

    HelpWindow("measures", window, heading).show()
