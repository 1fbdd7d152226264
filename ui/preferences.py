"""What a person chooses once: under which name to mark, and how the window and the page look."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.edits import Change
from annotator.model import DEFAULT_REVIEWER, Claim
from ui.house import House
from ui.reading.page import Setting
from ui.reading.view import ArticleView
from ui.settings import Settings
from ui.theme import Look, Mode
from ui.workspace import Workspace

LOCK_MINUTES = 15


class Preferences(QObject):
    """Each choice holds at once, is remembered, and is taken back by choosing again.

    `changed` tells that one was made; `name_wanted` comes once, with the first mark that a
    person makes before giving a name.
    """

    changed = Signal()
    name_wanted = Signal()

    def __init__(
        self, settings: Settings, workspace: Workspace, look: Look, view: ArticleView
    ) -> None:
        super().__init__(view)
        self._settings = settings
        self._workspace = workspace
        self._look = look
        self._view = view
        self.house = House(self)
        workspace.changed.connect(self._ask_once)

    @property
    def reviewer(self) -> str:
        """Return the name that marks are made under."""
        return self._settings.reviewer

    @property
    def mode(self) -> Mode:
        """Return the theme that was chosen."""
        return self._look.mode

    @property
    def page(self) -> Setting:
        """Return how the words of an article are set."""
        return self._view.setting

    @property
    def is_fetching(self) -> bool:
        """Return whether web pages may be fetched, where a person asks for one."""
        return self._settings.flag("network", default=True)

    def allow_fetching(self, *, is_allowed: bool) -> None:
        """Let web pages be fetched on a person's command, or never."""
        self._settings.remember("network", value=is_allowed)
        on, off = self.tr("Web pages can be fetched"), self.tr("Web pages are not fetched")
        self._told(on if is_allowed else off)

    @property
    def backup_folder(self) -> str:
        """Return the second place for backups, empty where none was chosen."""
        return self._settings.text("backup_folder")

    def keep_backups_in(self, folder: str) -> None:
        """Copy each new backup to a second place, too; to none where it is empty."""
        self._settings.remember("backup_folder", folder)
        if folder:
            self._workspace.back_up()
            self._told(self.tr("Backups are copied to {folder}"), folder=folder)
        else:
            self._told(self.tr("Backups are copied to no second place"))

    @property
    def lock_minutes(self) -> int:
        """Return after how long without a touch an encrypted project is locked; 0 for never."""
        return max(0, self._settings.number("lock_minutes", LOCK_MINUTES))

    def lock_after(self, minutes: int) -> None:
        """Lock encrypted projects after so many minutes without a touch; never for 0."""
        self._settings.remember("lock_minutes", minutes)
        if minutes:
            words = self.tr("Encrypted projects lock after {n} minutes without a touch")
            one = self.tr("Encrypted projects lock after a minute without a touch")
            self._told(one if minutes == 1 else words, n=minutes)
        else:
            self._told(self.tr("Encrypted projects lock only on command"))

    def mark_as(self, name: str) -> None:
        """Make marks under a name from now on; under the first one again where it is empty."""
        self._settings.remember("reviewer", " ".join(name.split()))
        self._workspace.mark_as(self.reviewer)
        self._told(self.tr("Marks carry the name {name} from now on"), name=self.reviewer)

    def choose_theme(self, mode: Mode) -> None:
        """Show the window in another theme."""
        self._look.choose(mode)
        self._settings.remember("theme", str(mode))
        self.changed.emit()

    def change_page(self, change: Callable[[Setting], Setting]) -> None:
        """Set the article in another size, measure or face."""
        setting = change(self.page)
        self._view.set_page(setting)
        self._settings.remember("text_pixels", setting.pixels)
        self._settings.remember("measure", setting.measure)
        self._settings.remember("serif", setting.is_serif)
        words = self.tr("Text of {n} pixels, {m} characters a line")
        self._told(words, n=setting.pixels, m=setting.measure)

    def forget_recent(self) -> None:
        """Forget which projects were open, and in which folders files were chosen."""
        self._settings.forget_projects()
        self._told(self.tr("Forgot the recent projects"))

    def _told(self, words: str, **values: str | int) -> None:
        self._workspace.said.emit(words.format(**values))
        self.changed.emit()

    def _ask_once(self, change: Change) -> None:
        marked = any(
            move.before is None and isinstance(move.after, Claim) for move in change.moves
        )
        if marked and self.reviewer == DEFAULT_REVIEWER and not self._settings.flag("name_asked"):
            self._settings.remember("name_asked", value=True)
            self.name_wanted.emit()
