"""Looking after a project that a window has open: the whole file checked, and backed up."""

import sqlite3
from collections.abc import Callable

from annotator.store import backup
from annotator.store.faults import in_plain_words
from annotator.store.opening import project_id, quick_check
from annotator.store.reader import Reader


class Upkeep(Reader):
    """A reader beside the window that has a project open, in a thread of its own.

    Whatever it reads keeps the window from writing: `interrupt` makes way at once.
    """

    def look_over(self, is_wanted: Callable[[], bool]) -> list[str] | None:
        """Check the file and back it up; return what to tell, None once it is wanted no more.

        Raises `ProjectError` where the file is damaged.
        """
        try:
            with in_plain_words(self.path, "checked"):
                quick_check(self._conn, self.path)
                last = self.last_step()
                key = project_id(self._conn, self.path)
        except sqlite3.OperationalError:
            if is_wanted():
                raise
            return None
        try:
            backup.back_up(self._conn, key, last.id if last else "0", is_wanted)
        except (OSError, sqlite3.Error) as error:
            return [backup.why_not(error)] if is_wanted() else None
        return []
