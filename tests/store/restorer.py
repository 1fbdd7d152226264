"""A restore to be killed: run as `python -m tests.store.restorer KIND PROJECT FILE`.

The kind `in place` is deliberately wrong, to show that the harness catches it.
"""

import sys
from pathlib import Path

from annotator.store.restoring import restore, undo


def in_place(project: Path, backup: Path) -> None:
    """Write the backup over the project."""
    with project.open("rb+") as file, backup.open("rb") as read:
        file.truncate()
        while piece := read.read(4096):
            file.write(piece)
            file.flush()


KINDS = {"restore": restore, "undo": undo, "in place": in_place}

if __name__ == "__main__":
    print("ready", flush=True)  # noqa: T201
    KINDS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
