"""A project on its way: where it lies is asked, and a copy fetched where that is far away."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import (
    AnnotatorError,
    DamageError,
    LockedError,
    ProjectError,
    StoppedError,
)
from ui import jobs

if TYPE_CHECKING:
    from annotator.store.away import WorkingCopy


@dataclass(frozen=True, slots=True)
class Brought:
    """What came: a copy to work on, or one for reading alone and why; neither of what is near."""

    copy: "WorkingCopy | None" = None
    look: Path | None = None
    why: AnnotatorError | None = None

    def discard(self) -> None:
        """Let go of it, in any thread, since nobody wants it any more."""
        if self.copy:
            self.copy.end()
        if self.look:
            shutil.rmtree(self.look.parent, ignore_errors=True)


class Coming(QObject):
    """One project that is looked for; of how many bytes how many are `here` already.

    It is fetched once all has happened that it must come `after`, and `is_settled` once it is in
    other hands, or nothing of it is left. `then` is what waits for it to be open.
    """

    def __init__(
        self, path: Path, after: list[Event], then: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.path = path
        self.then = then
        self.is_wanted = True
        self.here = self.size = 0
        self.is_settled = Event()
        self._after = after
        self._has_looked = Event()
        self._is_near = False

    def start(
        self, done: Callable[[Brought], None], failed: Callable[[AnnotatorError], None]
    ) -> None:
        """Look for it in the background."""
        jobs.start_aside(self._bring, done, failed, self.deleteLater)

    def discard(self, brought: Brought) -> None:
        """Let go of what came, since nobody wants it any more."""

        def let_go() -> None:
            try:
                brought.discard()
            finally:
                self.is_settled.set()

        jobs.start_aside(let_go, lambda _: None, lambda _: None)

    def is_near(self) -> bool:
        """Return whether it lies on this machine, as far as the disk says so at once."""
        self._has_looked.wait(jobs.AT_ONCE)
        return self._is_near

    def _bring(self) -> Brought:
        brought = Brought()
        try:
            brought = self._looked_for()
        finally:
            if brought.copy is None:
                self.is_settled.set()
        return brought

    def _looked_for(self) -> Brought:
        from annotator.store import away, away_looking
        from annotator.store.away_record import left_of

        left = left_of(self.path)
        place = left.place if left else away_looking.place_worked_on_here(self.path)
        self._is_near = left is None and place is None
        self._has_looked.set()
        if self._is_near:
            return Brought()
        for event in self._after:
            event.wait()
        try:
            wanted = partial(getattr, self, "is_wanted")
            return Brought(away.WorkingCopy.take(self.path, place, wanted, self._tell))
        except (StoppedError, DamageError, LockedError):
            raise
        except ProjectError as why:
            return Brought(look=away_looking.looked_at(self.path), why=why)

    def _tell(self, here: int, size: int) -> None:
        self.here, self.size = here, size
