"""A source that is forgotten is nowhere any more: our own scan finds no word of it in any file."""

from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from annotator.edits import change
from annotator.store import Store
from tests.canary.filled import CLERKS, FIELDS, Filled, filled
from tests.canary.names import KINDS, Canary, seeded
from tests.canary.room import Room

FORGOTTEN = [name for name in FIELDS if name != "document.text"]
"""Where a name is taken out; the words of an article stay as they were, which is told."""
CALLED = dict(zip(KINDS, CLERKS, strict=True))
"""What the story calls the source whose name is of each kind."""


def worked_on(room: Room, slip: str, kind: str) -> Filled:
    """Make a project with a history, backups, a copy, and work in it that was taken back."""
    made = filled(room.project, seeded(), slip, kind)
    for title in ("Another title", "A third title"):
        assert room.run("backup", made.path).returncode == 0
        with Store.open(made.path) as store:
            article = store.articles()[0]
            store.apply(change("Title", (article, replace(article, title=title))))
    with Store.open(made.path) as store:
        store.undo()
    assert room.run("restore", made.path, "--number", 1).returncode == 0
    return made


def names_of(made: Filled, kind: str) -> list[Canary]:
    return [one for one in made.canaries if one.kind == kind and one.where != "identity.note"]


def forgotten(room: Room, slip: str, kind: str) -> None:
    """Forget one source of a project; check that nothing is left of it, and all of the others."""
    made = worked_on(room, slip, kind)
    gone = names_of(made, kind)
    others = [one for one in made.canaries if one.kind != kind]
    assert {hit.canary for hit in room.look(gone, is_project_safe=True).hits} == set(gone)
    words = f"{CALLED[kind]}\n".encode()
    done = room.run("forget", made.path, CALLED[kind], given=words)
    assert done.returncode == 0, done
    looked = room.look([one for one in made.canaries if one.kind == kind], is_project_safe=True)
    assert looked.hits == ()
    assert {hit.canary for hit in room.look(others, is_project_safe=True).hits} == set(others)
    assert room.run("doctor", made.path).returncode == 0
    assert room.readable_by_others() == []


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=pytest.mark.torture if place else pytest.mark.slow)
        for place, kind in enumerate(KINDS)
    ],
)
def test_nothing_is_left_of_a_source_that_is_forgotten(tmp_path: Path, kind: str) -> None:
    forgotten(Room(tmp_path / "room"), "", kind)


@pytest.mark.torture
@pytest.mark.parametrize("slip", ["claim.note", "article.title", "source.aliases", "step.label"])
def test_nothing_is_left_of_it_in_a_field_into_which_its_name_slipped(
    tmp_path: Path, slip: str
) -> None:
    forgotten(Room(tmp_path / "room"), slip, "diacritics")


@pytest.mark.torture
@pytest.mark.promise("forgotten_names", 1)
@pytest.mark.parametrize(("slip", "kind"), [*zip(FORGOTTEN, cycle(KINDS), strict=False)])
def test_nothing_is_left_of_it_in_any_field(tmp_path: Path, slip: str, kind: str) -> None:
    forgotten(Room(tmp_path / "room"), slip, kind)
