"""Files that appear whole or not at all."""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from annotator import private
from annotator.errors import ExportError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONG = re.compile(r"[^/\\]{81,}")
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[1-9¹²³])\s*(\.|$)|.*[<>:\"|?*]", re.IGNORECASE
)
_PIECE = 1 << 20
"""Bytes that are copied before it is asked whether the copy is still wanted."""
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def replacing(path: Path, *, is_private: bool = False) -> Iterator[BinaryIO]:
    """Give a file that takes the place of `path` once the block has ended well.

    A private one can be read by its owner alone, from the first byte on, also where there was one
    before; any other new one, too, and one that was there by whoever could read it.
    It is written beside `path`, synced and renamed. On any failure `path` stays as it was, and
    nothing is left behind. Faults of the disk or the folder are raised as ExportError.
    """
    try:
        target = _target(path)
        # Not named after the target: its name may be as long as names can be.
        draft = target.parent / f".{secrets.token_hex(8)}.tmp"
        try:
            _make(draft).close()  # for its owner alone before a word is in it
            with draft.open("r+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if target.exists() and not is_private:
                shutil.copymode(target, draft)
            draft.replace(target)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        raise ExportError(_sentence(path, error)) from error


def refuse_place(path: Path) -> None:
    """Raise ExportError where it shows beforehand that no file can be written at `path`."""
    try:
        _target(path)
    except OSError as error:
        raise ExportError(_sentence(path, error)) from error


def _target(path: Path) -> Path:
    """Return the file that `path` leads to."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise ExportError(f"{named(path)} is a folder; choose a file name in it.")
    if os.name == "nt" and is_reserved(path.name):
        raise ExportError(f"{named(path.name)} is a name that Windows keeps; choose another name.")
    if not target.parent.is_dir():
        raise ExportError(
            f"The folder {named(path.parent)} does not exist; make it, or choose another."
        )
    if target.exists() and not target.is_file():
        raise ExportError(f"{named(path)} is not an ordinary file; choose another name.")
    if target.exists() and not os.access(target, os.W_OK):
        raise ExportError(f"{named(path)} is read-only; choose another name.")
    return target


def what_it_is(path: Path) -> str:
    """Return in words why `path` is no ordinary file: "is a folder", "does not exist" ..."""
    if path.is_dir():
        return "is a folder"
    return "is a pipe or a device" if path.exists() else "does not exist"


def is_folder(path: Path) -> bool:
    """Return whether `path` is a folder; what no file can be called is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def by_name(path: Path) -> Path:
    """Return the whole name of a file: no link in it is followed, and no disk is asked."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() asks the disk


def is_file(path: Path) -> bool:
    """Return whether `path` is an ordinary file: from a pipe nobody would ever read to an end."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Return whether something stands at `path`; in a folder that may not be read nothing does."""
    try:
        return path.exists()
    except OSError:
        return False


def is_nameless(identity: tuple[int, int]) -> bool:
    """Return whether a file that this process has open, by its device and number, was deleted.

    Where open files cannot be deleted, and where they cannot be listed, it was not.
    """
    with suppress(OSError):
        for descriptor in Path("/dev/fd").iterdir():
            with suppress(OSError):  # that of the listing itself is closed by now
                found = os.fstat(int(descriptor.name))
                if (found.st_dev, found.st_ino) == identity:
                    return found.st_nlink == 0
    return False


def is_reserved(name: str) -> bool:
    """Return whether Windows keeps a name for devices, or takes none like it."""
    return bool(_RESERVED.match(name)) or name.endswith((".", " "))


def named(path: Path | str) -> str:
    """Return a path for a sentence: on one line, names that are too long cut in their middle."""
    return _LONG.sub(lambda name: f"{name[0][:30]}…{name[0][-20:]}", printable(str(path)))


def printable(name: str) -> str:
    """Return `name` on one line and without the halves of characters that no file can hold."""
    return _UNPRINTABLE.sub("\ufffd", name)


def names_beside(path: Path, stem: str) -> Iterator[Path]:
    """Yield free names beside `path`, with its suffix; from the second on they are numbered."""
    for number in count(1):
        name = path.with_name(f"{stem}{f' ({number})' * (number > 1)}{path.suffix}")
        if not name.exists():
            yield name


def copy_synced(
    source: Path,
    target: Path,
    is_wanted: Callable[[], bool] = lambda: True,
    see: Callable[[bytes], object] = lambda _: None,
) -> os.stat_result:
    """Copy a file to a new one that its owner alone may read, and onto the disk.

    `see` is given each piece. Return what the new file is. Raises `OSError`, which is
    `InterruptedError` once the copy is wanted no more; what is at `target` by then is for the
    caller to remove.
    """
    with _make(target) as file, source.open("rb") as read:
        while piece := read.read(_PIECE):
            if not is_wanted():
                raise InterruptedError(errno.EINTR, os.strerror(errno.EINTR))
            see(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        return os.fstat(file.fileno())


def _make(target: Path) -> BinaryIO:
    """Make a new file that its owner alone may read, and open it to write."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(target, flags, private.FILE), "wb")


def sync_folder(folder: Path) -> None:
    """Make new names in `folder` last through a power cut, where folders can be synced at all."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(path: Path, error: OSError) -> str:
    told = named(path)
    if error.errno in _FULL:
        return f"{told} could not be written: the disk is full; make room and try again."
    if error.errno in _REFUSED and is_there(path):
        return (
            f"{told} could not be replaced: it is open in another program or protected; "
            "close it there, or choose another name."
        )
    if error.errno in _REFUSED:
        return (
            f"{told} could not be written: the folder is read-only or not yours to change; "
            "choose another."
        )
    if error.errno == errno.ENAMETOOLONG:
        return f"{told} could not be written: the name is too long; choose a shorter one."
    return f"{told} could not be written: {error.strerror or error}."
