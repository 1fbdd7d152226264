"""A project on a network drive or in a synced folder, worked on in a copy on this machine.

The copy is a project like any other, and is written back whole: beside the file that is there,
onto its disk, and renamed into its place. A file that somebody else changed meanwhile stays as it
is, and ours goes on beside it. What is not written back yet outlives the program: whoever opens
the project next on this machine takes it up.
"""

import os
import platform
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock as Mutex
from typing import Self

from annotator.errors import (
    DamageError,
    ExportError,
    ProjectError,
    StoreError,
    TakenError,
)
from annotator.files import (
    by_name,
    copy_synced,
    named,
    names_beside,
    printable,
    sync_folder,
)
from annotator.model import new_id
from annotator.places import Place, place_of
from annotator.private import make_folder
from annotator.store import keyring
from annotator.store.away_looking import fetching
from annotator.store.away_record import Record, clean_up, folder_of_all, left_of
from annotator.store.backup import reason_of
from annotator.store.creating import give_name, stem_with
from annotator.store.far_files import (
    Moment,
    copied,
    damaged,
    digest_of,
    has_journal,
    mark_of,
    moment,
    moment_of,
    roll_back,
)
from annotator.store.faults import in_plain_words
from annotator.store.lock import Lock
from annotator.store.opening import discard, refuse_newer, schema_version
from annotator.store.reader import Reader
from annotator.store.safekeeping import id_of, remember

IsWanted = Callable[[], bool]
Tell = Callable[[int, int], object]
_UNFIT = re.compile(r'[<>:"/\\|?*]')


