"""Being somebody whom permissions stop: they do not stop root."""

import multiprocessing
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

NOBODY = 65534


def as_ordinary_user(work: Callable[[], None]) -> None:
    """Run `work` in a child that is not root, and fail where it fails."""

    def drop_and_work() -> None:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        work()

    child = multiprocessing.get_context("fork").Process(target=drop_and_work)
    child.start()
    child.join()
    assert child.exitcode == 0


def folder_for_all() -> Path:
    """Return a new folder that an ordinary user can look into, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    return folder
