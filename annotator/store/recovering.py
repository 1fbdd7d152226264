"""The work goes on where its file was moved, replaced or deleted underneath: in a copy."""

from datetime import datetime
from pathlib import Path

from annotator.errors import AnnotatorError, ProjectError
from annotator.files import is_there, names_beside
from annotator.home import home, in_sight
from annotator.private import make_folder
from annotator.store.creating import stem_with
from annotator.store.store import Store


def recovered(store: Store) -> Store:
    """Return the work of `store` as a project of its own, open for writing.

    It stands beside where the file was, else in `recovered` of the person's own folder. Works in
    another thread than the one that opened `store`, which may be read meanwhile. Raises
    `ProjectError` where no copy can be made.
    """
    why: AnnotatorError | OSError | None = None
    own = home() / "recovered"
    for folder in (in_sight(store.path).resolve().parent, own):
        try:
            if folder == own:
                make_folder(own)
            copy = _free_name(folder, store.path.stem)
            store.save_copy(copy)
            return Store.open(copy, store.reviewer, patience=0, is_looked_over_later=True)
        except (AnnotatorError, OSError) as error:
            why = error
    raise ProjectError(
        f"{store.path.name} {what_happened(store.path)} while it was open, and its work could not "
        "be put elsewhere; save a copy of what is here before you close it"
    ) from why


def what_happened(path: Path) -> str:
    """Return in words what became of the file that is not at `path` any more."""
    return "was replaced by another file" if is_there(path) else "was moved or deleted"


def _free_name(folder: Path, stem: str) -> Path:
    moment = f"{datetime.now().astimezone():%Y-%m-%d %H%M%S}"
    beside = folder / f"{stem}.onrecord"
    return next(names_beside(beside, stem_with(beside, f" (recovered {moment})")))
