"""No window tells a source's name: not by what it shows, copies, exports, keeps, or leaves."""

from pathlib import Path

import pytest

from tests.canary.filled import filled
from tests.canary.names import seeded
from tests.canary.room import Room
from tests.canary.ways_out import LEAVING, WAYS
from tests.canary.windows import killed, mistakes, sat


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "room")


KEPT = {
    *("own/settings.json", "own/starting", "own/backups", "own/logs", "config/QtProject.conf"),
    *("own/sample", "beside the project"),
}
"""What the window itself keeps at any time."""


@pytest.mark.torture
def test_no_command_of_a_window_names_a_source(room: Room) -> None:
    made = filled(room.project, seeded())
    seen = sat(room, "commands", made.canaries, made.path)
    assert seen["found"] == []
    assert mistakes(room) == []
    assert room.look(made.canaries).hits == ()
    assert (room.strangers(), room.readable_by_others()) == ([], [])
    # What a command leaves behind that is in no table is a way out that nobody looked at.
    left = {name: frozenset(where) - KEPT for name, where in seen["left"].items()}
    left = {name: where for name, where in left.items() if where and name != "back"}
    assert left == {**LEAVING, "letter copied": {"clipboard"}}
    again = sat(room, "look", made.canaries, None)
    assert again["found"] == []
    assert room.look(made.canaries).hits == ()


@pytest.mark.slow
def test_no_export_of_a_window_names_a_source(room: Room) -> None:
    made = filled(room.project, seeded())
    seen = sat(room, "exports", made.canaries, made.path)
    assert seen["found"] == []
    assert mistakes(room) == []
    assert room.look(made.canaries).hits == ()
    written = [path.stem for path in room.out.iterdir()]
    assert len(written) == len([name for name in WAYS if not name.endswith(" withheld")])


@pytest.mark.slow
def test_no_mistake_of_ours_tells_a_name_that_it_is_about(room: Room) -> None:
    made = filled(room.project, seeded())
    for canary in made.canaries[::9]:
        seen = sat(room, "mistakes", [canary], made.path, is_aborted=True, ends_with=-6)
        assert seen["found"] == []
        assert "clipboard" in seen["left"]["crash dialog copyReport"]
    assert len(mistakes(room)) > 5, mistakes(room)
    assert room.look(made.canaries).hits == ()
    assert sat(room, "look", made.canaries, made.path)["found"] == []
    assert room.look(made.canaries).hits == ()


@pytest.mark.slow
@pytest.mark.parametrize("act", ["exports", "monkey"])
def test_a_window_that_is_killed_leaves_no_name_behind(room: Room, act: str) -> None:
    chance = seeded()
    made = filled(room.project, chance)
    for after in (0.3, 1.0, 2.5):
        seed = chance.randrange(1000)
        killed(room, act, made.canaries, made.path, after, seed=seed, events=10_000)
        assert room.look(made.canaries).hits == ()
    assert sat(room, "look", made.canaries, made.path)["found"] == []
    assert room.look(made.canaries).hits == ()
    assert room.readable_by_others() == []
