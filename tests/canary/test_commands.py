"""No subcommand tells a source's name: not as it works, not as it fails, not in what it leaves."""

import json
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.canary.filled import Filled, filled
from tests.canary.names import Canary, plain, seeded
from tests.canary.room import Result, Room
from tests.canary.ways_out import PRINTING, WAYS, WINDOWS
from ui.__main__ import onrecord


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "room")


def test_every_subcommand_has_its_rows() -> None:
    assert set(onrecord.commands) == set(PRINTING) | WINDOWS
    assert {way.command for way in WAYS.values()} <= set(PRINTING)


def placed(room: Room, made: Filled) -> dict[str, Path]:
    """Put beside the project what the rows name: a story, a broken file, a damaged copy."""
    stories = room.project.parent
    (stories / "story.txt").write_text("Mill\n\nThe mill spoke.\n", encoding="utf-8")
    (stories / "broken.json").write_bytes(b"\x00{")
    claims = {"format": "onrecord-claims/1", "claims": [{"id": "a", "quote": "Nobody"}]}
    (stories / "claims.json").write_text(json.dumps(claims), encoding="utf-8")
    return {
        "project": made.path,
        "stories": stories,
        "out": room.out,
        "story": stories / "story.txt",
        "broken": stories / "broken.json",
        "claims": stories / "claims.json",
        "nowhere": stories / "nowhere.onrecord",
        "damaged": damaged(made.path, stories / "damaged.onrecord"),
    }


def damaged(project: Path, copy: Path) -> Path:
    """Copy a project whose names were changed from outside, so that no row is as it was sealed."""
    copy.write_bytes(project.read_bytes())
    copy.chmod(0o600)
    with closing(sqlite3.connect(copy)) as conn, conn:
        conn.execute("UPDATE identity SET name = name || name, note = note || name")
        conn.execute("UPDATE source SET digest = x'00'")
    return copy


def told(room: Room, row: str) -> Result:
    """Run a row of the table, with what stands behind << on its standard input, line by line."""
    words, _, given = row.partition(" << ")
    return room.run(*shlex.split(words), given=given.replace("|", "\n").encode())


QUICK = {"articles", "compact"}


@pytest.mark.parametrize(
    "command",
    [pytest.param(c, marks=[] if c in QUICK else [pytest.mark.slow]) for c in PRINTING],
)
def test_no_subcommand_prints_or_leaves_a_name(room: Room, command: str) -> None:
    made = filled(room.project, seeded())
    places = placed(room, made)
    typed = Canary("standard input", "plain", plain(seeded()))
    done = [told(room, row.format(**places, name=typed.words)) for row in PRINTING[command]]
    assert all(b"Traceback" not in one.stderr for one in done)
    assert any(one.returncode == 0 for one in done), done
    assert room.look([*made.canaries, typed]).hits == ()
    assert (room.strangers(), room.readable_by_others()) == ([], [])


def test_a_name_that_a_program_prints_or_hands_on_does_not_go_unseen(room: Room) -> None:
    made = filled(room.project, seeded())
    elsewhere = room.folder.with_name("elsewhere.txt")
    name = made.canaries[0].words.encode()
    room.run(elsewhere, module="tests.canary.leaky", given=name)
    places = {hit.file for hit in room.look(made.canaries).hits}
    assert places == {
        "what tests.canary.leaky printed",
        "what a program was started with",
        "room/tmp/kept.json",
    }
    assert room.strangers() == [str(elsewhere)]


def test_a_copy_that_others_may_read_does_not_go_unseen(room: Room) -> None:
    made = filled(room.project, seeded())
    copy = room.out / "copy.db"
    copy.write_bytes(made.path.read_bytes())
    copy.chmod(0o640)
    assert room.readable_by_others() == [str(copy)]
