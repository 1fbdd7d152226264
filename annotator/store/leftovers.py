"""Names beside a file under which another is made ready, and what a kill leaves of them.

What is replaced as a passphrase is set has zeros written over it before its last name goes, so
that nothing of it can be read out of the disk any more; disks that never write twice in one
place keep it all the same.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from annotator.files import named, sync_folder
from annotator.store.safekeeping import every_place_of, id_of

REKEYED, REPLACED = "rekeyed", "replaced"
_PIECE = 1 << 20


def draft_beside(target: Path, what: str = REKEYED) -> Path:
    """Return a name beside a file that is the same the next time, after a kill."""
    key = sha256(os.fsencode(target.name)).hexdigest()[:16]
    return target.with_name(f".onrecord-{key}.{what}.part")


def is_broken_off(path: Path) -> bool:
    """Return whether a change of a project's passphrase is going on, or was killed."""
    target = Path(os.path.realpath(path))
    return draft_beside(target).exists() or draft_beside(target, REPLACED).exists()


def files_of(target: Path) -> list[Path]:
    """Return what there is of a project beside its file: backups in both places, kept files."""
    from annotator.store.restoring import kept_beside

    key = id_of(target)
    backups = [path for folder in every_place_of(key) for path in folder] if key else []
    return [*backups, *kept_beside(target)]


def clean_up(path: Path) -> None:
    """Remove what a change of its passphrase left beside a project that is locked here."""
    if not is_broken_off(path):
        return
    target = Path(os.path.realpath(path))
    for file in (*files_of(target), target):  # its own last: it says that there is something
        for what in (REKEYED, REPLACED):
            with suppress(OSError):  # on a disk that is away or full it is removed the next time
                wipe(draft_beside(file, what))


def put(draft: Path, file: Path) -> list[str]:
    """Put a draft in the place of a file, and write zeros over what was there.

    Returns what is to be told: that it has another name, under which it stays.
    """
    old = draft_beside(file, REPLACED)
    wipe(old)
    held: BinaryIO | None = None
    try:
        os.link(file, old)
    except OSError:  # a disk on which no file has two names
        held = file.open("rb+") if os.name != "nt" else None
    try:
        draft.replace(file)
        sync_folder(file.parent)
        if held and os.fstat(held.fileno()).st_nlink == 0:
            _zero(held)
    finally:
        if held:
            held.close()
        is_gone = wipe(old)
    if is_gone:
        return []
    return [f"{named(file)} has another name on its disk, under which it is still as it was"]


def wipe(path: Path) -> bool:
    """Remove a file, written over with zeros unless it has another name; return if it had none."""
    try:
        with path.open("rb+") as file:
            is_last = os.fstat(file.fileno()).st_nlink == 1
            if is_last:
                _zero(file)
    except FileNotFoundError:
        return True
    path.unlink()
    journal = path.with_name(path.name + "-journal")
    journal.unlink(missing_ok=True)
    return is_last


def _zero(file: BinaryIO) -> None:
    left = file.seek(0, os.SEEK_END)
    file.seek(0)
    while left > 0:
        left -= file.write(bytes(min(left, _PIECE)))
    file.flush()
    os.fsync(file.fileno())
