"""Somebody who types is killed at any moment: two seconds of it are lost at most."""

import os
import random
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from annotator.store.integrity import examine
from annotator.store.reader import Reader
from tests.factories import keep_wire_story, project_with

ROOT = Path(__file__).parents[2]
MOST_LOST = 2.0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "wire.onrecord", keep_wire_story)


def killed_typing(kind: str, project: Path, after: float) -> str:
    """Let somebody type, kill the program, and return what should be there and is not.

    `after` is in seconds from the first key.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typist", project, kind],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    assert child.stdout
    typed: list[tuple[str, float]] = []
    for line in child.stdout:
        number, at = line.split()
        typed.append((number, float(at)))
        if typed[-1][1] - typed[0][1] > after:
            break
    ended = monotonic()
    child.kill()
    child.communicate()
    due = "".join(f"{number} " for number, at in typed if at <= ended - MOST_LOST)
    with Reader.open(project) as reader:
        found = next(iter(reader.drafts().values()), "")
    if not found.startswith(due):
        return f"{due!r} was typed, {found!r} is there"
    return "".join(examine(project))


def kill_many(kind: str, project: Path, kills: int, seed: int) -> list[str]:
    """Kill somebody who types at random moments, each time in a new copy of the project."""
    chance = random.Random(seed)  # noqa: S311 - the moments need no secrecy
    wrong, before = [], project.read_bytes()
    for n in range(kills):
        copy = project.with_name(f"{n}.onrecord")
        copy.write_bytes(before)
        found = killed_typing(kind, copy, chance.uniform(MOST_LOST, 2 * MOST_LOST))
        wrong += [f"kill {n}: {found}"] if found else []
    return wrong


@pytest.mark.torture
@pytest.mark.promise("typing", 40)
def test_40_kills_take_two_seconds_of_typing_at_most(project: Path) -> None:
    assert kill_many("honest", project, kills=40, seed=1) == []


@pytest.mark.slow
def test_the_harness_catches_somebody_who_keeps_words_too_late(project: Path) -> None:
    assert kill_many("late", project, kills=2, seed=2)
