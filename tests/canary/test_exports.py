"""No file that is exported names a source: it is written without the name, or not at all."""

from itertools import cycle
from pathlib import Path

import pytest

from annotator.vocabulary import FileFormat
from tests.canary.exporting import faults, moved_in
from tests.canary.filled import FIELDS, FILE_NAME, SEEN, filled
from tests.canary.names import KINDS, Canary, seeded, writings
from tests.canary.room import Room
from tests.canary.scan import scan
from tests.canary.ways_out import WAYS

CONTROL = Canary("the story itself", "plain", SEEN)
FEW = ("html public", "csv full claims", "json full")
SLIPS = (*FIELDS, FILE_NAME)
SLIPPED = [*zip(SLIPS, cycle(KINDS), strict=False)]
ONE_OF_TEN = cycle([pytest.mark.slow, *[pytest.mark.torture] * 9])
"""All ways out of a project take long: few of them each day, the rest where there is time."""
WRITTEN = range(len([*writings("Some Body")]))


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "room")


@pytest.mark.torture
def test_every_export_says_what_it_should_and_names_no_source(room: Room) -> None:
    made = filled(room.project, seeded())
    for way in WAYS.values():
        out = room.out / f"{way.name}{way.suffix}"
        done = room.run(way.command, made.path, *way.options, "-o", out)
        assert (done.returncode, done.stderr) == (0, b""), way
    looked = room.look(made.canaries)
    assert looked.hits == ()
    assert looked.files >= len(WAYS)
    assert (room.strangers(), room.readable_by_others()) == ([], [])
    # Where the story itself were not found, the scan could not read the file at all.
    shown = {Path(hit.file).stem for hit in scan([room.out], [CONTROL]).hits}
    assert shown == set(WAYS)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", [name for name in WAYS if not name.startswith(("pdf", "docx"))])
def test_an_export_names_no_source(room: Room, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    moved_in(room, monkeypatch)
    made = filled(room.project, seeded())
    assert [*faults(room, made, [WAYS[name]])] == []
    assert room.look(made.canaries).hits == ()


def test_every_format_has_its_ways() -> None:
    assert {name.partition(" ")[0] for name in WAYS} == set(FileFormat)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("name", "kind", "ways"),
    [
        *(pytest.param(*slip, FEW, id=f"{slip[0]}-few") for slip in SLIPPED),
        *(
            pytest.param(*slip, tuple(WAYS), id=f"{slip[0]}-all", marks=mark)
            for slip, mark in zip(SLIPPED, ONE_OF_TEN, strict=False)
        ),
    ],
)
def test_a_name_that_slipped_into_a_field_gets_into_no_export(
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    kind: str,
    ways: tuple[str, ...],
) -> None:
    moved_in(room, monkeypatch)
    made = filled(room.project, seeded(), name, kind)
    assert [*faults(room, made, [WAYS[way] for way in ways])] == []
    assert [hit for hit in room.look(made.canaries).hits if name != FILE_NAME] == []


@pytest.mark.torture
@pytest.mark.promise("exports", len(WAYS))
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(("name", "kind"), [*zip(SLIPS, cycle(KINDS), strict=False)])
def test_however_a_name_is_written_it_gets_into_no_export(
    room: Room, monkeypatch: pytest.MonkeyPatch, name: str, kind: str, written: int
) -> None:
    moved_in(room, monkeypatch)
    kinds = [*KINDS]
    drawn = kinds[(kinds.index(kind) + written) % len(kinds)]
    made = filled(room.project, seeded(), name, drawn, written)
    assert [*faults(room, made, WAYS.values())] == []
    assert [hit for hit in room.look(made.canaries).hits if name != FILE_NAME] == []


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "kind", [pytest.param(k, marks=m) for k, m in zip(KINDS, ONE_OF_TEN, strict=False)]
)
def test_a_report_is_written_without_a_name_that_the_story_itself_has(
    room: Room, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    moved_in(room, monkeypatch)
    made = filled(room.project, seeded(), "document.text", kind)
    for name, way in WAYS.items():
        out = room.out / f"{name}{way.suffix}"
        room.run(way.command, made.path, *way.options, "-o", out)
    assert room.look(made.canaries).hits == ()
    shown = {Path(hit.file).stem for hit in scan([room.out], [CONTROL]).hits}
    assert shown >= {name for name in WAYS if name.endswith(" withheld")}
