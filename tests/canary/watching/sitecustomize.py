"""Loaded by every Python that a canary's room starts: writes down what it opens and starts.

It stands in a folder of its own, which only such a process has on its path.
"""

import importlib
import os
import sys
from contextlib import suppress
from pathlib import Path

_LOG = os.environ.get("ONRECORD_WATCHED")
_MAKING = {
    *("os.mkdir", "os.rename", "os.link", "os.symlink", "shutil.copyfile", "shutil.move"),
    *("tempfile.mkstemp", "tempfile.mkdtemp", "sqlite3.connect"),
}
_STARTING = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND


def _watch(folder: str) -> None:
    log = os.open(
        Path(folder) / f"{os.getpid()}.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600
    )

    def tell(kind: str, *words: object) -> None:
        os.write(log, ascii((kind, *words)).encode() + b"\n")

    def hear(event: str, args: tuple[object, ...]) -> None:
        if event == "open" and isinstance(args[2], int) and args[2] & _WRITING:
            if not isinstance(args[0], int):
                tell("file", os.path.abspath(os.fsdecode(args[0])))  # type: ignore[arg-type] # noqa: PTH100
        elif event in _MAKING:
            for name in args[:2]:
                if isinstance(name, str | bytes) and name != ":memory:":
                    path = os.fsdecode(name).removeprefix("file:").partition("?")[0]
                    tell("file", os.path.abspath(path))  # noqa: PTH100
        elif event in _STARTING:
            tell("started", *args)

    sys.addaudithook(hear)
    tell("ran", sys.orig_argv, dict(os.environ))


def _let_others_in() -> None:
    """Load what has this name elsewhere on the path, for which this stands in the way."""
    here = str(Path(__file__).parent)
    sys.path[:] = [path for path in sys.path if path != here]
    this = sys.modules.pop("sitecustomize")
    with suppress(ImportError):
        importlib.import_module("sitecustomize")
    sys.modules.setdefault("sitecustomize", this)


if _LOG:
    _watch(_LOG)
    _let_others_in()
