"""A world of its own for programs that handle canaries, which is looked into afterwards."""

import ast
import os
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotator.store.schema import APPLICATION_ID
from tests.canary.folding import Watch
from tests.canary.names import Canary
from tests.canary.scan import Hit, Looked, scan
from tests.socket_guard import python_path

ROOT = Path(__file__).parents[2]
_FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
    "TMPDIR": "tmp",
    "ONRECORD_HOME": "own",
}
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT")
"""Variables that a program gets of those that we have."""
_SHARED = ("/dev/", "/proc/", "memfd:")
"""What is no file of anybody."""
_WATCHING = str(Path(__file__).parent / "watching")
Result = subprocess.CompletedProcess[bytes]


class Room:
    """Folders for all that a program keeps, `stories` for projects and `out` for exports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[tuple[str, bytes]] = []
        self._log = folder.with_name(f"{folder.name} watched")
        for each in (
            self._log,
            *(folder / name for name in (*_FOLDERS.values(), "stories", "out")),
        ):
            each.mkdir(parents=True, mode=0o700)

    @property
    def project(self) -> Path:
        """Return where the project of the canaries stands."""
        return self.folder / "stories" / "valley.onrecord"

    @property
    def out(self) -> Path:
        """Return the folder of exports."""
        return self.folder / "out"

    @property
    def environment(self) -> dict[str, str]:
        """Return all that a program is told by its environment."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        folders = {name: str(self.folder / where) for name, where in _FOLDERS.items()}
        return {
            **kept,
            **folders,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join([_WATCHING, python_path(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "ONRECORD_WATCHED": str(self._log),
        }

    def run(self, *words: object, module: str = "ui", given: bytes = b"") -> Result:
        """Run a command of `onrecord`, or another module; what it prints is looked at as well."""
        done = self.start(*words, module=module)
        out, errors = done.communicate(given, timeout=120)
        name = words[0] if module == "ui" else module
        self.said.append((f"what {name} printed", out + errors))
        return subprocess.CompletedProcess(done.args, done.returncode, out, errors)

    def start(self, *words: object, module: str = "ui", **options: Any) -> subprocess.Popen[bytes]:
        """Start a program that runs on."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=self.environment,
            **options,
        )

    def look(self, canaries: Iterable[Canary], *, is_project_safe: bool = False) -> Looked:
        """Look for canaries in everything but projects; in these, too, where nobody can read them.

        What was printed, and what programs were started with, is looked through as a file is.
        """
        watch = Watch(canaries)
        passes_by = (lambda _: False) if is_project_safe else is_project
        looked = scan([self.folder], watch.canaries, passes_by)
        told = [*self.said, *self._started()]
        hits = {
            Hit(canary, place, "its text")
            for place, data in told
            for canary in watch.in_text(data.decode("utf-8", "replace"))
        }
        return Looked((*looked.hits, *sorted(hits, key=str)), looked.files, looked.size)

    def strangers(self) -> list[str]:
        """Return files outside of the room that a program opened for writing."""
        told = {path for path in self._told("file") if not path.startswith(str(self.folder))}
        # Files in memory are files all the same.
        return sorted(p for p in told if p.startswith("/dev/shm/") or not p.startswith(_SHARED))  # noqa: S108

    def readable_by_others(self) -> list[str]:
        """Return projects, and copies of them, that others of this machine may read."""
        found = [path for path in self.folder.rglob("*") if path.is_file() and is_project(path)]
        return [str(path) for path in found if stat.S_IMODE(path.stat().st_mode) & 0o077]

    def _started(self) -> Iterator[tuple[str, bytes]]:
        for words in (*self._told("started"), *self._told("ran")):
            yield "what a program was started with", words.encode()

    def _told(self, kind: str) -> Iterator[str]:
        for log in self._log.glob("*.txt"):
            for line in log.read_text(encoding="utf-8").splitlines():
                told, *words = ast.literal_eval(line)
                if told == kind:
                    yield words[0] if kind == "file" else repr(words)


def is_project(path: Path) -> bool:
    """Return whether a file is a project, a backup of one, or an unfinished change of it."""
    if path.name.endswith("-journal"):
        path = path.with_name(path.name.removesuffix("-journal"))
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and head[68:72] == APPLICATION_ID.to_bytes(
        4, "big"
    )
