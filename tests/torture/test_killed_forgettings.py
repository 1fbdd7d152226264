"""A source that is forgotten, killed anywhere in it: each file old or new, and none forgets alone.

Whoever begins again after the kill comes to the end of it, and nothing is left of the source.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.edits import add, change
from annotator.model import Descriptor, Identity, Source, new_id
from annotator.store import Store
from annotator.store.forgetting import Forgetting
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from annotator.vocabulary import SourceKind
from tests.factories import claim_of, keep_text, project_with
from tests.store.canaries import ADDED, ALIAS, CONTACT, LABEL, NAME, SAID, TEXT, left_in

ROOT = Path(__file__).parents[2]


def confided(store: Store) -> None:
    """Fill a project with a confidential source, and its name in a note and its history."""
    article = keep_text(store, TEXT)
    named = Source(new_id(), NAME, SourceKind.ANONYMOUS, aliases=(ALIAS,), article_id=article.id)
    store.apply(add(f"Meet {NAME}", named))
    told = Descriptor(affiliation=True)
    source = Source(named.id, LABEL, SourceKind.ANONYMOUS, descriptor=told, article_id=article.id)
    store.apply(change("Name", (named, source)))
    store.keep_identity(Identity(new_id(), source.id, f"{NAME}\n{ALIAS}", CONTACT, SAID))
    claim = claim_of(article, TEXT, "dumped waste. The", source_id=source.id, note=SAID)
    store.apply(add("Mark", claim))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return project_with(tmp_path / "base.onrecord", confided)


def killed(kind: str, base: Path, at: str, step: int = 1) -> list[Path]:
    """Return what is left of a project after a kill at each `step`-th moment."""
    folder = base.with_name("killed")
    folder.mkdir()
    words = [sys.executable, "-m", "tests.torture.dying", "forgetting"]
    subprocess.run(
        [*words, kind, base, folder, at, str(step)],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder)},
    )
    return sorted(folder.glob("*/story.onrecord"))


def broken(base: Path, left: list[Path], patch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield every broken promise."""
    with Reader.open(base) as reader:
        steps = len(reader.history(limit=1000))
    patch.setattr(tempfile, "tempdir", str(base.parent))
    for project in left:
        patch.setenv("ONRECORD_HOME", str(project.parent / "home"))
        for what in _broken(project, steps):
            yield f"killed at {project.parent.name}: {what}"


def _broken(project: Path, steps: int) -> Iterator[str]:
    folder = project.parent
    files = sorted(each for each in folder.rglob("*.onrecord") if each.name[0] != ".")
    for file in files:
        for finding in examine(file):
            yield f"{file.name}: {finding}"
        with Reader.open(file) as reader:
            if len(reader.history(limit=1000)) != steps + (reader.history()[0].label == LAST):
                yield f"{file.name}: its history is another"
    with Reader.open(project) as reader:
        is_done = reader.history()[0].label == LAST
        is_known = NAME in reader.confidential()
    if is_done == is_known:
        yield "the project forgot in part"
    others = [file for file in files if file != project]
    if is_done and any(NAME.encode() in file.read_bytes() for file in others):
        yield "the project forgot before a copy of it did"
    with Forgetting.open(project) as store:
        also = [NAME, CONTACT, ALIAS, ADDED] if is_done else [ADDED]
        done = store.forget(LABEL, also)
    if done.found.traces or done.kept or list(left_in(folder)):
        yield "something is left once it is begun again"


LAST = "Forget a source"


@pytest.mark.slow
@pytest.mark.parametrize(("at", "step"), [("statement", 149), ("write", 197)])
def test_a_forgetting_killed_now_and_then_can_be_begun_again(
    base: Path, at: str, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = killed("honest", base, at, step)
    assert list(broken(base, left, monkeypatch)) == []
    assert len(left) > 3


@pytest.mark.torture
@pytest.mark.promise("forgotten")
@pytest.mark.parametrize("at", ["statement", "write"])
def test_a_forgetting_killed_at_hundreds_of_moments_can_be_begun_again(
    base: Path,
    at: str,
    record_property: Callable[[str, object], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = killed("honest", base, at, 5)
    assert list(broken(base, left, monkeypatch)) == []
    assert len(left) > 100
    record_property("count", len(left))


@pytest.mark.slow
def test_the_harness_catches_a_project_that_forgets_before_its_copies(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = killed("hasty", base, "statement", 149)
    assert any("before a copy" in what for what in broken(base, left, monkeypatch))
