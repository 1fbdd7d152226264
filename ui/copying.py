"""A copy of the open project, written while the window stays alive."""

from collections.abc import Callable
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.store import Store
from annotator.store.reader import Reader
from ui.lookup import IsWanted, Lookup
from ui.open_project import OpenProject


def save_copy(
    project: OpenProject,
    target: Path,
    done: Callable[[Path], None],
    failed: Callable[[AnnotatorError], None],
) -> None:
    """Write a verified copy to `target`, whole or not at all, and tell how it ended.

    Of a file that is lost underneath nobody else can read, it is written at once.
    """

    def copied(reader: Reader, _: IsWanted) -> Path:
        reader.save_copy(target)
        return target

    reader = project.reader
    if not isinstance(reader, Store) or reader.file.is_at(reader.path):
        holder = object()

        def copy_is_there(made: Path) -> None:
            project.let_go(holder)
            done(made)

        def copy_failed(error: AnnotatorError) -> None:
            project.let_go(holder)
            failed(error)

        project.hold(holder)
        Lookup(reader.path, Reader, copied, copy_is_there, copy_failed, project)
        return
    try:
        reader.save_copy(target)
    except AnnotatorError as error:
        failed(error)
    else:
        done(target)
