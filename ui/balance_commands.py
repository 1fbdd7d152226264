"""The commands of the balance: tables, the whole window, its pictures as files, and its help."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.confidential import gives_away
from annotator.errors import AnnotatorError
from annotator.palette import GREY_PALETTE, LIGHT_PALETTE, Palette
from annotator.pictures import Picture
from ui import clipboard, jobs
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from ui.panels.balance import BalancePanel


def bind(window: MainWindow) -> None:
    """Bind the commands of the balance, and what its buttons ask for."""
    actions, settings, tabs = window.actions_, window.settings, window.tabs

    def has_project() -> bool:
        return window.workspace.path is not None

    def is_project() -> bool:
        return settings.flag("balance_project")

    def can_draw() -> bool:
        return has_project() if is_project() else window.workspace.desk is not None

    # The panel may not be there before one of these asks for it.
    def toggle_tables() -> None:
        window.balance.toggle_tables()

    def save() -> None:
        window.balance.save()

    def copy() -> None:
        window.balance.copy()

    actions.bind(
        "view.balance_wide", window.parts.toggle_balance, checked=lambda: window.parts.wide.is_on
    )
    actions.bind(
        "balance.table",
        toggle_tables,
        lambda: tabs.is_in_sight("balance"),
        lambda: settings.flag("balance_table"),
    )
    actions.bind("balance.scope", partial(_turn_scope, window), has_project, is_project)
    actions.bind("balance.save", save, can_draw)
    actions.bind("balance.copy", copy, can_draw)
    pictures = _Pictures(window)

    def listen(balance: "BalancePanel") -> None:
        balance.wide_wanted.connect(lambda: actions.run("view.balance_wide"))
        balance.save_wanted.connect(pictures.save)
        balance.copy_wanted.connect(pictures.copy)
        balance.explained.connect(partial(_explain, window))

    tabs.when_made("balance", listen)


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
        from ui.dialogs import files

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

            window.workspace.hold(work)
            jobs.start(work, self._say, self._fail, lambda: window.workspace.let_go(work))

        about = window.balance.about
        names = [picture.title] if gives_away(about, secrets) else [picture.title, about]
        files.choose_picture(window, window.settings, " – ".join(names), write)

    def copy(self, pictures: Sequence[Picture]) -> None:
        """Put what pictures say on the clipboard, once it is written down."""
        if any(_secrets(self._window, picture) is None for picture in pictures):
            return

        def work() -> str:
            from annotator.picture_words import words_of

            return words_of(pictures)

        project = self._window.workspace
        project.hold(work)
        jobs.start(work, self._copied, self._fail, lambda: project.let_go(work))

    def _say(self, words: str) -> None:
        self._window.workspace.said.emit(words)

    def _copied(self, words: str) -> None:
        clipboard.put(words)
        self._say(self._window.tr("Copied the numbers"))

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
    from ui.panels.balance_head import is_grey

    return GREY_PALETTE if is_grey(window.settings) else LIGHT_PALETTE


def _explain(window: MainWindow, heading: str) -> None:
    from ui.dialogs.help_window import HelpWindow

    HelpWindow("measures", window, heading).show()
