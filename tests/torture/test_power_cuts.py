"""The power is cut at any moment: nothing acknowledged is lost, and nothing is unreadable.

A writer's every doing on the disk is recorded by a VFS, in a process of its own; what a power cut
could have left of it is rebuilt and opened.
"""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from annotator.errors import AnnotatorError
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from tests.torture.acts import state_of
from tests.torture.platter import JOURNAL, Op, Platter, write

ROOT = Path(__file__).parents[2]
MARKS = ("begin", "done")
REPLACING = ("restoring", "compacting", "writing back")
NAME, COPY = "story.onrecord", "copy.onrecord"


def recorded(kind: str, project: Path, seed: int, steps: int = 20) -> list[Op]:
    """Return what a writer did on the disk, in order."""
    log = project.with_name("log")
    words = [sys.executable, "-m", "tests.torture.recorder", kind, project, log, seed, steps]
    subprocess.run(
        list(map(str, words)),
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    ops: list[Op] = pickle.loads(log.read_bytes())  # noqa: S301 - our own
    return ops


def broken_by_cuts(ops: list[Op], folder: Path, moments: list[int], seed: int) -> Iterator[str]:
    """Cut the power after so many ops, each time anew, and yield every broken promise."""
    chance = Random(seed)  # noqa: S311 - the moments need no secrecy
    states = {op.at: op.data.decode() for op in ops if op.what == "state"}
    platter, done, begun = Platter(), -1, -1
    for now, op in enumerate(ops, 1):
        platter.do(op)
        done = max(done, op.at if op.what == "done" else -1)
        begun = max(begun, op.at if op.what == "begin" else -1)
        for _ in range(moments.count(now)):
            fit = {states[n] for n in (done, begun) if n in states}
            for what in _broken(platter.left(chance), folder, fit, is_there=done >= 0):
                yield f"cut after {now} of {len(ops)}: {what}"


def anywhere(ops: list[Op], cuts: int, seed: int) -> list[int]:
    """Return moments by chance."""
    chance = Random(seed)  # noqa: S311 - the moments need no secrecy
    return chance.choices(range(1, len(ops) + 1), k=cuts)


def _broken(files: dict[str, bytes], folder: Path, fit: set[str], *, is_there: bool) -> list[str]:
    """Return what is wrong with what a cut left; `fit` are the states that it may be in."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    write(files, folder)
    project = folder / NAME
    if not project.exists():
        return ["the project is gone"] if is_there else []
    try:
        with Reader.open(project) as reader:
            read = state_of(reader)
        with Store.open(project) as store:
            state = state_of(store)
    except AnnotatorError as error:
        return [f"unreadable: {error}"]
    wrong = [] if state in fit else ["something acknowledged is lost, or half of a step is there"]
    wrong += [] if read == state else ["a reader and a writer see different things"]
    return wrong + examine(project)


@pytest.mark.slow
def test_20_power_cuts_lose_nothing_acknowledged(tmp_path: Path) -> None:
    ops = recorded("honest", tmp_path / NAME, seed=1)
    assert list(broken_by_cuts(ops, tmp_path / "left", anywhere(ops, 20, 2), seed=2)) == []


@pytest.mark.torture
@pytest.mark.promise("cuts", 400)
def test_400_power_cuts_lose_nothing_acknowledged(tmp_path: Path) -> None:
    ops = recorded("honest", tmp_path / NAME, seed=3, steps=60)
    assert list(broken_by_cuts(ops, tmp_path / "left", anywhere(ops, 400, 4), seed=4)) == []


@pytest.mark.slow
def test_a_project_that_was_created_outlives_a_power_cut(tmp_path: Path) -> None:
    ops = recorded("honest", tmp_path / NAME, seed=1, steps=0)
    created = next(n for n, op in enumerate(ops, 1) if op.what == "done")
    assert list(broken_by_cuts(ops, tmp_path / "left", [created] * 10, seed=7)) == []


@pytest.mark.slow
def test_a_change_larger_than_memory_outlives_power_cuts(tmp_path: Path) -> None:
    ops = recorded("large", tmp_path / NAME, seed=1, steps=0)
    begun, done = ([n for n, op in enumerate(ops, 1) if op.what == w][-1] for w in MARKS)
    files = [op.name for op in ops[begun:done] if op.what == "write"]
    assert f"{NAME}{JOURNAL}" in files[files.index(NAME) :], "nothing was written out early"
    moments = [n for n in anywhere(ops, 4000, 11) if begun <= n <= done][:12]
    assert list(broken_by_cuts(ops, tmp_path / "left", moments, seed=12)) == []


@pytest.mark.slow
def test_a_copy_that_was_saved_outlives_a_power_cut(tmp_path: Path) -> None:
    ops = recorded("copying", tmp_path / NAME, seed=1, steps=0)
    chance = Random(8)  # noqa: S311 - the moments need no secrecy
    platter = Platter()
    for op in ops:
        platter.do(op)
    for n in range(10):
        folder = tmp_path / str(n)
        folder.mkdir()
        write(platter.left(chance), folder)
        assert examine(folder / COPY) == []


def cuts_at_the_end(kind: str, folder: Path, cuts: int, seed: int) -> list[str]:
    """Cut the power while a project is replaced as a whole."""
    ops = recorded(kind, folder / NAME, seed=seed, steps=3)
    begun = [n for n, op in enumerate(ops, 1) if op.what == "begin"][-1]
    moments = [begun + moment for moment in anywhere(ops[begun:], cuts, seed)]
    return list(broken_by_cuts(ops, folder / "left", moments, seed=seed))


@pytest.mark.slow
@pytest.mark.parametrize("kind", REPLACING)
def test_a_project_that_is_replaced_outlives_a_power_cut(kind: str, tmp_path: Path) -> None:
    assert cuts_at_the_end(kind, tmp_path, cuts=12, seed=13) == []


@pytest.mark.torture
@pytest.mark.promise("cuts", 200)
@pytest.mark.parametrize("kind", REPLACING)
def test_a_project_that_is_replaced_outlives_200_power_cuts(kind: str, tmp_path: Path) -> None:
    assert cuts_at_the_end(kind, tmp_path, cuts=200, seed=14) == []


@pytest.mark.slow
def test_the_harness_catches_a_copy_that_is_written_back_unsynced(tmp_path: Path) -> None:
    assert cuts_at_the_end("writing back unsynced", tmp_path, cuts=40, seed=15)


@pytest.mark.slow
def test_a_power_cut_while_another_is_recovered_from_loses_nothing(tmp_path: Path) -> None:
    ops = recorded("honest", tmp_path / NAME, seed=1)
    synced = [n for n, op in enumerate(ops) if (op.what, op.name) == ("sync", NAME)]
    platter = Platter()
    for op in ops[: synced[-1]]:
        platter.do(op)
    torn = tmp_path / "torn"
    torn.mkdir()
    write(platter.left(Random(9)), torn)  # noqa: S311 - the moments need no secrecy
    assert (torn / f"{NAME}{JOURNAL}").stat().st_size > 0
    again = recorded("honest", torn / NAME, seed=1, steps=0)
    begun, opened = (next(n for n, op in enumerate(again, 1) if op.what == w) for w in MARKS)
    moments = [*range(begun, opened + 1, max(1, (opened - begun) // 20))]
    assert list(broken_by_cuts(again, tmp_path / "left", moments, seed=9)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    [
        "too early",
        "piecemeal",
        "synchronous = OFF",
        "synchronous = NORMAL",
        "journal_mode = MEMORY",
    ],
)
def test_the_harness_catches_a_deliberately_wrong_writer(kind: str, tmp_path: Path) -> None:
    ops = recorded(kind, tmp_path / NAME, seed=5)
    assert next(broken_by_cuts(ops, tmp_path / "left", anywhere(ops, 30, 6), seed=6))
