"""A large new version is compared, and what is found again written, where nobody waits for it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, QTimer

from annotator.errors import AnnotatorError
from annotator.model import Article
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.versions import renewing
from ui.lookup import IsWanted, Lookup
from ui.versions import Compared


def written(store: Store, found: Compared) -> Compared:
    """Take over what was found again, in one step; what is there already stays as it is."""
    renewal = found.renewal
    anchors = tuple(
        one for one in found.anchors
        if renewal.has(one.claim.id) and one.claim.id not in renewal.taken
    )  # fmt: skip
    places = renewing.found_again(anchors)
    if not places and renewal.is_known:
        return Compared(renewal, anchors)
    change = renewing.take_over(store, renewal, places)
    return Compared(renewing.followed(renewal, change) or renewal, anchors, change)


class RenewalJob(QObject):
    """Compares an article with its earlier version and, under a `reviewer`, takes claims over.

    A write of the window goes first: what is read or written then is given up and begun anew.
    What was written by then is told before the window changes anything.
    """

    def __init__(
        self,
        path: Path,
        article: Article,
        earlier_id: str,
        reviewer: str | None,
        ends: tuple[Callable[[Compared], None], Callable[[AnnotatorError], None]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._asked = article, earlier_id
        self._reviewer = reviewer
        self._done, self._failed = ends
        self._writing = Lock()
        self._has_file = False
        self._compared: Compared | None = None
        self._written: Compared | None = None
        self._lookup: Lookup | None = None
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._begin)
        self._begin()

    def make_way(self) -> None:
        """Let a write of the window have the file; comparing goes on, which needs no file."""
        if self._lookup and (self._has_file or self._compared):
            self._break_off()
            if self._written is None:
                self._again.start()

    def cancel(self) -> None:
        """Want it no more; what was written by now is told."""
        self._break_off()
        self._again.stop()
        self.deleteLater()

    def _break_off(self) -> None:
        if self._lookup:
            self._lookup.cancel()
            self._lookup = None
            with self._writing:
                pass  # from here on it was written, or never will be
            if self._written:
                self._done(self._written)

    def _begin(self) -> None:
        ends = self._arrive, self._failed
        if self._compared is None:
            self._lookup = Lookup(self._path, Reader, self._compare, *ends, self)
        else:
            self._lookup = Lookup(self._path, Store, self._write, *ends, self)

    def _compare(self, reader: Reader, is_wanted: IsWanted) -> Compared | None:
        self._has_file = True
        read = partial(renewing.renewal, reader, *self._asked)
        renewal = reader.at_once(read, is_wanted)
        self._has_file = False
        return Compared(renewal, tuple(renewal.compared())) if renewal else None

    def _write(self, store: Store, is_wanted: IsWanted) -> Compared | None:
        with self._writing:
            if self._compared is None or not is_wanted():
                return None
            store.reviewer = self._reviewer or ""
            store.give_up_unless(is_wanted)
            now = renewing.renewal(store, *self._asked)
            self._written = written(store, replace(self._compared, renewal=now))
            return self._written

    def _arrive(self, found: Compared) -> None:
        self._lookup = None
        if self._reviewer is None or self._written:
            self._done(found)
        else:
            self._compared = found
            self._begin()
