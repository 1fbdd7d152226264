"""What the window remembers of a person, in `settings.json` of their own folder."""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotator.errors import AnnotatorError
from annotator.files import replacing
from annotator.home import home
from annotator.model import DEFAULT_REVIEWER
from annotator.private import make_folder
from annotator.settings import without_project
from ui import jobs

RECENT = 10
_OF_PROJECTS = {"recent", "article", "export.paths", "warned"}
Value = str | int | bool | list[str] | dict[str, list[str]]
"""What can be remembered."""


class Settings:
    """A small dict on disk; what cannot be read or written never stands in the way."""

    def __init__(self) -> None:
        self._path = home() / "settings.json"
        self._passing: dict[str, Any] | None = None
        self._values: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            # Nobody waits for a pipe that has the place of the file.
            read = json.loads(
                self._path.read_text(encoding="utf-8") if self._path.is_file() else ""
            )
            if isinstance(read, dict):
                self._values = read

    def text(self, name: str, default: str = "") -> str:
        """Return a remembered string."""
        value = self._known(name, default)
        return value if isinstance(value, str) else default

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a remembered choice."""
        value = self._known(name, default)
        return value if isinstance(value, bool) else default

    def number(self, name: str, default: int) -> int:
        """Return a remembered number."""
        value = self._known(name, default)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def texts(self, name: str) -> list[str]:
        """Return remembered strings."""
        values = self._known(name)
        return [v for v in values if isinstance(v, str)] if isinstance(values, list) else []

    def lists(self, name: str) -> dict[str, list[str]]:
        """Return remembered lists of strings by their names; what is none is passed over."""
        value = self._known(name)
        found = value.items() if isinstance(value, dict) else ()
        return {
            key: [word for word in words if isinstance(word, str)]
            for key, words in found
            if isinstance(words, list)
        }

    def remember(self, name: str, value: Value) -> None:
        """Keep a value at once."""
        self.remember_all({name: value})

    def remember_all(self, values: Mapping[str, Value]) -> None:
        """Keep several values at once: the file is written one time, if any is another.

        Of what is done in a confidential project nothing is kept that could tell of it.
        """
        if self._passing is not None:
            self._passing |= {name: value for name, value in values.items() if _tells(name)}
            values = {name: value for name, value in values.items() if not _tells(name)}
        if any(self._values.get(name) != value for name, value in values.items()):
            self._values.update(values)
            self._write()

    @property
    def is_silent(self) -> bool:
        """Return whether a confidential project is open, of which nothing is kept."""
        return self._passing is not None

    def keep_silent(self, *, is_silent: bool) -> None:
        """Keep nothing from now on that could tell of the open project, or all as usual again.

        Until then it is remembered as long as the window lives, and no longer.
        """
        if is_silent is not self.is_silent:
            self._passing = {} if is_silent else None

    @property
    def reviewer(self) -> str:
        """Return the name that marks are made under."""
        return self.text("reviewer").strip() or DEFAULT_REVIEWER

    @property
    def recent(self) -> list[Path]:
        """Return the projects that were open last, newest first, and still exist.

        Where a drive does not answer, all are told.
        """
        paths = [Path(words) for words in self.texts("recent")]
        return jobs.answer(lambda: [path for path in paths if path.is_file()], paths)

    def opened(self, project: Path) -> None:
        """Put a project at the top of the recent ones."""
        paths = [project.absolute(), *(path for path in self.recent if path != project.absolute())]
        self.remember("recent", [str(path) for path in paths[:RECENT]])

    def forget_project(self, project: Path, articles: Collection[str] = ()) -> None:
        """Forget all that tells of one project, by its path and the ids of its articles."""
        kept = without_project(self._values, project, articles)
        if kept != self._values:
            self._values = kept
            self._write()

    def forget_projects(self) -> None:
        """Forget which projects were open, and in which folders files were chosen."""
        kept = self._values.items()
        self._values = {
            name: value
            for name, value in kept
            if name not in _OF_PROJECTS and not name.startswith("folder.")
        }
        self._write()

    @property
    def path(self) -> Path:
        """Return the file that everything is remembered in."""
        return self._path

    def _known(self, name: str, default: Value | None = None) -> Any:
        if self._passing is not None and name in self._passing:
            return self._passing[name]
        return self._values.get(name, default)

    def _write(self) -> None:
        with suppress(OSError):
            make_folder(self._path.parent)
        with suppress(AnnotatorError), replacing(self._path) as file:
            file.write(json.dumps(self._values, ensure_ascii=False, indent=1).encode())


def _tells(name: str) -> bool:
    """Return whether a setting could tell of the project that is open."""
    return name in _OF_PROJECTS or name.startswith(("folder.", "export."))
