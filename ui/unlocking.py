"""Giving the passphrase of an encrypted file, in the background: it takes a moment on purpose."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from annotator.errors import AnnotatorError, StoppedError
from annotator.store import cipher
from ui import jobs


def unlock(
    file: Path,
    passphrase: str,
    done: Callable[[object], None],
    failed: Callable[[AnnotatorError], None],
) -> Event:
    """Unlock a file in a thread of its own: the drive that it lies on may be away.

    Once the event that is returned is set, nobody wants it any more, and it stays locked.
    """
    given_up = Event()
    jobs.start_aside(partial(_unlock, file, passphrase, given_up), done, failed)
    return given_up


def _unlock(file: Path, passphrase: str, given_up: Event) -> None:
    """Unlock a file, or what was left here of one far away, which may be out of reach."""
    from annotator.store.away_record import left_of

    left = left_of(file)
    file = left.copy if left else file
    was_unlocked = cipher.is_unlocked(file)
    try:
        cipher.unlock(file, passphrase)
    finally:
        if given_up.is_set() and not was_unlocked:
            cipher.forget(file)
    if given_up.is_set():
        raise StoppedError("a person gave it up")
