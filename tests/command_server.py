"""One process that has read the program, and forks for each command that a test runs.

Python and its libraries take a third of a second to start, and a command a few hundredths of one.
What is forked is a process of its own, with arguments, environment, folder, streams, exit code and
end of its own; only what modules do when they are read was done before.
"""

import atexit
import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, NoReturn

ROOT = Path(__file__).parents[1]
_READ = ("ui.__main__", "annotator.reporting", "annotator.export.formats", "annotator.export.word")
"""What the commands need; what only a window needs is read by the few that do."""


class Server:
    """Runs a command when it is asked to, one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self._told = self._asked.makefile("rb")
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.command_server", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
            )
        atexit.register(self.end)

    def end(self) -> None:
        """Let it end, as it does when nobody can ask it any more."""
        self._told.close()
        self._asked.close()
        self._process.wait()

    def run(
        self,
        words: Sequence[str],
        *,
        environment: Mapping[str, str],
        streams: Sequence[int],
        timeout: float,
        umask: int = -1,
        room: int = -1,
    ) -> int:
        """Run `onrecord` with open files as its streams; return its exit code.

        Its files grow to `room` bytes and no further, where that is not less than 0.
        Raises subprocess.TimeoutExpired.
        """
        wanted = {
            "words": [*words],
            "environment": dict(environment),
            "umask": umask,
            "room": room,
        }
        with self._lock:
            socket.send_fds(self._asked, [b"?"], streams)
            self._asked.sendall(json.dumps(wanted).encode() + b"\n")
            pid = int(self._told.readline())
            self._asked.settimeout(timeout)
            try:
                return int(self._told.readline())
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                raise subprocess.TimeoutExpired([*words], timeout) from None
            finally:
                self._asked.settimeout(None)


def serve(asked: socket.socket) -> None:
    """Fork for each command that is asked for, and tell its process and how it ended."""
    for module in _READ:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    lines = asked.makefile("rb")
    while True:
        _, streams, _, _ = socket.recv_fds(asked, 1, 3)
        if not streams:
            return
        wanted = json.loads(lines.readline())
        pid = os.fork()
        if not pid:
            asked.detach()
            _be(wanted, streams)
        for stream in streams:
            os.close(stream)
        asked.sendall(b"%d\n" % pid)
        _, status = os.waitpid(pid, 0)
        asked.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def _be(wanted: dict[str, Any], streams: Sequence[int]) -> NoReturn:
    """Be the command, in the process that was forked for it."""
    code = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.environ.clear()
        os.environ.update(wanted["environment"])
        if wanted["umask"] >= 0:
            os.umask(wanted["umask"])
        # A module that is compiled on a full disk would be kept, and be no module.
        sys.dont_write_bytecode = wanted["room"] >= 0
        if wanted["room"] >= 0:
            import resource  # which Windows has not

            resource.setrlimit(resource.RLIMIT_FSIZE, (wanted["room"],) * 2)
        time.tzset()
        sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
        sys.argv = ["onrecord", *wanted["words"]]
        sys.orig_argv = [sys.executable, "-m", "ui", *wanted["words"]]
        sys.modules["sitecustomize"].watch_child()
        code = _ended()
        atexit._run_exitfuncs()  # noqa: SLF001 - no other way runs them without an end
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - else it would go on as a second server
        traceback.print_exc()
    finally:
        os._exit(code)


def _ended() -> int:
    """Run the program, and return the exit code with which Python would end."""
    try:
        importlib.import_module("ui.__main__").main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)  # noqa: T201
    except BaseException:  # noqa: BLE001 - as Python does with what nobody catches
        traceback.print_exc()
    else:
        return 0
    return 1


def _stream(number: int, mode: str) -> Any:
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "utf-8").partition(":")
    is_stderr = number == 2
    return open(
        number,
        mode,
        buffering=1 if is_stderr else -1,
        encoding=encoding,
        errors=errors or ("backslashreplace" if is_stderr else "strict"),
        closefd=False,
    )


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as ours:
        serve(ours)
