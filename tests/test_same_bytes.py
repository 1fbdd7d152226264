"""The same project gives the same bytes to everybody, and tells nothing of who wrote it where."""

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from annotator.store import Store
from annotator.vocabulary import FileFormat
from tests.command_line import ROOT
from tests.factories import keep_wire_story, new_project
from tests.socket_guard import python_path

FORMATS: dict[str, tuple[str, ...]] = {
    "docx": ("report",),
    **{
        str(kind): ("export", "--format", str(kind))
        for kind in FileFormat
        if kind is not FileFormat.WORD
    },
}
ELSEWHERE = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "USER": "ann", "LOGNAME": "ann"},
    {
        "PYTHONHASHSEED": "4711",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "de_DE.UTF-8",
        "LANGUAGE": "de",
        "TZ": "Asia/Kathmandu",
        "USER": "zebulon",
        "LOGNAME": "zebulon",
        "SOURCE_DATE_EPOCH": "1",
    },
)


def written(kind: str, project: Path, folder: Path, environment: dict[str, str]) -> bytes:
    """Write the project in a process of its own that works in `folder`, where a copy of it is."""
    folder.mkdir()
    shutil.copyfile(project, folder / project.name)
    out = folder / f"out.{kind}"
    subprocess.run(
        [sys.executable, "-m", "ui", *FORMATS[kind], project.name, "-o", out.name],
        check=True,
        capture_output=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": python_path(ROOT)} | environment,
    )
    return out.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("kind", FORMATS)
def test_every_process_writes_the_same_and_tells_nothing_of_itself(
    kind: str, tmp_path: Path
) -> None:
    project = new_project(tmp_path / "story.onrecord")
    with Store.open(project, reviewer="Ann") as store:
        keep_wire_story(store)

    here, there = (
        written(kind, project, tmp_path / f"folder {number}", environment)
        for number, environment in enumerate(ELSEWHERE)
    )

    assert here == there
    if kind == "pdf":
        tells_where_its_objects_are(here)
    told = unpacked(here)
    for trace in ("python-docx", "thumbnail", "rsid"):
        assert trace.encode() not in told.lower(), trace
    machine = (socket.gethostname(), getpass.getuser(), "zebulon", "Kathmandu")
    for path in (tmp_path, ROOT, f"{Path.home()}/", *(name for name in machine if len(name) > 5)):
        assert str(path).encode() not in told, path


def unpacked(content: bytes) -> bytes:
    """Return a file, and of an archive its names and all that is in it."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        return b"\n".join(
            part for name in archive.namelist() for part in (name.encode(), archive.read(name))
        )


def tells_where_its_objects_are(content: bytes) -> None:
    """Check the table of a PDF, which must be true whatever was put into it."""
    table = int(content.split()[-2])
    assert content[table:].startswith(b"xref\n0 ")
    places = re.findall(rb"(\d{10}) \d{5} n", content[table:])
    assert len(places) > 10
    for number, place in enumerate(places, 1):
        assert content[int(place) :].startswith(b"%d 0 obj" % number)
