"""A drive that can stop answering: whoever asks it for anything waits until it is back."""

import builtins
import io
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import pytest

_ASKING = (
    *("stat", "lstat", "open", "readlink", "listdir", "scandir", "access", "mkdir", "rmdir"),
    *("rename", "replace", "unlink", "remove", "link", "chmod"),
)


class HungDrive:
    """Everything below a folder, as seen through Python.

    `asked` is what the window's thread asked it while it hung, `waited` what others did.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = str(folder)
        self._answers = Event()
        self._answers.set()
        self.asked: list[str] = []
        self.waited: list[str] = []
        for name in _ASKING:
            monkeypatch.setattr(os, name, self._slowed(name, getattr(os, name)))
        opened = self._slowed("open", io.open)
        monkeypatch.setattr(io, "open", opened)
        monkeypatch.setattr(builtins, "open", opened)
        monkeypatch.setattr(sqlite3, "connect", self._slowed("connect", sqlite3.connect))

    def hang(self) -> None:
        """Answer nobody any more."""
        self._answers.clear()

    def come_back(self) -> None:
        """Answer again, also those that wait."""
        self._answers.set()

    def _slowed(self, name: str, ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*args: Any, **more: Any) -> Any:
            if not self._answers.is_set() and any(self._is_below(each) for each in args[:2]):
                if current_thread() is main_thread():
                    # To hang here would be honest, but no test could tell of it.
                    self.asked.append(f"{name} {args[0]}")
                    raise OSError(5, "the window asked a drive that does not answer")
                self.waited.append(name)
                self._answers.wait()
            return ask(*args, **more)

        return asked

    def _is_below(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        words = os.fsdecode(path).removeprefix("file://")
        return os.path.abspath(words).startswith(self._folder)  # noqa: PTH100
