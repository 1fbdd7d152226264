"""Whatever step of writing fails, the old file stays and nothing is left beside it.

The system's own calls are made to fail, the first, the second and so on, until none is left.
"""

import errno
import io
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import ExportError
from annotator.export import formats, word
from annotator.export.formats import FORMATS
from annotator.report import Report
from tests.export.marked import filled_story

WRITERS: dict[str, Callable[[Report, Path], None]] = {
    "docx": word.write,
    **{
        str(kind): lambda found, out, form=form: formats.write(found, form, out)  # type: ignore[misc]
        for kind, form in FORMATS.items()
    },
}
OLD = b"the report of last week"


class FailingDisk:
    """A disk whose step of a given number fails, and a file on it."""

    def __init__(self, failing: int, patch: pytest.MonkeyPatch) -> None:
        self._failing = failing
        self.steps: list[str] = []
        for owner, name in ((os, "fsync"), (os, "replace"), (os, "rename"), (os, "chmod")):
            patch.setattr(owner, name, self._failing_at(name, getattr(owner, name)))
        really_open = Path.open

        def opened(path: Path, mode: str = "r", *args: Any, **options: Any) -> Any:
            if not set(mode) & set("wxa+"):
                return really_open(path, mode, *args, **options)
            self.step("open")
            return _File(really_open(path, mode, *args, **options), self)

        patch.setattr(Path, "open", opened)

    def _failing_at(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def work(*args: Any, **options: Any) -> Any:
            self.step(name)
            return call(*args, **options)

        return work

    def step(self, name: str) -> None:
        """Do a step, or fail as a disk does that is full."""
        self.steps.append(name)
        if len(self.steps) == self._failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class _File(io.BufferedIOBase):
    """A file that takes a part of what it is given, and then fails where the disk does."""

    def __init__(self, file: Any, disk: FailingDisk) -> None:
        self._file, self._disk = file, disk

    def write(self, content: Any) -> int:
        half = len(content) // 2
        for part in (content[:half], content[half:]):
            self._disk.step("write")
            self._file.write(part)
        return len(content)

    def flush(self) -> None:
        self._disk.step("flush")
        self._file.flush()

    def fileno(self) -> int:
        return int(self._file.fileno())

    def close(self) -> None:
        self._file.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", WRITERS)
def test_a_failure_at_any_step_leaves_the_old_file_and_no_other(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "folder" / f"report.{kind}"
    out.parent.mkdir()
    refusals: list[str] = []
    for failing in count(1):
        out.write_bytes(OLD)
        with monkeypatch.context() as patch:
            disk = FailingDisk(failing, patch)
            told = ""
            try:
                WRITERS[kind](filled_story(), out)
            except ExportError as error:
                told = str(error)
                refusals.append(disk.steps[-1])
        assert bool(told) == (out.read_bytes() == OLD)
        assert not told or "disk is full" in told
        assert [path.name for path in out.parent.iterdir()] == [out.name]
        if len(disk.steps) < failing:
            break
    assert refusals[:5] == ["open", "write", "write", "flush", "fsync"]
    assert refusals[-1] in {"rename", "replace"}
