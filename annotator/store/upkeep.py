"""Looking after a project that a window has open: the whole file checked, and backed up."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from annotator.store.backup import NO_STEP
from annotator.store.faults import error_name, in_plain_words, sql_errors
from annotator.store.opening import project_id, quick_check
from annotator.store.reader import Reader
from annotator.store.rows import damaged_row, digest, selects
from annotator.store.safekeeping import keep_safe

_TURN, _PAUSE = 0.002, 0.004
"""So many seconds rows are read without a pause, since hashing keeps the window's thread waiting,
and so long is the pause, in which the file is free."""


@dataclass(slots=True)
class Checked:
    """How far every row was compared with its digest, and after which step that was last done."""

    step: str = ""
    began: str = ""
    places: dict[str, int] = field(default_factory=dict)
    """The number of the last row, by table, of what was begun after the step `began`."""


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
        except sql_errors.operational:
            if is_wanted():
                raise
            return None
        step = last.id if last else NO_STEP
        notices = keep_safe(
            self._conn, self.path, key, step, is_wanted, is_newest_read=is_newest_read
        )
        return notices if is_wanted() else None

    def check_rows(self, is_wanted: Callable[[], bool], checked: Checked) -> Checked | None:
        """Compare the rows that are left with their digests; return None once that is not wanted.

        Raises `DamageError` for the first one that is not what was saved: SQLite's own check
        misses most flips of content.
        """
        last = self.last_step()
        step = last.id if last else NO_STEP
        if step == checked.step:
            return checked
        if not checked.places:
            checked.began = step
        with in_plain_words(self.path, "checked"):
            for table, select in list(selects(self._conn)):
                is_left = True
                while is_left:
                    is_left = self._check_some(table, select, checked.places)
                    time.sleep(_PAUSE)
                    if not is_wanted():
                        return None
        checked.places.clear()
        checked.step = checked.began
        return checked

    def _check_some(self, table: str, select: str, places: dict[str, int]) -> bool:
        """Check some of a table's rows; return whether more may be left."""
        until = time.perf_counter() + _TURN
        sql = f"{select.replace('SELECT ', 'SELECT rowid, ', 1)} WHERE rowid > ? ORDER BY rowid"
        place = places.setdefault(table, -(1 << 63))
        rows = self._conn.execute(sql, (place,))
        try:
            for place, *row in rows:
                if digest(table, row[:-1]) != row[-1]:
                    raise damaged_row(table, str(row[0]))
                if time.perf_counter() > until:
                    places[table] = place
                    return True
        except sql_errors.operational as error:
            if error_name(error):
                raise
            # What was text is none any more, of which SQLite knows nothing.
            raise damaged_row(table, f"after row {place}") from error
        finally:
            rows.close()
        places[table] = place
        return False
