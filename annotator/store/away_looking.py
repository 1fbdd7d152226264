"""Looking at a project that lies far away: whether it does, and a copy for reading alone."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.errors import ExportError, ProjectError, StoppedError
from annotator.files import named
from annotator.home import home
from annotator.places import Place, place_of
from annotator.store.backup import reason_of
from annotator.store.faults import sql_errors
from annotator.store.reader import Reader


def place_worked_on_here(project: Path) -> Place | None:
    """Return where a project lies that is to be worked on in a copy on this machine, else None.

    It looks at the disk, which may take its time on a network. Where a person's own folder lies
    in such a place, too, a copy would be no safer.
    """
    place = place_of(project)
    return place if place and place_of(home()) is None else None


def looked_at(project: Path) -> Path:
    """Return a copy of a far project in a new folder of its own, for reading alone.

    Raises `ProjectError` where it cannot be read.
    """
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    try:
        with fetching(project), Reader.open(project) as reader:
            copy = folder / project.name
            reader.save_copy(copy)
            return copy
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@contextmanager
def fetching(project: Path) -> Iterator[None]:
    """Raise what stands in the way of a far file as `ProjectError`, a stop as `StoppedError`."""
    try:
        yield
    except InterruptedError as error:
        raise StoppedError(f"{named(project.name)} was not opened") from error
    except (OSError, *sql_errors.any) as error:
        raise ProjectError(
            f"{named(project.name)} cannot be brought to this machine ({reason_of(error)}); see "
            "whether its drive is connected and this disk has room, and try again"
        ) from error
    except ExportError as error:
        raise ProjectError(str(error)) from error
