"""The one way out that names sources: its file does, and nothing beside it."""

import stat
from pathlib import Path

import pytest

from annotator.export import revealing
from tests.canary.filled import filled
from tests.canary.names import seeded
from tests.canary.room import Room


@pytest.mark.slow
def test_the_report_with_names_has_them_in_its_file_alone(tmp_path: Path) -> None:
    room = Room(tmp_path / "room")
    made = filled(room.project, seeded())
    out = room.out / "named.docx"
    told = f"{revealing.CONFIRMATION}\n".encode()
    done = room.run("export-unredacted", made.path, 1, "-o", out, given=told)
    assert done.returncode == 0, done
    hits = room.look(made.canaries).hits
    assert {hit.file for hit in hits} == {"room/out/named.docx"}
    names = {one for one in made.canaries if one.where == "identity.name"}
    assert names <= {hit.canary for hit in hits}
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert (room.strangers(), room.readable_by_others()) == ([], [])
    # What comes after it names nobody again.
    after = room.out / "after.docx"
    assert room.run("report", made.path, "-o", after).returncode == 0
    assert {hit.file for hit in room.look(made.canaries).hits} == {"room/out/named.docx"}
