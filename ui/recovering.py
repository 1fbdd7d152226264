"""The work of a project whose file is lost underneath is copied, while the window stays alive."""

from collections.abc import Callable
from functools import partial
from threading import Event

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError
from annotator.store import Store
from annotator.store.recovering import recovered
from ui import jobs

Waiting = Callable[[], object]


class Recovery(QObject):
    """One copy that is being made; what is wanted of the project until then waits in `waiting`.

    `done` is given the copy, open for writing, and `failed` why there is none.
    """

    def __init__(
        self,
        store: Store,
        done: Callable[[Store], None],
        failed: Callable[[AnnotatorError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.waiting: list[Waiting] = []
        self._done, self._failed = done, failed
        self._copied = Event()
        self._copy: Store | None = None
        self._error: AnnotatorError | None = None
        jobs.start(partial(self._work, store), self._deliver, self._deliver)

    def wait(self) -> None:
        """Wait for the copy, and deliver it now."""
        self._copied.wait()
        self._deliver(None)

    def _work(self, store: Store) -> None:
        try:
            self._copy = recovered(store)
        except AnnotatorError as error:
            self._error = error
        finally:
            self._copied.set()

    def _deliver(self, _: object) -> None:
        copy, error, self._copy, self._error = self._copy, self._error, None, None
        if copy:
            self._done(copy)
        elif error:
            self._failed(error)
