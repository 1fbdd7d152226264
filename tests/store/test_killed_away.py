"""Work on a far project, killed at any moment: the far file is whole, and nothing kept is lost."""

import random
from pathlib import Path

import pytest

from annotator.store.away_record import folder_of_all
from annotator.store.integrity import examine
from tests.factories import new_project
from tests.killing import told_until_killed
from tests.store.far import sources_in, take


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "Sync" / ".stfolder").mkdir(parents=True)
    return new_project(tmp_path / "Sync" / "mill.onrecord")


def kill_many(kind: str, project: Path, kills: int, seed: int) -> list[str]:
    """Kill a program `kills` times at random moments and return every broken promise."""
    chance = random.Random(seed)  # noqa: S311 - the moments need no secrecy
    wrong: list[str] = []
    said: set[str] = set()
    for n in range(kills):
        if wrong and kind != "honest":
            break  # it is caught
        after = chance.uniform(0, 0.3)
        said |= set(told_until_killed("tests.store.away_worker", kind, project, after=after))
        wrong += [f"kill {n}: the far file: {what}" for what in examine(project)]
        if wrong or n % 2:
            continue  # the next program takes up what is left
        copy = take(project)
        copy.write_back()
        copy.end()
        there = set(sources_in(project))
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
    ("kind", "words"),
    # A file that was half written is damaged, or looks as if somebody else had changed it.
    [("in place", ("the far file", "is left")), ("forgetful", ("is lost",))],
)
def test_the_harness_catches_a_deliberately_wrong_program(
    project: Path, kind: str, words: tuple[str, ...]
) -> None:
    wrong = kill_many(kind, project, kills=150, seed=3)  # it stops once it is caught
    assert any(word in what for word in words for what in wrong), wrong
