"""Reading from the project in the background, while it stays open for writing here."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError
from annotator.store.reader import Reader
from ui import jobs

IsWanted = Callable[[], bool]
_Kind = TypeVar("_Kind", bound=Reader)


class Lookup(QObject):
    """One thing that is being read; what was cancelled is never delivered, nor is None."""

    def __init__(
        self,
        path: Path,
        kind: type[_Kind],
        read: Callable[[_Kind, IsWanted], Any],
        done: Callable[[Any], None],
        failed: Callable[[AnnotatorError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._done = done
        self._failed = failed
        self._is_wanted = True
        self._reader: Reader | None = None
        jobs.start(partial(self._read, path, kind, read), self._deliver, self._tell)

    def cancel(self) -> None:
        """Want it no more, and let the file go at once."""
        self._is_wanted = False
        if self._reader:
            self._reader.interrupt()

    def _read(self, path: Path, kind: type[_Kind], read: Callable[[_Kind, IsWanted], Any]) -> Any:
        with kind.beside(path) as reader:
            self._reader = reader

            def is_wanted() -> bool:
                return self._is_wanted

            try:
                return reader.while_wanted(partial(read, reader, is_wanted), is_wanted)
            finally:
                self._reader = None

    def _deliver(self, answer: Any) -> None:
        if self._is_wanted and answer is not None:
            self._done(answer)
        self.deleteLater()

    def _tell(self, error: AnnotatorError) -> None:
        if self._is_wanted:
            self._failed(error)
        self.deleteLater()
