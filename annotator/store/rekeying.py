"""Setting, changing and removing a project's passphrase, killed at any moment without loss.

What is to come is made ready beside and renamed, the backups first and the project last, so that
each file opens with the passphrase from before or with the new one. A name beside the project
says that this is going on; whoever opens the project next removes what a kill left of it.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from annotator.errors import AnnotatorError, DamageError, LockedError, ProjectError, StoreError
from annotator.files import named, sync_folder
from annotator.model import Step, new_id
from annotator.store import cipher, integrity, keyring
from annotator.store.away_record import left_of
from annotator.store.backup import reason_of
from annotator.store.converting import convert
from annotator.store.events import PASSPHRASE_STEPS
from annotator.store.faults import in_plain_words, sql_errors
from annotator.store.keyring import Secret
from annotator.store.leftovers import clean_up, draft_beside, files_of, put, wipe
from annotator.store.lock import Lock
from annotator.store.opening import (
    connect_for_writing,
    let_go,
    transaction,
)
from annotator.store.reader import Reader
from annotator.store.rows import STEPS
from annotator.store.safekeeping import id_of
from annotator.store.store import PATIENCE, Store
from annotator.store.whereabouts import whereabouts

_SET, _CHANGE, _REMOVE = PASSPHRASE_STEPS


def set_passphrase(
    path: Path,
    new: str | None,
    reviewer: str = "",
    tell: Callable[[int, int], object] = lambda *_: None,
) -> list[str]:
    """Encrypt a project with a passphrase, give it another, or with None take it away.

    It must be closed here, and unlocked; its backups in both places and the files that restoring
    kept beside it go along. `tell` is told how many of how many files are done. Returns what is
    to be told, a sentence each. Raises `ProjectError` where the project is locked, damaged or
    taken, `PassphraseError` for one that protects nothing, `StoreError` where the disk refuses;
    the project is as it was then, though some backups may not be.
    """
    keyring.refuse_without_library(path.name)
    if new is not None:
        cipher.refuse_weak(new)
    target = path.resolve()
    if keyring.is_open(target):
        raise ProjectError(f"{named(path.name)} is open here; close it and try again")
    label = _label(target, new)
    _refuse_if_worked_on_elsewhere(path)
    with Store.open(path, reviewer):
        pass  # what a kill left is removed, an older project is backed up and migrated
    secret = keyring.secret_for(new) if new is not None else None
    with _locked(target):
        draft = draft_beside(target)
        try:
            wipe(draft)
            convert(target, draft, secret)
            _log(draft, secret, label, reviewer)
            if secret:
                keyring.keep(secret)  # from now on files with it come to be
            if not integrity.is_sound(draft):
                raise DamageError(
                    f"{named(path.name)} is damaged and stays as it was; run `onrecord doctor` on "
                    "it and go back to a backup first"
                )
            done = files_of(target)
            notices = _convert_all(done, secret, new, tell)
            if secret:
                notices += _copies_beside(target, done, secret)
            shutil.copymode(target, draft)
            notices += put(draft, target)
        finally:
            clean_up(target)
    return notices


def _label(target: Path, new: str | None) -> str:
    if keyring.secret_of(target) is not None:
        return _CHANGE if new is not None else _REMOVE
    if new is None:
        raise ProjectError(f"{named(target.name)} has no passphrase; there is none to remove")
    return _SET


def _refuse_if_worked_on_elsewhere(path: Path) -> None:
    left = left_of(path)
    if left is not None and left.is_changed():
        raise ProjectError(
            f"work on {named(path.name)} is not back in its place yet; open it in the window, "
            "close it once that is done, and try again"
        )


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    lock = Lock.take(target, PATIENCE)
    try:
        with in_plain_words(target, "given another passphrase"):
            yield
    except OSError as error:
        raise StoreError(
            f"{named(target.name)} keeps its passphrase as it was ({reason_of(error)}); make room "
            "on its disk, or let its folder take files, and try again"
        ) from error
    finally:
        lock.release()


def _convert_all(
    files: list[Path],
    secret: Secret | None,
    new: str | None,
    tell: Callable[[int, int], object],
) -> list[str]:
    """Convert backups and kept files, and return of which that could not be done."""
    notices, others = [], 0
    for count, file in enumerate(files):
        tell(count, len(files) + 1)
        draft = draft_beside(file)
        try:
            if not _is_converted(file, secret):
                _unlock(file, new)
                wipe(draft)
                convert(file, draft, secret)
                shutil.copystat(file, draft)  # by its time it is known which is the newest
                notices += put(draft, file)
        except LockedError:
            others += 1
        except (OSError, *sql_errors.any, AnnotatorError) as error:
            state = "has its passphrase from before" if keyring.salt_of(file) else "is plain"
            notices.append(
                f"{named(file)} could not be given the passphrase ({reason_of(error)}) and still "
                f"{state}; remove it if you do not need it"
            )
        finally:
            with suppress(OSError):
                wipe(draft)
    if others:
        many = "1 backup has" if others == 1 else f"{others} backups have"
        notices.append(f"{many} another passphrase, which was not given here: left as before")
    return notices


def _copies_beside(target: Path, done: list[Path], secret: Secret) -> list[str]:
    """Return what is to be told of copies that are projects of their own, and stay as they are."""
    key = id_of(target)
    found = whereabouts(target, key).projects if key else ()
    left = [file for file in found if file not in done and not _is_converted(file, secret)]
    plain = [file for file in left if keyring.salt_of(file) is None]
    return [
        f"{named(file)} is a copy of it and {'is plain' if file in plain else 'stays as it was'}: "
        "give it a passphrase of its own, or delete it"
        for file in left
    ]


def _is_converted(file: Path, secret: Secret | None) -> bool:
    """Return whether a file is what it is to be, since it was done before a kill."""
    salt = keyring.salt_of(file)
    return salt == secret.salt if secret else salt is None


def _unlock(file: Path, new: str | None) -> None:
    """Open what has the new passphrase already, with another salt: it was broken off once."""
    salt = keyring.salt_of(file)
    if salt and not keyring.has(salt) and new is not None:
        with suppress(ProjectError):
            cipher.unlock(file, new)


def _log(draft: Path, secret: Secret | None, label: str, reviewer: str) -> None:
    """Write into the history that it was done; undo passes it by."""
    conn = connect_for_writing(draft, secret=secret)
    try:
        last = Reader(draft, conn).last_step()
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        tops = (last.undo_top, last.redo_top) if last else (None, None)
        seq = last.seq + 1 if last else 1
        step = Step(new_id(), seq, now, reviewer, label, None, None, *tops)
        with transaction(conn):
            conn.execute(STEPS.insert, STEPS.sealed(step))
    finally:
        let_go(conn)
    sync_folder(draft.parent)
