"""No test asks the network: what opens an internet socket fails, whoever swallows the error.

Nor does any Python that a test starts: the guard is there before anything else is, and what it
hears fails the test.
"""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ASKING = {
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
}  # fmt: skip
_PREFIX = "onrecord-guard-"
_ASKED, _OWN_SERVER = "asked.txt", "own_server"
_OURSELVES = {"127.0.0.1", "::1", "localhost"}


class AskedTheNetworkError(Exception):
    """A test, or what it called, wanted something of the network."""


class Guard:
    """Watches one test at a time; `asked` is what was wanted of the network meanwhile."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.folder: Path | None = None
        self._test = ""
        self._may_ask_itself = False
        self.is_of_child = False

    @contextmanager
    def watching(self, test: str, *, may_ask_itself: bool = False) -> Iterator[None]:
        """Name the test that runs; one may ask a server of its own on this machine."""
        self.begin(test, may_ask_itself=may_ask_itself)
        self.asked.clear()
        folder = self.folder or Path()
        (folder / _ASKED).unlink(missing_ok=True)
        if may_ask_itself:
            (folder / _OWN_SERVER).touch()
        try:
            yield
        finally:
            self._test = ""
            (folder / _OWN_SERVER).unlink(missing_ok=True)

    def begin(self, test: str, *, may_ask_itself: bool) -> None:
        """Watch from now on what is named so."""
        self._test, self._may_ask_itself = test, may_ask_itself

    def asked_by_children(self) -> list[str]:
        """Return what processes that the test started wanted of the network, and forget it."""
        told = (self.folder or Path()) / _ASKED
        lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
        told.unlink(missing_ok=True)
        return lines

    def hear(self, event: str, values: tuple[object, ...]) -> None:
        """Refuse what asks the network; called by Python at each of its audit events."""
        if event not in _ASKING or not self._test:
            return
        where = _host_of(event, values)
        # urllib3 binds one at its import, to see whether this machine knows IPv6.
        is_harmless = self._may_ask_itself or event == "socket.bind"
        if where is None or (is_harmless and where in _OURSELVES):
            return
        told = f"{self._test} asked the network for {where} ({event})"
        self.asked.append(told)
        if self.is_of_child and self.folder:
            with (self.folder / _ASKED).open("a", encoding="utf-8") as file:
                file.write(f"{told}\n")
        raise AskedTheNetworkError(told)


def _host_of(event: str, values: tuple[object, ...]) -> str | None:
    """Return what host is meant, None for a socket of this machine that has no host."""
    import socket  # which the window does without for as long as nothing asks

    first = values[0] if values else None
    if not isinstance(first, socket.socket):
        name = first[0] if isinstance(first, tuple) else first
        return name.decode("ascii", "replace") if isinstance(name, bytes) else str(name)
    if first.family not in {socket.AF_INET, socket.AF_INET6}:
        return None
    address = values[1]
    return str(address[0]) if isinstance(address, tuple) else f"{event} {address!r}"


GUARD = Guard()
"""The one of this process; its `folder` is where processes that it starts tell what they asked.

What is added to the audit can never be taken out.
"""


def install() -> None:
    """Let the guard hear of every socket from now on, once a process and in all that it starts."""
    sys.addaudithook(GUARD.hear)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source = Path(__file__).read_text(encoding="utf-8")
    # Python imports this before anything else, wherever it is on the path.
    guarding = f"{source}\n\nguard_child(Path({str(folder)!r}))\n"
    (folder / "sitecustomize.py").write_text(guarding, encoding="utf-8")
    sys.path.append(str(folder))
    GUARD.folder = folder
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    others = [path for path in given if path and not Path(path).name.startswith(_PREFIX)]
    os.environ["PYTHONPATH"] = python_path(*others)
    # A worker of the tests is a process that the tests started; from now on it watches itself.
    outer = getattr(sys.modules.get("sitecustomize"), "GUARD", None)
    if outer:
        outer.begin("", may_ask_itself=False)


def python_path(*folders: object) -> str:
    """Return where a Python that is started looks for modules: in these folders, guarded."""
    return os.pathsep.join(map(str, [GUARD.folder, *folders]))


def guard_child(folder: Path) -> None:
    """Guard this process, which a test started; the reader of files refuses sockets itself."""
    if "annotator.sandbox.worker" in sys.orig_argv:
        return
    GUARD.folder, GUARD.is_of_child = folder, True
    watch_child()
    sys.addaudithook(GUARD.hear)


def watch_child() -> None:
    """Watch this process by its name from now on; a fork does it again, under its own."""
    told = f"what it started ({' '.join(sys.orig_argv[1:4])[:80]!r})"
    own_server = (GUARD.folder or Path()) / _OWN_SERVER
    GUARD.begin(told, may_ask_itself=own_server.exists())
