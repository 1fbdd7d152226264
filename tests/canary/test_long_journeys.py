"""Anybody does anything at a window for long, is killed and comes back: no name gets anywhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.canary.filled import filled
from tests.canary.names import seeded
from tests.canary.room import Room
from tests.canary.windows import killed, mistakes, sat


def journey(folder: Path, events: int, tell: Callable[[str, object], None]) -> None:
    """Do so many random things, be killed in the middle of more, come back, and look anywhere."""
    chance, room = seeded(), Room(folder / "room")
    made = filled(room.project, chance)
    seen = sat(
        room, "monkey", made.canaries, made.path, seed=chance.randrange(10**6), events=events
    )
    assert seen["found"] == []
    looked = room.look(made.canaries)
    assert looked.hits == ()
    seed, after = chance.randrange(10**6), chance.uniform(0.1, 4)
    killed(room, "monkey", made.canaries, made.path, after, seed=seed, events=10_000)
    assert room.look(made.canaries).hits == ()
    assert sat(room, "look", made.canaries, made.path)["found"] == []
    assert room.look(made.canaries).hits == ()
    assert mistakes(room) == []
    assert (room.strangers(), room.readable_by_others()) == ([], [])
    tell("count", len(seen["done"]))
    tell("files", looked.files)


@pytest.mark.slow
def test_fifty_random_things_at_a_window_name_no_source(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    journey(tmp_path, 50, record_property)


@pytest.mark.torture
@pytest.mark.promise("journeys")
@pytest.mark.parametrize("turn", range(16))
def test_thousands_of_random_things_at_a_window_name_no_source(
    tmp_path: Path, record_property: Callable[[str, object], None], turn: int
) -> None:
    assert turn >= 0
    journey(tmp_path, 200, record_property)
