"""Work on a far project, killed at any moment: the far file is whole, and nothing kept is lost."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.places import place_of
from annotator.store.away import WorkingCopy
from annotator.store.away_record import folder_of_all
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from tests.factories import new_project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "Sync" / ".stfolder").mkdir(parents=True)
    return new_project(tmp_path / "Sync" / "mill.onrecord")


def killed(kind: str, project: Path, after: float) -> set[str]:
    """Let a program work, kill it, and return the sources that it said to be kept.

    `after` is in seconds from its first sign of life.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.away_worker", kind, project],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert child.stdout
    assert child.stdout.readline() == b"ready\n"
    try:
        child.wait(timeout=after)
    except subprocess.TimeoutExpired:
        child.kill()
    told, _ = child.communicate()
    return {line.decode() for line in told.split(b"\n")[:-1] if line}


def sources_in(project: Path) -> set[str]:
    with Reader.open(project) as reader:
        return {source.name for source in reader.sources(None)}


def kill_many(kind: str, project: Path, kills: int, seed: int) -> list[str]:
    """Kill a program `kills` times at random moments and return every broken promise."""
    chance = random.Random(seed)  # noqa: S311 - the moments need no secrecy
    wrong: list[str] = []
    said: set[str] = set()
    for n in range(kills):
        if wrong and kind != "honest":
            break  # it is caught
        said |= killed(kind, project, chance.uniform(0, 0.3))
        wrong += [f"kill {n}: the far file: {what}" for what in examine(project)]
        if wrong or n % 2:
            continue  # the next program takes up what is left
        copy = WorkingCopy.take(project, place_of(project))
        copy.write_back()
        copy.end()
        there = sources_in(project)
        wrong += [f"kill {n}: {name} was kept and is lost" for name in said - there]
        said = there
        left = {each.name for each in project.parent.iterdir()} - {".stfolder", project.name}
        left |= {each.name for each in folder_of_all().rglob("*") if _says_something(each)}
        wrong += [f"kill {n}: {name} is left" for name in sorted(left)]
    return wrong


def _says_something(file: Path) -> bool:
    return file.is_file() and file.suffix != ".lock"


@pytest.mark.slow
def test_kills_leave_the_far_file_whole_and_lose_nothing(project: Path) -> None:
    assert kill_many("honest", project, kills=15, seed=1) == []


@pytest.mark.torture
@pytest.mark.promise("away", 500)
def test_500_kills_leave_the_far_file_whole_and_lose_nothing(project: Path) -> None:
    assert kill_many("honest", project, kills=500, seed=2) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "words"), [("in place", "the far file"), ("forgetful", "is lost")]
)
def test_the_harness_catches_a_deliberately_wrong_program(
    project: Path, kind: str, words: str
) -> None:
    wrong = kill_many(kind, project, kills=20, seed=3)
    assert any(words in what for what in wrong)
