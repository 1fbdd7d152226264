"""A name that slipped into a field leaves a window by no copy, print, picture or letter."""

from pathlib import Path

import pytest

from tests.canary.filled import filled
from tests.canary.names import seeded
from tests.canary.room import Room
from tests.canary.windows import mistakes, sat

SLIPS = (
    *("document.text", "source.name", "source.affiliation", "source.aliases", "side.name"),
    *("article.title", "article.byline", "claim.targets", "claim.note", "evidence.title"),
)


@pytest.mark.parametrize(
    "name",
    [
        # Each sits at a window of its own: few each day, the rest where there is time.
        pytest.param(name, marks=pytest.mark.torture if place % 4 else pytest.mark.slow)
        for place, name in enumerate(SLIPS)
    ],
)
def test_no_way_out_of_a_window_tells_a_name_that_slipped_into_a_field(
    tmp_path: Path, name: str
) -> None:
    room = Room(tmp_path / "room")
    made = filled(room.project, seeded(), name)
    seen = sat(room, "ways out", made.canaries, made.path, is_shown=True)
    assert seen["found"] == []
    assert mistakes(room) == []
    assert room.look(made.canaries).hits == ()


@pytest.mark.slow
def test_no_warning_of_qt_keeps_a_name(tmp_path: Path) -> None:
    room = Room(tmp_path / "room")
    made = filled(room.project, seeded())
    for canary in made.canaries[:2]:
        sat(room, "warnings", [canary], made.path, is_shown=True)
    assert room.look(made.canaries).hits == ()
