"""The house rules that this window checks by: a person's own file, read again when it changes."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.home import RULES_FILE, home

if TYPE_CHECKING:
    from annotator.rules import Chosen, HouseRules


class House(QObject):
    """The profile in force; `changed` tells that it is another one.

    Nobody watches the file: whoever is about to use the rules, or comes to the front, asks for a
    look by `look`, which reads the file only where it is not as it was. Nothing is read, nor what
    reads it loaded, before somebody wants the rules.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen = _state()
        self._chosen: Chosen | None = None

    @property
    def path(self) -> Path:
        """Return where a person's own file stands, or would."""
        return _path()

    @property
    def chosen(self) -> "Chosen":
        """Return the profile with what has to be said about it."""
        if self._chosen is None:
            self._chosen = _choose()
        return self._chosen

    @property
    def rules(self) -> "HouseRules":
        """Return the profile itself."""
        return self.chosen.rules

    def look(self) -> None:
        """Read the file again where it changed, came or went."""
        now = _state()
        if now == self._seen:
            return
        self._seen = now
        before, self._chosen = self._chosen, None
        if before is not None and self.chosen != before:
            self.changed.emit()


def _choose() -> "Chosen":
    from annotator.checks.registry import RULES
    from annotator.rules import chosen

    return chosen(None, RULES)


def _path() -> Path:
    return home() / RULES_FILE


def _state() -> tuple[int, ...] | None:
    """Return what changes when the file does; None where there is none to be seen."""
    try:
        found = _path().stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode
