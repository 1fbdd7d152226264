"""The commands of the balance: tables, the whole window, its pictures as files, and its help."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
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
    pictures = _Pictures(window)
    balance.save_wanted.connect(pictures.save)
    balance.copy_wanted.connect(pictures.copy)
    balance.explained.connect(partial(_explain, window))


def _turn_scope(window: MainWindow) -> None:
    """Show the balance of the project, or of the article where that of the project is seen."""
    balance = window.balance
    is_wanted = not (balance.is_project and balance.isVisible())
    window.show_tab(balance)
    balance.show_project(is_wanted=is_wanted)


class _Pictures(QObject):
    """Pictures on their way out of the window; what ends after it is told to nobody."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def save(self, picture: Picture) -> None:
        """Ask where a picture is to be written, and write it in the background."""
        window = self._window
        secrets, palette = _secrets(window, picture), _palette(window)
        if secrets is None:
            return

        def write(path: Path) -> None:
            from annotator import picture_files

            said = window.tr("Saved the picture: {n}").replace("{n}", path.name)

            def work() -> str:
                picture_files.write(picture, palette, path, secrets)
                return said

            jobs.start(work, self._say, self._fail)

        about = window.balance.about
        names = [picture.title] if gives_away(about, secrets) else [picture.title, about]
        files.choose_picture(window, window.settings, " – ".join(names), write)

    def copy(self, picture: Picture) -> None:
        """Put a picture on the clipboard, once it is drawn."""
        if _secrets(self._window, picture) is None:
            return

        def work() -> bytes:
            from annotator.png import png

            return png(picture, palette)

        palette = _palette(self._window)
        jobs.start(work, self._copied, self._fail)

    def _say(self, words: str) -> None:
        self._window.workspace.said.emit(words)

    def _copied(self, drawn: bytes) -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(drawn))
        self._say(self._window.tr("Copied the picture"))

    def _fail(self, error: AnnotatorError) -> None:
        self._window.workspace.failed.emit(error)


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
