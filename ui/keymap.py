"""Which keys each command has: those of the registry, or those that a person gave it."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ui.actions import COMMANDS, Command, Scope, told
from ui.keys import canonical, parts, spelled
from ui.settings import Settings

_ARROWS = {"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"}
_OF_FIELDS = {"Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Return", "Ctrl+Enter"}
"""What edits words in every field of every window."""
NAMED = re.compile(r"\{([a-z]+(?:\.[a-z]+)+)\}")
"""A command in a sentence, as in "press {go.next}"."""


class Keymap(QObject):
    """Stands between the registry and the actions; `changed` tells of other keys.

    A key that a person gave to one command is taken from all others, whichever had it. What the
    settings hold of unknown commands, or of keys that are none, is passed over.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._commands = {command.name: command for command in COMMANDS}
        self._own = self._sound(settings.lists("keys"))
        self._keys = self._settled()

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys of a command; the first is the one to show."""
        return self._keys[name]

    def spelled(self, name: str) -> str:
        """Return the first key of a command as this system shows it; empty where it has none."""
        keys = self._keys[name]
        return spelled(keys[0]) if keys else ""

    def told(self, words: str) -> str:
        """Return a sentence with the key of each command in it, or its title where it has none."""
        return NAMED.sub(lambda found: self._named(found[1]), words)

    def is_usual(self, name: str) -> bool:
        """Return whether a command has the keys of the registry."""
        return self._keys[name] == self._commands[name].keys

    def owner(self, key: str) -> Command | None:
        """Return the command that has this key now."""
        return next(
            (self._commands[name] for name, keys in self._keys.items() if key in keys), None
        )

    def refusal(self, name: str, key: str) -> str:
        """Return why a command cannot have a key, as a sentence; empty where it can."""
        return _refusal(self._commands[name], key)

    def give(self, name: str, key: str) -> None:
        """Give a command one more key, from whichever command had it."""
        self._own = {other: [k for k in keys if k != key] for other, keys in self._own.items()}
        self._own[name] = [*(k for k in self._keys[name] if k != key), key]
        self._keep()

    def take(self, name: str, key: str) -> None:
        """Take a key away from a command."""
        self._own[name] = [k for k in self._keys[name] if k != key]
        self._keep()

    def reset(self, name: str) -> None:
        """Give a command its usual keys back, from whichever command has them now."""
        usual = self._commands[name].keys
        self._own.pop(name, None)
        for other, keys in self._own.items():
            self._own[other] = [key for key in keys if key not in usual]
        self._keep()

    def reset_all(self) -> None:
        """Give every command its usual keys back."""
        self._own = {}
        self._keep()

    def _named(self, name: str) -> str:
        return self.spelled(name) or f"“{told(self._commands[name].title).rstrip('…')}”"

    def _keep(self) -> None:
        self._keys = self._settled()
        usual = {name: list(command.keys) for name, command in self._commands.items()}
        self._own = {name: keys for name, keys in self._own.items() if keys != usual[name]}
        self._settings.remember("keys", dict(self._own))  # what is kept must not change with ours
        self.changed.emit()

    def _sound(self, kept: dict[str, list[str]]) -> dict[str, list[str]]:
        """Return what of the settings can be used."""
        sound: dict[str, list[str]] = {}
        for name, command in self._commands.items():
            if name in kept:
                keys = list(dict.fromkeys(map(canonical, kept[name])))
                sound[name] = [key for key in keys if key and not _refusal(command, key)]
                if kept[name] and not sound[name]:
                    del sound[name]  # nothing of it can be used
        return sound

    def _settled(self) -> dict[str, tuple[str, ...]]:
        """Return the keys of all commands, each key once: a person's choice comes first."""
        taken: set[str] = set()

        def free(keys: Iterator[str]) -> tuple[str, ...]:
            found = tuple(key for key in keys if key not in taken)
            taken.update(found)
            return found

        own = {name: free(iter(keys)) for name, keys in self._own.items()}
        return {
            name: own[name] if name in own else free(iter(command.keys))
            for name, command in self._commands.items()
        }


def _refusal(command: Command, key: str) -> str:
    held, last = parts(key)
    is_plain = not {"Ctrl", "Alt"} & set(held)
    is_function = last[:1] == "F" and last[1:].isdigit()
    is_window = command.scope is Scope.WINDOW
    reasons = (
        (not key, _tr("That key cannot be told from others here; try another one.")),
        (last == "Esc", _tr("Esc always leads back, so no command can have it.")),
        (last == "Tab", _tr("Tab goes from field to field, so no command can have it.")),
        (
            last in _ARROWS and "Alt" not in held,
            _tr("This key moves the caret; hold Alt with it, or take another one."),
        ),
        (
            is_window and is_plain and not is_function,
            _tr("This command works everywhere, and this key is for typing: hold Ctrl or Alt."),
        ),
        (
            is_window and key in _OF_FIELDS,
            _tr("This key edits words in every field, so this command cannot have it."),
        ),
    )
    return next((words for is_so, words in reasons if is_so), "")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Keymap", words)
