"""Looking after a project that a window has open: the whole file checked, and backed up."""

import sqlite3
from collections.abc import Callable

from annotator.store.backup import NO_STEP
from annotator.store.faults import in_plain_words
from annotator.store.opening import project_id, quick_check
from annotator.store.reader import Reader
from annotator.store.safekeeping import keep_safe


class Upkeep(Reader):
    """A reader beside the window that has a project open, in a thread of its own.

    Whatever it reads keeps the window from writing: `interrupt` makes way at once.
    """

    def back_up_now(self, is_wanted: Callable[[], bool]) -> list[str] | None:
        """Look it over on a person's command: a newest backup that is damaged counts for none."""
        return self.look_over(is_wanted, is_newest_read=True)

    def look_over(
        self, is_wanted: Callable[[], bool], *, is_newest_read: bool = False
    ) -> list[str] | None:
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
        step = last.id if last else NO_STEP
        notices = keep_safe(
            self._conn, self.path, key, step, is_wanted, is_newest_read=is_newest_read
        )
        return notices if is_wanted() else None