class WorkingCopy:
    """The copy of one far project, which this process alone has until `end`; for any thread.

    `origin` is the file that it is written back to, `path` the copy, `is_left` whether it holds
    work that a program before had not written back.
    """

    def __init__(self, record: Record, held: Lock, lock: Lock | None) -> None:
        self._record = record
        self._held = held
        self._lock = lock
        self._seen: Moment | None = None
        self._mutex = Mutex()
        self._is_ended = False
        self.is_left = False

    @property
    def origin(self) -> Path:
        """Return the file that the copy is written back to."""
        return self._record.origin

    @property
    def asked(self) -> Path:
        """Return what a person calls that file: a link to it, or the file itself."""
        return self._record.asked

    @property
    def path(self) -> Path:
        """Return the project on this machine."""
        return self._record.copy

    @classmethod
    def take(
        cls,
        project: Path,
        place: Place | None,
        is_wanted: IsWanted = lambda: True,
        tell: Tell = lambda *_: None,
    ) -> Self:
        """Return a copy of a far project, or the one that holds what was not written back.

        `tell` is told how many bytes of how many are here. Raises `TakenError` where somebody
        else has it, `ProjectError` where it cannot be changed or fetched, `StoppedError` once it
        is wanted no more.
        """
        clean_up()
        left = left_of(project) or left_of(Path(os.path.realpath(project)))
        if left:
            copy = cls.take_up(left)
            if copy:
                return copy
        with fetching(project):
            origin = Path(os.path.realpath(project))
            refuse_newer(project, schema_version(origin))
            if not os.access(origin, os.W_OK):
                raise ProjectError(f"{project.name} is read-only; copy it to a folder of your own")
            lock = Lock.take(origin)
            try:
                asked = by_name(project)
                return cls._fetch(origin, asked, place, lock, is_wanted, tell)
            except BaseException:
                lock.release()
                raise

    @classmethod
    def take_up(cls, left: Record) -> Self | None:
        """Return a copy that was left; None where it holds nothing new and can be had anew.

        Raises `TakenError` where somebody has it, or the project, `LockedError` where its
        passphrase is not known.
        """
        keyring.secret_of(left.copy)  # without it nobody knows what it holds
        held, lock = Lock.take(left.held), None
        try:
            if place_of(left.origin) == left.place:
                lock = Lock.take(left.origin)
        except TakenError:
            held.release()
            raise
        except ProjectError:
            pass  # it takes nothing now: the copy is written back later
        copy = cls(left, held, lock)
        copy.is_left = copy.is_changed()
        if copy.is_left or lock is None:
            return copy
        copy.end()
        return None

    @classmethod
    def _fetch(
        cls,
        origin: Path,
        asked: Path,
        place: Place | None,
        lock: Lock,
        is_wanted: IsWanted,
        tell: Tell,
    ) -> Self:
        """Make a new copy of a project that is locked."""
        with in_plain_words(origin, "opened"):
            roll_back(origin)
        folder = folder_of_all() / new_id()
        make_folder(folder / "held")
        draft = folder / "fetched.part"
        held = Lock.take(folder / "held" / origin.name)
        try:
            digest, seen = copied(origin, draft, is_wanted, tell)
            mark = mark_of(draft)
            if not mark:
                raise damaged(origin)
            key = id_of(draft)
            if key:
                remember(origin, key)  # it is asked for where the file is gone or damaged
            record = Record(folder, origin, asked, origin.name, place, (digest,), mark)
            record.write()
            draft.rename(record.copy)
            sync_folder(folder)
        except BaseException:
            held.release()
            shutil.rmtree(folder, ignore_errors=True)
            raise
        copy = cls(record, held, lock)
        copy._seen = seen
        return copy

    def is_changed(self) -> bool:
        """Return whether the copy holds what is not written back."""
        return self._record.is_changed()

    def renew_lock(self) -> None:
        """Tell other machines that the project is still open here.

        Raises `TakenError` where somebody else has it by now, too.
        """
        if self._lock:
            self._lock.renew()

    def write_back(self) -> Path | None:
        """Write the copy back where anything in it changed; return where it is now, else None.

        That is a new name, and the `origin` from now on, where somebody else changed the file
        that was there. Raises `StoreError` where it cannot be written now, `DamageError` where
        the copy is damaged; it stays.
        """
        with self._mutex:
            if self._is_ended or not self.is_changed():
                return None
            draft = self._record.folder / "written.part"
            try:
                with self._writing(), Reader.beside(self.path) as reader:
                    discard(draft)
                    reader.save_copy(draft)
                    self._put(draft)
            finally:
                discard(draft)
            return self.origin

    def end(self) -> None:
        """Let the project go; the copy goes, too, unless something is not written back."""
        with self._mutex:
            if self._is_ended:
                return
            self._is_ended = True
            is_kept = self.is_changed()
            if not is_kept:
                self._record.forget()
            self._held.release()
            if not is_kept:
                self._record.remove_folder()
            if self._lock:
                self._lock.release()  # last: its drive may not answer

    def _put(self, draft: Path) -> None:
        """Write a copy of the copy to its place, or beside it."""
        mark, digest = mark_of(draft), digest_of(draft)
        self._refuse_if_away()
        if self._is_ours():
            # Should the program end between the renaming and what follows it, both are ours.
            bases = (*self._record.bases, digest)
            self._record = replace(self._record, bases=bases)
            self._record.write()
            is_put = self._replace(draft)
        else:
            is_put = False
        if not is_put:
            self._go_on_beside(draft)
        self._record = replace(self._record, bases=(digest,), mark=mark)
        self._record.write()

    def _refuse_if_away(self) -> None:
        """Raise `StoreError` where the drive or the synced folder is not there.

        The folder in which a drive stands when it is connected is empty otherwise, and would
        take the file. Where ours stands, it is the right one, though it is synced no more.
        """
        is_there = self.origin.parent.is_dir() and (
            place_of(self.origin) == self._record.place
            or (moment_of(self.origin) and digest_of(self.origin) in self._record.bases)
        )
        if not is_there:
            raise StoreError(
                f"{self.origin.name} could not be written back: its drive or folder is not there "
                "now; your work is kept on this machine until it is"
            )

    def _is_ours(self) -> bool:
        """Return whether the file is still ours to replace, or nothing has its name any more."""
        if self._lock is None:
            try:
                self._lock = Lock.take(self.origin)
            except TakenError:
                return False
        found = moment_of(self.origin)
        if found is None or found == self._seen:
            return not has_journal(self.origin)
        if has_journal(self.origin) or digest_of(self.origin) not in self._record.bases:
            return False
        self._seen = found
        return True

    def _replace(self, draft: Path) -> bool:
        """Put a file in the place of the one that is there, unless that changes meanwhile."""
        found = moment_of(self.origin)
        with self._beside(draft) as (new, made):
            if found is None:
                try:
                    give_name(new, self.origin)
                except ProjectError:
                    return False
            else:
                if moment_of(self.origin) != found or found != self._seen:
                    return False
                with suppress(OSError):
                    shutil.copymode(self.origin, new)
                new.replace(self.origin)
        sync_folder(self.origin.parent)
        now = moment_of(self.origin)
        # Somebody could have changed it since: then its content is looked at next time.
        self._seen = now if now == made else None
        return True

    def _go_on_beside(self, draft: Path) -> None:
        """Write the copy to a name of its own, and take that for the project from now on."""
        host = _UNFIT.sub("-", printable(platform.node())) or "another machine"
        words = f" (from {host[:60]}, {datetime.now().astimezone():%Y-%m-%d})"
        with self._beside(draft) as (new, made):
            name = next(names_beside(self.origin, stem_with(self.origin, words)))
            lock = Lock.take(name)
            try:
                give_name(new, name)
            except BaseException:
                lock.release()
                raise
        sync_folder(name.parent)
        if self._lock:
            self._lock.release()
        self._lock = lock
        self._seen = made
        self._record = replace(self._record, origin=name, asked=name)

    @contextmanager
    def _beside(self, draft: Path) -> Iterator[tuple[Path, Moment]]:
        """Give a copy on the far disk that has no name yet, and what it is."""
        # Of one name, so that what a program that was killed left goes away the next time.
        new = self.origin.with_name(f".onrecord-{self._record.folder.name}.tmp")
        new.unlink(missing_ok=True)
        try:
            found = copy_synced(draft, new)
            yield new, moment(found)
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"{named(self.origin.name)} could not be written back ({reason_of(error)}); your "
                "work is kept on this machine and is written back once that is mended"
            ) from error
        except DamageError as error:
            raise DamageError(
                f"{named(self.origin.name)} could not be written back: the copy of it on this "
                "machine is damaged; open it again to see what can be done"
            ) from error
        except (ProjectError, ExportError) as error:
            told = str(error).removesuffix(".")
            raise StoreError(f"{told}; your work is kept on this machine until then") from error
