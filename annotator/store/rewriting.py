"""Taking strings out of a project's copies: each is written anew beside, and renamed."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from annotator.errors import AnnotatorError, LockedError, ProjectError, TakenError
from annotator.files import is_there, named, sync_folder
from annotator.store.backup import copy_whole, folder_of, reason_of
from annotator.store.faults import error_name, in_few_words, sql_errors
from annotator.store.leftovers import put, wipe
from annotator.store.lock import Lock
from annotator.store.opening import (
    connect_for_writing,
    discard,
    let_go,
    reading,
    transaction,
)
from annotator.store.purging import Purge, purge
from annotator.store.safekeeping import second_folder_of
from annotator.store.traces import UNLOCK
from annotator.store.whereabouts import beside, companions

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")


class Rewriting:
    """Rewrites the copies of a project, one after the other, and keeps what came of each."""

    def __init__(self, what: Purge, *, delete_unreadable: bool) -> None:
        self._what = what
        self._is_deleting = delete_unreadable
        self.seen: set[Path] = set()
        self.rewritten: list[Path] = []
        self.removed: list[Path] = []
        self.kept: list[str] = []

    def rewrite(self, file: Path, key: str) -> None:
        """Put a copy without it in the place of a file; killed anywhere, one of both is there."""
        self.seen.add(file)
        lock = None
        draft = beside(file)
        try:
            if file.parent not in {folder_of(key), second_folder_of(key)}:
                lock = Lock.take(file)
            discard(draft)
            self._write(file, draft)
            self.rewritten.append(file)
        except sql_errors.database as error:
            self._keep(file, in_few_words(error), is_damaged=error_name(error).startswith(_DAMAGE))
        except OSError as error:
            self._keep(file, reason_of(error), is_damaged=False)
        except TakenError as error:
            self._keep(file, str(error), is_damaged=False)
        except LockedError:
            self.kept.append(
                f"{named(file)} was not rewritten (it has another passphrase): {UNLOCK}"
            )
        except ProjectError as error:
            self._keep(file, str(error), is_damaged=True)
        except AnnotatorError as error:
            self._keep(file, str(error), is_damaged=False)
        finally:
            with suppress(OSError):
                discard(draft)
            if lock:
                lock.release()

    def remove(self, left: Path) -> None:
        """Delete a file, or a folder of ours, for good."""
        try:
            if left.is_dir():
                shutil.rmtree(left)
            else:
                for each in (*companions(left), left):
                    wipe(each)
            sync_folder(left.parent)
            self.removed.append(left)
        except OSError as error:
            self.kept.append(f"{named(left)} could not be deleted ({reason_of(error)}); delete it")

    def _write(self, file: Path, draft: Path) -> None:
        if companions(file):
            let_go(connect_for_writing(file))  # what a writer that died began is rolled back
        with reading(file) as conn:
            copy_whole(conn, draft)
        conn = connect_for_writing(draft)
        try:
            with transaction(conn):
                conn.execute("PRAGMA defer_foreign_keys = ON")
                purge(conn, self._what)
            conn.execute("VACUUM")
        finally:
            let_go(conn)
        found = file.stat()
        shutil.copymode(file, draft)
        os.utime(draft, ns=(found.st_atime_ns, found.st_mtime_ns))  # lists are in this order
        self.kept += put(draft, file)

    def _keep(self, file: Path, why: str, *, is_damaged: bool) -> None:
        if not is_there(file):
            return  # it was thinned out meanwhile
        if is_damaged and self._is_deleting:
            self.remove(file)
            return
        then = (
            "delete it" if is_damaged else "see to that, and forget again with its name typed in"
        )
        self.kept.append(f"{named(file)} was not rewritten ({why.rstrip('.')}): {then}")
