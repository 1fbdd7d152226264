"""A project of an older schema, killed while brought up to date: one schema or another, whole."""

import gzip
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.opening import connect_for_reading, refuse_strangers
from annotator.store.reader import Reader
from annotator.store.schema import SCHEMA_VERSION
from tests.torture.acts import state_of

ROOT = Path(__file__).parents[2]
OLD = sorted((ROOT / "tests" / "data" / "projects").glob("*.gz"))


@pytest.fixture(params=[pytest.param(path, id=path.name) for path in OLD])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "old.onrecord"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def killed(kind: str, old: Path, at: str, step: int = 1) -> list[Path]:
    """Return what is left of a project after a kill at each `step`-th moment."""
    folder = old.with_name("killed")
    folder.mkdir()
    words = [sys.executable, "-m", "tests.torture.dying", "opening"]
    subprocess.run(
        [*words, kind, old, folder, at, str(step)],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    return sorted(folder.glob("*/story.onrecord"))


def broken(old: Path, left: list[Path]) -> Iterator[str]:
    """Yield every broken promise."""
    with Reader.open(old) as reader:
        before = state_of(reader)
    for project in left:
        moment = project.parent.name
        for what in _broken(project, before):
            yield f"killed at {moment}: {what}"


def _broken(project: Path, before: str) -> Iterator[str]:
    try:
        with Reader.open(project) as reader:
            if state_of(reader) != before:
                yield "it reads differently"
        yield from examine(project)
        with Store.open(project) as store:
            if state_of(store) != before:
                yield "it holds something else once it is up to date"
    except AnnotatorError as error:
        yield f"unreadable: {error}"
        return
    yield from examine(project)
    conn, _ = connect_for_reading(project)
    if refuse_strangers(conn, project) != SCHEMA_VERSION:
        yield "it is not brought up to date"
    conn.close()


@pytest.mark.slow
@pytest.mark.parametrize(("at", "step"), [("statement", 9), ("write", 4)])
def test_a_project_killed_now_and_then_while_brought_up_to_date_is_whole(
    old: Path, at: str, step: int
) -> None:
    left = killed("honest", old, at, step)
    assert list(broken(old, left)) == []
    assert len(left) > 3


@pytest.mark.torture
@pytest.mark.promise("migrations")
@pytest.mark.parametrize("at", ["statement", "write"])
def test_a_project_killed_anywhere_while_brought_up_to_date_is_whole(
    old: Path, at: str, record_property: Callable[[str, object], None]
) -> None:
    left = killed("honest", old, at)
    assert list(broken(old, left)) == []
    assert len(left) > 20
    record_property("count", len(left))


@pytest.mark.slow
@pytest.mark.parametrize("old", [pytest.param(OLD[-1], id=OLD[-1].name)], indirect=True)
def test_the_harness_catches_a_deliberately_wrong_migration(old: Path) -> None:
    assert next(broken(old, killed("untransacted", old, "statement", 9)))
