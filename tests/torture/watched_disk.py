"""A VFS of SQLite that asks before each thing it does on the disk.

Whoever is asked may note it down, raise an error of apsw in its place, or end the process. A disk
that is full has taken half of the bytes. The power is never cut for real, so nothing is synced.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

Asked = Callable[[str, str, int, bytes], None]
"""Called with what is about to be done, the file's name, an offset or a size, and bytes.

What is done is one of open, create, read, write, truncate, sync, delete.
"""


class WatchedDisk(apsw.VFS):
    """The system's own VFS, made the default of this process, that asks first."""

    def __init__(self, ask: Asked) -> None:
        self.ask = ask
        self.below = apsw.vfs_names()[0]
        super().__init__("watched", self.below, makedefault=True)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Watch the disk inside; it is watched no more once nobody holds this object."""
        yield
        self.unregister()

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self.ask("delete", filename, int(syncdir), b"")
        super().xDelete(filename, syncdir)

    def xOpen(self, name: Any, flags: list[int]) -> "WatchedFile":  # noqa: N802
        return WatchedFile(self, name, flags)


class WatchedFile(apsw.VFSFile):
    """An open file that asks first."""

    def __init__(self, disk: WatchedDisk, name: Any, flags: list[int]) -> None:
        self._ask = disk.ask
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        is_new = flags[0] & apsw.SQLITE_OPEN_CREATE and not Path(self._name).exists()
        self._ask("create" if is_new else "open", self._name, 0, b"")
        super().__init__(disk.below, name, flags)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        self._ask("read", self._name, offset, b"")
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        try:
            self._ask("write", self._name, offset, bytes(data))
        except apsw.FullError:
            super().xWrite(data[: len(data) // 2], offset)
            raise
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._ask("truncate", self._name, newsize, b"")
        super().xTruncate(newsize)

    def xSync(self, _flags: int) -> None:  # noqa: N802
        self._ask("sync", self._name, 0, b"")
