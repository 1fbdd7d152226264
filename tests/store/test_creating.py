"""A new project is there whole or not at all, and nothing is left beside it for good."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.errors import ProjectError
from annotator.store import Store
from tests.factories import new_project

ROOT = Path(__file__).parents[2]


def parts_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(".onrecord-*"))


def test_creating_never_overwrites(tmp_path: Path) -> None:
    project = new_project(tmp_path / "story.onrecord")
    before = project.read_bytes()
    with pytest.raises(ProjectError, match="there already"):
        Store.create(project)
    assert project.read_bytes() == before
    assert parts_in(tmp_path) == []


def test_creating_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="folder is missing"):
        Store.create(tmp_path / "nowhere" / "story.onrecord")


def left_by_a_killed_create(folder: Path) -> list[Path]:
    """Kill `onrecord new` as soon as it writes; return what it leaves."""
    while not (left := parts_in(folder)):
        (folder / "killed.onrecord").unlink(missing_ok=True)
        command = [sys.executable, "-m", "ui", "new", str(folder / "killed.onrecord")]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT) as child:
            while child.poll() is None and not parts_in(folder):
                pass
            child.kill()
    return left


@pytest.mark.slow
def test_what_a_killed_create_left_goes_when_something_is_created_there_later(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    left = left_by_a_killed_create(folder)
    Store.create(folder / "soon.onrecord")
    assert parts_in(folder) == left  # it may still be written
    for path in left:
        os.utime(path, (0, 0))
    restoring = folder / ".onrecord-0123456789abcdef.former.part"
    restoring.touch()
    os.utime(restoring, (0, 0))
    Store.create(folder / "later.onrecord")
    assert parts_in(folder) == [restoring]
    for name in ("soon", "later"):
        Store.open(folder / f"{name}.onrecord").close()


def test_a_draft_that_became_a_project_goes_and_the_project_stays(tmp_path: Path) -> None:
    project, draft = tmp_path / "story.onrecord", tmp_path / ".onrecord-abcd_123.part"
    Store.create(project)
    os.link(project, draft)  # as a kill between the two leaves it
    Store.create(tmp_path / "other.onrecord")
    assert not draft.exists()
    Store.open(project).close()


@pytest.mark.slow
def test_two_that_create_in_one_folder_stand_in_nobodys_way(tmp_path: Path) -> None:
    command = (
        "import sys\n"
        "from pathlib import Path\n"
        "from annotator.store import Store\n"
        "for n in range(10): Store.create(Path(sys.argv[1]) / f'{sys.argv[2]}{n}.onrecord')\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", command, tmp_path, who], cwd=ROOT)
        for who in ("ann", "bob")
    ]
    assert [child.wait() for child in both] == [0, 0]
    assert len(list(tmp_path.glob("*.onrecord"))) == 20
    assert parts_in(tmp_path) == []
