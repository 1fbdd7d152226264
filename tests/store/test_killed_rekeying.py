"""A change of the passphrase, killed at any stage: the old or the new one opens every file."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from annotator import backups
from annotator.errors import PassphraseError
from annotator.store import Store, cipher, restoring
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from annotator.store.rekeying import set_passphrase
from tests.factories import keep_text, new_project
from tests.killing import ROOT
from tests.store.rekeyer import ACTS

CANARY = b"Zinnoberkraut"


@pytest.fixture(autouse=True)
def locked_again() -> Iterator[None]:
    """Have no key outlive its test."""
    yield
    cipher.forget_all()


class Bench:
    """A project with its backups in two places and what restoring kept, made anew each time."""

    def __init__(self, folder: Path, home: Path, act: str) -> None:
        self.folder, self.act = folder, act
        self.old, self.new = ACTS[act]
        self.project = folder / "work" / "story.onrecord"
        self._fill(home)
        self.texts = self.read()
        self.files = set(folder.rglob("*.onrecord"))
        shutil.copytree(folder, folder.with_name("base"))

    def _fill(self, home: Path) -> None:
        for each in (self.project.parent, self.folder / "drive", home):
            each.mkdir(parents=True)
        told = json.dumps({"backup_folder": str(self.folder / "drive")})
        (home / "settings.json").write_text(told)
        new_project(self.project)
        for number in range(2):
            with Store.open(self.project) as store:
                keep_text(store, f"Mill {number}\n\nThe union said {CANARY.decode()} was.\n")
        restoring.restore(self.project, backups.found(self.project)[0].path)
        Store.open(self.project).close()
        if self.old:
            set_passphrase(self.project, self.old)
            Store.open(self.project).close()

    def read(self) -> list[str]:
        with Reader.open(self.project) as reader:
            return [reader.document(article.id).text for article in reader.articles()]

    def do(self, kind: str, what: str, k: int) -> int | None:
        """Do it, killed before the k-th thing; return how many there were if that never came."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.folder.with_name("base"), self.folder)
        words = ("tests.store.rekeyer", kind, self.act, what, str(k), str(self.project))
        done = subprocess.run(
            [sys.executable, "-m", *words], capture_output=True, check=False, cwd=ROOT
        )
        assert done.returncode in {0, -signal.SIGKILL}, done.stderr.decode()
        return None if done.returncode else int(done.stdout)

    def wrong(self) -> list[str]:
        """Return what is not as was promised after a kill, and after the next opening."""
        wrong = []
        cipher.forget_all()
        for path in sorted(self.files):
            if not path.exists():
                wrong.append(f"{path.name} is gone")
            elif not self._opens(path) or examine(path):
                wrong.append(f"{path.name} is not whole")
        if wrong or self.read() != self.texts:
            return wrong or ["the project holds something else"]
        Store.open(self.project).close()
        wrong = [f"{path.name} is left" for path in self.folder.rglob("*.part*")]
        if cipher.is_encrypted(self.project) is not (self.new is not None) or self.act == "change":
            wrong += set_passphrase(self.project, self.new)
        if self.new and self._holding():
            wrong.append(f"{self._holding()[0].name} can be read")
        if self.read() != self.texts or examine(self.project):
            wrong.append("the second try broke it")
        return wrong

    def _opens(self, path: Path) -> bool:
        for passphrase in filter(None, (self.old, self.new)):
            try:
                cipher.unlock(path, passphrase)
            except PassphraseError:
                continue
            return True
        return cipher.is_unlocked(path)

    def _holding(self) -> list[Path]:
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return [path for path in files if CANARY in path.read_bytes()]


@pytest.fixture
def bench(tmp_path: Path, act: str, monkeypatch: pytest.MonkeyPatch) -> Bench:
    folder = tmp_path / "bench"
    monkeypatch.setenv("ONRECORD_HOME", str(folder / "home"))
    return Bench(folder, folder / "home", act)


def kill_at_each(bench: Bench, kind: str, what: str, step: int) -> tuple[int, list[str]]:
    """Kill it before each STEP-th thing; return how many kills there were and what they broke."""
    wrong: list[str] = []
    for kills in count():
        k = 1 + kills * step
        if bench.do(kind, what, k) is not None:
            return kills, wrong
        wrong += [f"{what} {k}: {told}" for told in bench.wrong()]
        if wrong:
            return kills + 1, wrong
    raise AssertionError


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_some_kills_leave_the_old_or_the_new_passphrase(bench: Bench) -> None:
    all_of_it = bench.do("honest", "files", 0)
    assert all_of_it
    assert bench.wrong() == []

    kills, wrong = kill_at_each(bench, "honest", "files", all_of_it // 5)

    assert wrong == []
    assert kills >= 5


@pytest.mark.slow
@pytest.mark.parametrize("act", ["set"])
def test_the_harness_catches_one_that_writes_over_the_files(bench: Bench) -> None:
    _, wrong = kill_at_each(bench, "in place", "files", 3)

    assert any("not whole" in told for told in wrong)


@pytest.mark.torture
@pytest.mark.promise("passphrases")
@pytest.mark.parametrize(("what", "step"), [("files", 1), ("statements", 29)])
@pytest.mark.parametrize("act", ACTS)
def test_a_kill_at_each_stage_leaves_the_old_or_the_new_passphrase(
    bench: Bench, what: str, step: int, record_property: Callable[[str, object], None]
) -> None:
    kills, wrong = kill_at_each(bench, "honest", what, step)

    assert wrong == []
    record_property("count", kills)
