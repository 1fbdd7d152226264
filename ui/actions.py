"""One registry of actions: it feeds the menus, the keys, the hint line and the key sheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.vocabulary import Verification

if TYPE_CHECKING:
    from ui.keymap import Keymap


class Scope(Enum):
    """Where an action's keys work."""

    WINDOW = auto()
    TEXT = auto()
    """Only while the reading pane or a claims list has focus: single keys are for typing too."""


@dataclass(frozen=True, slots=True)
class Command:
    """What an action is called, where its menu is, and which keys it has.

    `keys` are as `keys.chord` spells them, and what a person may change; the first is shown.
    `hint` is its word in the hint line, where the keys of `hinted_with` stand beside its own.
    """

    name: str
    title: str
    menu: str
    keys: tuple[str, ...] = ()
    scope: Scope = Scope.WINDOW
    hint: str = ""
    hinted_with: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Return whether it changes the project, which a read-only one refuses."""
        return self.name in _CHANGES or self.name.split(".")[0] in _CHANGING


def _text(
    name: str, title: str, menu: str, *keys: str, hint: str = "", beside: tuple[str, ...] = ()
) -> Command:
    return Command(name, title, menu, keys, Scope.TEXT, hint, beside)


def _window(name: str, title: str, menu: str, *keys: str) -> Command:
    return Command(name, title, menu, keys)


PROJECT, MARK, CLAIM, GO, VIEW, HELP = "Project", "Mark", "Claim", "Go", "View", "Help"
_OTHER_TAGS = ("tag.denial", "tag.official", "tag.anonymous")
MENUS = (PROJECT, "Edit", MARK, CLAIM, GO, VIEW, HELP)
_CHANGING = {"tag", "also", "verify", "edge", "checks"}
"""What the names begin with of commands that all change the project."""
_CHANGES = {
    *("edit.undo", "edit.redo", "article.rename", "article.delete", "source.merge"),
    *("project.compact", "project.passphrase", "report.names", "source.forget"),
    *("source.split", "claim.source", "claim.target", "claim.note", "claim.cue"),
    *("claim.mention", "claim.link", "claim.unlink", "claim.asked", "claim.background"),
    *("claim.remove", "version.name"),
}
VERIFICATION = "Verification"
"""A menu within that of the claim."""

COMMANDS: tuple[Command, ...] = (
    _window("project.new", "New project…", PROJECT, "Ctrl+N"),
    _window("project.new_encrypted", "New encrypted project…", PROJECT),
    _window("project.open", "Open project…", PROJECT, "Ctrl+O"),
    _window("project.copy", "Save a copy…", PROJECT),
    _window("project.backups", "Backups…", PROJECT),
    _window("project.passphrase", "Passphrase…", PROJECT),
    _window("project.lock", "Lock now", PROJECT, "Ctrl+L"),
    _window("article.import", "Import articles…", PROJECT, "Ctrl+I"),
    _window("article.folder", "Import a folder…", PROJECT),
    _window("article.fetch", "Import from a web address…", PROJECT),
    _window("report.export", "Export a report or file…", PROJECT, "Ctrl+E"),
    _window("report.again", "Export again", PROJECT, "Ctrl+Shift+E"),
    _window("report.names", "Export with Names…", PROJECT),
    _window("report.replies", "Read a returned report…", PROJECT),
    _window("page.print", "Print the marked page…", PROJECT, "Ctrl+P"),
    _window("project.sides", "Sides…", PROJECT),
    _window("project.compact", "Give up old history…", PROJECT),
    _window("settings.open", "Settings…", PROJECT, "Ctrl+,"),
    _window("project.quit", "Quit", PROJECT, "Ctrl+Q"),
    _window("edit.undo", "Undo", "Edit", "Ctrl+Z"),
    _window("edit.redo", "Redo", "Edit", "Ctrl+Shift+Z", "Ctrl+Y"),
    _text("edit.copy", "Copy quote with source and tags", "Edit", "Ctrl+C"),
    _window("edit.find", "Find in the article", "Edit", "Ctrl+F"),
    _window("edit.search", "Search the project…", "Edit", "Ctrl+Shift+F"),
    _window("article.rename", "Edit the article’s details", "Edit"),
    _window("article.delete", "Delete the article", "Edit"),
    _window("version.compare", "Compare with the earlier version…", "Edit"),
    _window("version.name", "This is a new version of…", "Edit"),
    _text("tag.allegation", "Allegation", MARK, "1", "A", hint="tag", beside=_OTHER_TAGS),
    _text("tag.denial", "Denial", MARK, "2", "D"),
    _text("tag.official", "Official statement", MARK, "3", "O"),
    _text("tag.anonymous", "Anonymous source", MARK, "4", "N"),
    _text("tag.none", "Claim without a tag", MARK, "0"),
    _text("also.allegation", "Also an allegation", MARK, "Shift+A", "Shift+1"),
    _text("also.denial", "Also a denial", MARK, "Shift+D", "Shift+2"),
    _text("also.official", "Also an official statement", MARK, "Shift+O", "Shift+3"),
    _text("also.anonymous", "Also an anonymous source", MARK, "Shift+N", "Shift+4"),
    _text("tag.repeat", "Same tags and source again", MARK, "R"),
    _text("select.sentence", "Select the sentence", MARK, "S", hint="sentence"),
    _text("select.more", "Extend by a sentence", MARK, "Shift+S"),
    _text("select.quotation", "Select the quotation", MARK, "Q"),
    _text("select.paragraph", "Select the paragraph", MARK, "P"),
    _text("claim.source", "Source…", CLAIM, "Return", "Ctrl+Return", "Enter", hint="source"),
    _text("claim.target", "Target…", CLAIM, "T", hint="target"),
    _text("claim.note", "Note…", CLAIM, "M"),
    _text("claim.cue", "Cue", CLAIM, "C"),
    _text("claim.mention", "Mention", CLAIM, "Shift+C"),
    _text("claim.link", "Link to another claim…", CLAIM, "L", hint="link"),
    _text("claim.unlink", "Remove its links", CLAIM, "Shift+L"),
    _text("claim.asked", "Put to the subject, no reply yet", CLAIM, "Y", hint="asked"),
    *(_text(f"verify.{value}", f"Mark as {value}", VERIFICATION) for value in Verification),
    _text("claim.background", "Background that needs no source", CLAIM),
    _text("edge.mode", "Move its bounds…", CLAIM, "E"),
    _text("edge.end.on", "End one word further", CLAIM, "Alt+Right"),
    _text("edge.end.back", "End one word back", CLAIM, "Alt+Left"),
    _text("edge.start.on", "Start one word further", CLAIM, "Alt+Shift+Right"),
    _text("edge.start.back", "Start one word back", CLAIM, "Alt+Shift+Left"),
    _text("claim.outer", "The claim around it", CLAIM, "Z"),
    _text("claim.inner", "A claim within it", CLAIM, "Shift+Z"),
    _window("source.merge", "Merge the selected sources", CLAIM, "Ctrl+M"),
    _window("source.split", "Make an alias a source of its own…", CLAIM),
    _window("source.identity", "Confidential source…", CLAIM, "Ctrl+Shift+I"),
    _window("source.forget", "Forget this source…", CLAIM),
    _text("claim.remove", "Remove the claim", CLAIM, "Delete", "Backspace", hint="remove"),
    _text("go.next", "Next claim", GO, "J", hint="next/previous", beside=("go.previous",)),
    _text("go.previous", "Previous claim", GO, "K"),
    _text("go.unanswered", "Next unanswered allegation", GO, "U", hint="next unanswered"),
    _text("go.unanswered.back", "Previous unanswered allegation", GO, "Shift+U"),
    _text("go.linked", "Linked claim", GO, "G"),
    _window("palette.open", "Find a command, article or claim…", GO, "Ctrl+K"),
    _window("go.paragraph", "Paragraph…", GO, "Ctrl+G"),
    _text("read.page", "Page on", GO, "Space"),
    _text("read.back", "Page back", GO, "Shift+Space"),
    _window("go.check", "Next check", GO, "F8"),
    _window("go.check.back", "Previous check", GO, "Shift+F8"),
    _window("checks.fix", "Mend what the check found", GO, "Ctrl+."),
    _text("checks.waive", "Waive the check, or take that back…", GO, "W"),
    _window("go.article.next", "Next article", GO, "Alt+Down"),
    _window("go.article.previous", "Previous article", GO, "Alt+Up"),
    _window("pane.library", "Library", GO, "Ctrl+1"),
    _window("pane.text", "Text", GO, "Ctrl+2"),
    _window("pane.claims", "Claims", GO, "Ctrl+3"),
    _window("pane.sources", "Sources", GO, "Ctrl+4"),
    _window("source.find", "Find a source in the project", GO, "Ctrl+Shift+S"),
    _window("pane.balance", "Balance", GO, "Ctrl+5"),
    _window("pane.checks", "Checks", GO, "Ctrl+6"),
    _window("pane.responses", "Responses", GO, "Ctrl+7"),
    _window("pane.next", "Next pane", GO, "F6"),
    _window("view.dock", "Show the panels", VIEW, "F4"),
    _window("view.focus", "Focus reading", VIEW, "F11"),
    _window("view.balance_wide", "Balance in the whole window", VIEW, "Ctrl+Shift+B"),
    _window("balance.scope", "Balance of the whole project", VIEW),
    _window("balance.table", "Balance as tables", VIEW, "Ctrl+T"),
    _window("balance.save", "Save the balance as a picture…", VIEW),
    _window("balance.copy", "Copy the numbers of the balance", VIEW),
    _text("read.hide", "Hide the marks while held", VIEW, "H"),
    _window("view.larger", "Larger text", VIEW, "Ctrl++", "Ctrl+="),
    _window("view.smaller", "Smaller text", VIEW, "Ctrl+-"),
    _window("view.normal", "Text as it was", VIEW, "Ctrl+0"),
    _window("view.wider", "Longer lines", VIEW),
    _window("view.narrower", "Shorter lines", VIEW),
    _window("view.serif", "Letters with serifs", VIEW),
    _window("view.system", "Theme of the desktop", VIEW),
    _window("view.light", "Light theme", VIEW),
    _window("view.dark", "Dark theme", VIEW),
    _window("view.contrast", "High contrast", VIEW),
    _window("help.pages", "Help", HELP, "F1"),
    _text("help.keys", "Keys", HELP, "?"),
    _window("help.sample", "Open the sample", HELP),
    _window("help.about", "About On Record", HELP),
)
GROUPS = tuple(dict.fromkeys(command.menu for command in COMMANDS))
"""The menus in their order, each with those within it after it."""


@dataclass(slots=True)
class _Bound:
    run: Callable[[], object]
    enabled: Callable[[], bool]
    action: QAction
    command: Command = field(repr=False)
    checked: Callable[[], bool] | None = None


class Mode(Protocol):
    """What has every key of the text first while it is on, and hints of its own."""

    def key(self, chord: str) -> bool:
        """Take a key; return whether it was for the mode."""

    def hints(self) -> list[str]:
        """Return the hint line's words of the keys that work now."""

    def give_up(self) -> None:
        """Leave with nothing done, and say so."""


