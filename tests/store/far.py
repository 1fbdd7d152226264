"""Working at a project that lies far away, without a window."""

from pathlib import Path

from annotator import edits
from annotator.model import Source, new_id
from annotator.places import place_of
from annotator.store import Store
from annotator.store.away import WorkingCopy
from annotator.store.reader import Reader


def take(project: Path) -> WorkingCopy:
    return WorkingCopy.take(project, place_of(project))


def add_source(project: Path, name: str) -> None:
    with Store.open(project) as store:
        store.apply(edits.add("Add", Source(new_id(), name)))


def sources_in(project: Path) -> list[str]:
    with Reader.open(project) as reader:
        return [source.name for source in reader.sources(None)]
