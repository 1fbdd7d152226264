"""A program to be killed at work on a far project.

Run as `python -m tests.store.away_worker KIND PROJECT`. It adds one source after another, says
which are kept, and writes back now and then. The kinds beside `honest` are deliberately wrong, to
show that the harness catches what it is there for.
"""

import os
import shutil
import sys
from pathlib import Path

from annotator import edits
from annotator.model import Source, new_id
from annotator.places import place_of
from annotator.store import Store
from annotator.store.away import WorkingCopy
from annotator.store.away_record import folder_of_all

_BETWEEN = 3
"""So many sources are added from one writing back to the next."""


def in_place(copy: WorkingCopy) -> None:
    """Write over the file that is there, piece by piece."""
    with copy.origin.open("rb+") as there, copy.path.open("rb") as here:
        there.truncate()
        while piece := here.read(4096):
            there.write(piece)
            os.fsync(there.fileno())


def work(kind: str, project: Path) -> None:
    """Add sources until killed."""
    print("ready", flush=True)  # noqa: T201
    if kind == "forgetful":
        shutil.rmtree(folder_of_all(), ignore_errors=True)
    write_back = in_place if kind == "in place" else WorkingCopy.write_back
    while True:
        copy = WorkingCopy.take(project, place_of(project))
        for _ in range(2):
            with Store.open(copy.path) as store:
                for _ in range(_BETWEEN):
                    source = Source(new_id(), new_id())
                    store.apply(edits.add("Add", source))
                    print(source.name, flush=True)  # noqa: T201
            write_back(copy)
        copy.end()


if __name__ == "__main__":
    work(sys.argv[1], Path(sys.argv[2]))
