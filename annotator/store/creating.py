"""Creating a project file: a path of its own, apart from opening."""

import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from annotator import __version__
from annotator.errors import ProjectError
from annotator.files import is_there, sync_folder
from annotator.model import new_id
from annotator.store import keyring
from annotator.store.faults import in_plain_words
from annotator.store.keyring import Secret
from annotator.store.opening import connect_for_writing, discard, let_go, wrap
from annotator.store.rows import Value, digest

LONGEST_NAME = 255 - len("-journal")
"""Bytes that a file's name may have, with room for the journal beside it."""

_PART = re.compile(r"\.onrecord-\w{8}\.part(-journal)?")
_STALE_SECONDS = 3600
"""What is older was left by a program that was killed: creating takes less than a second."""


def stem_with(path: Path, words: str) -> str:
    """Return the stem of a project's name with words after it, as much of it as leaves room."""
    room = LONGEST_NAME - len(os.fsencode(f"{words} (999){path.suffix}"))
    stem = path.stem
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + words


def create(path: Path, passphrase: str | None = None) -> None:
    """Make an empty project at `path`, whole or not at all; never over another file.

    With a passphrase it is encrypted from its first byte on, and unlocked here.
    """
    secret = keyring.secret_for(passphrase) if passphrase is not None else None
    if secret:
        keyring.refuse_without_library(path.name)
    if len(os.fsencode(path.name)) > LONGEST_NAME:
        raise ProjectError(f"{path.name[:40]}… is too long a name; choose a shorter one")
    try:
        handle, made = tempfile.mkstemp(".part", ".onrecord-", path.parent)
    except OSError as error:
        raise ProjectError(
            f"{path.name} could not be created: its folder is missing or takes no new files"
        ) from error
    os.close(handle)
    temporary = Path(made)
    _clean(path.parent)
    try:
        with in_plain_words(path, "created"):
            fill(temporary, secret)
        give_name(temporary, path)
        if secret:
            keyring.keep(secret)
        sync_folder(path.parent)
    finally:
        discard(temporary)


def _clean(folder: Path) -> None:
    """Remove what creating left that was killed.

    Whoever creates there now loses nothing by it: what has two names is a project already, and
    where a slow one is taken for dead, it says that it failed.
    """
    with suppress(OSError):  # another may remove the same, and a folder may not be listed
        for part in folder.glob(".onrecord-*"):
            if _PART.fullmatch(part.name):
                found = part.stat()
                if found.st_nlink > 1 or found.st_mtime < time.time() - _STALE_SECONDS:
                    part.unlink()


def fill(path: Path, secret: Secret | None = None) -> None:
    """Make a project of an empty file, encrypted with `secret`."""
    from annotator.store.migrations import migrations

    conn = connect_for_writing(path, secret=secret)
    try:
        db = wrap(conn)
        migrations.apply(db)
        values: list[Value] = [new_id(), f"On Record {__version__}"]
        with db.atomic():
            seal = digest("project", values)
            conn.execute("INSERT INTO project VALUES (?, ?, ?)", (*values, seal))
    finally:
        let_go(conn)


def give_name(temporary: Path, path: Path) -> None:
    """Give a new file its name, unless something has it."""
    taken = ProjectError(f"{path.name} is there already; choose another name")
    try:
        os.link(temporary, path)
    except FileExistsError as error:
        raise taken from error
    except OSError as error:
        # A file system without hard links: between the look and the renaming is a moment in
        # which another program could take the name.
        if is_there(path):
            raise taken from error
        try:
            temporary.rename(path)
        except OSError as final:
            raise ProjectError(f"{path.name} cannot be a file's name; choose another") from final
