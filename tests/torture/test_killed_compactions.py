"""A history that is given up, killed anywhere in it: all of it is there, or none, and a backup."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.model import Step
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from tests.factories import project_with
from tests.store.damage import everything_told
from tests.torture.acts import bring_in, delete, name

WAIVED = 1
"""So many steps stay, in which a finding was waived."""
ROOT = Path(__file__).parents[2]


def told(store: Store) -> None:
    """Fill a project with all that a compaction deals with."""
    everything_told(store)
    bring_in(store)
    delete(store)
    name(store)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return project_with(tmp_path / "base.onrecord", told)


def killed(kind: str, base: Path, at: str, step: int = 1) -> list[Path]:
    """Return what is left of a project after a kill at each `step`-th moment."""
    folder = base.with_name("killed")
    folder.mkdir()
    words = [sys.executable, "-m", "tests.torture.dying", "compacting"]
    subprocess.run(
        [*words, kind, base, folder, at, str(step)],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    return sorted(folder.glob("*/story.onrecord"))


def broken(base: Path, left: list[Path]) -> Iterator[str]:
    """Yield every broken promise."""
    with Reader.open(base) as reader:
        said, history = said_of(reader), reader.history(limit=1000)
    for project in left:
        for what in _broken(project, said, history):
            yield f"killed at {project.parent.name}: {what}"


def said_of(reader: Reader) -> object:
    """Return what a project says beside its history."""
    articles = [(reader.marks(a.id), reader.original(a.id)) for a in reader.articles()]
    return articles, reader.sides(), reader.versions(), reader.waived_at()


def _broken(project: Path, said: object, history: list[Step]) -> Iterator[str]:
    backups = list(project.parent.glob("home/backups/*/*.onrecord"))
    try:
        with Reader.open(project) as reader:
            now, gone = reader.history(limit=1000), reader.given_up()
            if said_of(reader) != said:
                yield "it reads differently"
        yield from examine(project)
        with Store.open(project) as store:  # which rolls back what is half done
            if said_of(store) != said or store.history(limit=1000) != now:
                yield "it holds something else once it is opened"
        if gone is None:
            if now != history:
                yield "a history that was not given up is another"
            return
        label = f"Give up the {len(history)} steps before this"
        if gone.steps != len(history) or now[0].label != label or len(now) > 1 + WAIVED:
            yield "the history was given up in part"
        if not backups:
            yield "no backup was made before"
        for backup in backups:
            with Reader.open(backup) as reader:
                if reader.history(limit=1000) != history or examine(backup):
                    yield "the backup does not hold what was given up"
    except AnnotatorError as error:
        yield f"unreadable: {error}"


@pytest.mark.slow
@pytest.mark.parametrize(("at", "step"), [("statement", 97), ("write", 97)])
def test_a_compaction_killed_now_and_then_gives_all_up_or_nothing(
    base: Path, at: str, step: int
) -> None:
    left = killed("honest", base, at, step)
    assert list(broken(base, left)) == []
    assert len(left) > 3


@pytest.mark.torture
@pytest.mark.promise("compactions")
@pytest.mark.parametrize("at", ["statement", "write"])
def test_a_compaction_killed_anywhere_gives_all_up_or_nothing(
    base: Path, at: str, record_property: Callable[[str, object], None]
) -> None:
    left = killed("honest", base, at)
    assert list(broken(base, left)) == []
    assert len(left) > 200
    record_property("count", len(left))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "at", "wrong"),
    [("untransacted", "statement", "reads differently"), ("unsaved", "write", "no backup")],
)
def test_the_harness_catches_a_deliberately_wrong_compaction(
    base: Path, kind: str, at: str, wrong: str
) -> None:
    assert any(wrong in what for what in broken(base, killed(kind, base, at, 41)))
