"""A disk that refuses any one thing, or everything from then on: one sentence, and no damage.

What is shown afterwards is what is on the disk, and a second try does what the first could not.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from annotator.store import Store
from annotator.store.integrity import examine
from tests.factories import new_project
from tests.torture.acts import bring_in, mark, note

ROOT = Path(__file__).parents[2]
OLD = ROOT / "tests" / "data" / "projects"
CHANGING = ("bring_in", "mark", "note", "delete", "undo", "name")
WRITING = (*CHANGING, "create", "copy", "open 1", "open 2")
FAULTS = ("error once", "error from then on", "full once", "full from then on")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "base.onrecord")
    with Store.open(path) as store:
        bring_in(store)
        bring_in(store)
        mark(store)
        note(store)
        store.undo()
    return path


def refused(kind: str, base: Path, act: str, fault: str, step: int = 1) -> tuple[int, list[str]]:
    """Refuse each `step`-th thing that an act asks of a disk; return how many, and what broke."""
    folder = base.with_name("tried")
    words = [sys.executable, "-m", "tests.torture.failing"]
    told = subprocess.run(
        [*words, kind, base, folder, act, fault, str(step)],
        check=True,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    ).stdout
    # Also by the SQLite that the program runs on.
    wrong = [what for path in folder.glob("*.onrecord") for what in examine(path)]
    shutil.rmtree(folder)
    answer = json.loads(told)
    return int(answer["count"]), answer["wrong"] + wrong


@pytest.mark.slow
@pytest.mark.parametrize(
    ("act", "fault", "step"),
    [
        ("mark", "error once", 6),
        ("name", "error from then on", 1),
        ("note", "error from then on", 7),
        ("bring_in", "full from then on", 7),
        ("create", "error once", 3),
        ("copy", "error from then on", 3),
        ("read", "error once", 3),
    ],
)
def test_what_a_disk_refuses_now_and_then_costs_one_sentence(
    base: Path, act: str, fault: str, step: int
) -> None:
    count, wrong = refused("honest", base, act, fault, step)
    assert wrong == []
    assert count > 10


@pytest.mark.slow
def test_bringing_a_project_up_to_date_on_a_disk_that_refuses_leaves_it_whole(
    tmp_path: Path,
) -> None:
    base = tmp_path / "base.onrecord"
    base.write_bytes(gzip.decompress((OLD / "1.onrecord.gz").read_bytes()))
    count, wrong = refused("honest", base, "open", "error from then on", 3)
    assert wrong == []
    assert count > 15


@pytest.mark.torture
@pytest.mark.promise("faults")
@pytest.mark.parametrize(("act", "fault"), [*product(WRITING, FAULTS), ("read", "error once")])
def test_whatever_a_disk_refuses_costs_one_sentence(
    base: Path, act: str, fault: str, record_property: Callable[[str, object], None]
) -> None:
    act, _, schema = act.partition(" ")
    if schema:
        base.write_bytes(gzip.decompress((OLD / f"{schema}.onrecord.gz").read_bytes()))
    count, wrong = refused("honest", base, act, fault)
    assert wrong == []
    assert count > 25
    record_property("count", count)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "words", "step"),
    [("swallowing", "acknowledged, and not done", 20), ("piecemeal", "refused, and done", 150)],
)
def test_the_harness_catches_a_deliberately_wrong_writer(
    base: Path, kind: str, words: str, step: int
) -> None:
    _, wrong = refused(kind, base, "mark", "error from then on", step)
    assert any(words in what for what in wrong)