class Actions(QObject):
    """The commands that this window offers, each bound to what it does, with the keys it has.

    While the project `is_locked`, only those of the project and the help can be.
    `refresh` asks each whether it can be done now; `refused` tells the name of one that cannot
    be, but was asked for.
    """

    refreshed = Signal()
    refused = Signal(str)

    def __init__(
        self,
        keymap: "Keymap",
        parent: QWidget,
        is_read_only: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self.keymap = keymap
        self._is_read_only = is_read_only
        self.is_locked: Callable[[], bool] = lambda: False
        self._bound: dict[str, _Bound] = {}
        self._by_chord: dict[str, str] = {}
        self._window = parent
        self._mode: Mode | None = None
        keymap.changed.connect(self._change_keys)

    def begin(self, mode: Mode) -> None:
        """Let a mode have the keys of the text."""
        self._mode = mode
        self.refresh()

    def end(self, mode: Mode) -> None:
        """Give the keys of the text their usual meaning back, where `mode` had them."""
        if self._mode is mode:
            self._mode = None
            self.refresh()

    def bind(
        self,
        name: str,
        run: Callable[[], object],
        enabled: Callable[[], bool] = lambda: True,
        checked: Callable[[], bool] | None = None,
    ) -> QAction:
        """Say what the command `name` does, when it can be done, and whether it is on now."""
        command = next(command for command in COMMANDS if command.name == name)
        action = QAction(self._window)
        action.setObjectName(name)
        action.triggered.connect(lambda: self.run(name))
        if command.scope is Scope.WINDOW:
            self._window.addAction(action)
        action.setCheckable(checked is not None)
        self._bound[name] = bound = _Bound(run, enabled, action, command, checked)
        self._give_keys(bound)
        return action

    def run(self, name: str) -> None:
        """Do it, after which a mode that is on is over, or tell that it cannot be done now."""
        bound = self._bound[name]
        if not self._is_enabled(bound):
            self.refused.emit(name)
            return
        if self._mode:
            self._mode.give_up()
        bound.run()
        self.refresh()

    def run_chord(self, chord: str) -> bool:
        """Do what a key of the text means, on the page and in the claims table alike.

        Return whether it means anything.
        """
        if self._mode and self._mode.key(chord):
            return True
        name = self._by_chord.get(chord)
        if name is None:
            return False
        self.run(name)
        return True

    def run_digit(self, chord: str) -> bool:
        """Do what a digit key of the window means where its keyboard types something else."""
        owner = self.keymap.owner(chord) if chord[-1:].isdigit() else None
        if owner is None or owner.scope is not Scope.WINDOW or owner.name not in self._bound:
            return False
        self.run(owner.name)
        return True

    def refuse(self, keys: QKeySequence) -> None:
        """Tell of a command of the window whose keys came through, as it cannot be done now."""
        for name, bound in self._bound.items():
            if keys in bound.action.shortcuts() and not self._is_enabled(bound):
                self.refused.emit(name)

    def action(self, name: str) -> QAction:
        """Return the Qt action of a bound command."""
        return self._bound[name].action

    def put_in(self, menu: QMenu, *names: str) -> None:
        """Add the bound ones of some commands to a menu; an empty name is a line between."""
        for name in names:
            if not name:
                menu.addSeparator()
            elif name in self._bound:
                menu.addAction(self._bound[name].action)

    def refresh(self) -> None:
        """Enable what can be done now."""
        for bound in self._bound.values():
            bound.action.setEnabled(self._is_enabled(bound))
            if bound.checked:
                bound.action.setChecked(bound.checked())
        self.refreshed.emit()

    def bound(self) -> Iterator[tuple[Command, QAction]]:
        """Yield the bound commands in the order of the registry."""
        for command in COMMANDS:
            if command.name in self._bound:
                yield command, self._bound[command.name].action

    def in_menu(self, menu: str) -> Iterator[tuple[Command, QAction]]:
        """Yield the bound commands of a menu in their order."""
        for command, action in self.bound():
            if command.menu == menu:
                yield command, action

    def hints(self) -> list[str]:
        """Return the hint line's words of what can be done now, with their keys."""
        if self._mode:
            return self._mode.hints()
        hinted = [command for command, action in self.bound() if action.isEnabled()]
        return [hint for command in hinted if command.hint and (hint := self._hint(command))]

    def _hint(self, command: Command) -> str:
        names = (command.name, *command.hinted_with)
        keys = [key for name in names if (key := self.keymap.spelled(name))]
        return f"{_run(keys)} {told(command.hint)}" if keys else ""

    def _is_enabled(self, bound: _Bound) -> bool:
        if self.is_locked() and bound.command.menu not in {PROJECT, HELP}:
            return False
        is_kept = bound.command.changes and self._is_read_only()
        return bound.enabled() and not is_kept

    def _change_keys(self) -> None:
        self._by_chord = {}
        for bound in self._bound.values():
            self._give_keys(bound)
        self.refresh()

    def _give_keys(self, bound: _Bound) -> None:
        """Give an action its keys; a single key is shown beside its title."""
        command, action, keys = bound.command, bound.action, self.keymap.keys(bound.command.name)
        if command.scope is Scope.WINDOW:
            action.setText(told(command.title))
            action.setShortcuts([QKeySequence(key) for key in keys])
        else:
            key = self.keymap.spelled(command.name)
            action.setText(f"{told(command.title)}\t{key}" if key else told(command.title))
            self._by_chord |= dict.fromkeys(keys, command.name)


def told(words: str) -> str:
    """Return a title, a menu or a hint of the registry in the language of the window."""
    return QCoreApplication.translate("Actions", words)


def _run(keys: list[str]) -> str:
    """Return keys as "1–4" where they are digits in a row, else as "J/K"."""
    digits = "".join(keys)
    is_run = len(keys) > 2 and len(digits) == len(keys) and digits in "0123456789"
    return f"{keys[0]}–{keys[-1]}" if is_run else "/".join(keys)
