"""What the child process has of the parent: its end, and nothing else."""

import logging
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from annotator.errors import UnreadableError
from annotator.importers import Choices, Extent, source_file
from annotator.sandbox import Limits, Sandbox, limits
from annotator.sandbox.watch import Ended, Gauge, Watch
from tests.importers.samples import SAMPLES

STORY = source_file.from_bytes(b"Mill denies it\nThe mill denied it on Monday.\n", "mill.txt")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_nothing_is_imported_from_the_folder_a_person_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "annotator", "chardet", "struct"):
        (tmp_path / f"{name}.py").write_text("open('hostile', 'w')\nraise SystemExit\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with Sandbox() as sandbox:
        assert sandbox.read_all(STORY)
    assert not (tmp_path / "hostile").exists()


@LINUX
def test_the_child_has_no_file_secret_or_terminal_of_its_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSROOM_TOKEN", "hunter2")
    with (tmp_path / "secret.txt").open("w", encoding="utf-8") as secret, Sandbox() as sandbox:
        os.set_inheritable(secret.fileno(), True)
        pid = sandbox.warm()
        assert sandbox.read_all(STORY)
        about = Path(f"/proc/{pid}")
        opened = [str(one.readlink()) for one in (about / "fd").iterdir()]
        assert not [one for one in opened if not one.startswith(("pipe:", "/dev/null"))]
        assert b"hunter2" not in (about / "environ").read_bytes()
        assert os.getsid(pid) == pid


@pytest.mark.slow
def test_the_end_of_the_parent_is_the_end_of_the_child(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"Words of it\n" * 1_600_000)
    script = (
        "import sys, pathlib\n"
        "from annotator.importers import source_file\n"
        "from annotator.sandbox import Limits, Sandbox\n"
        "sandbox = Sandbox(Limits(seconds=200, memory=4_000_000_000))\n"
        "print(sandbox.warm(), flush=True)\n"
        "sandbox.read_all(source_file.from_path(pathlib.Path('long.txt')))\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        before = child.cpu_times().user
        while child.cpu_times().user < before + 1:  # until it reads
            pass
        parent.kill()
        parent.wait()
    # Reading all of it would take longer by far.
    _, left = psutil.wait_procs([child], timeout=5)
    assert not [one for one in left if one.status() != psutil.STATUS_ZOMBIE]


def test_a_child_that_says_too_much_is_not_believed_any_more() -> None:
    with Sandbox(Limits(answer=100)) as sandbox:
        first = sandbox.warm()
        with pytest.raises(
            UnreadableError, match="could not be read, as the reader of its format"
        ):
            sandbox.read_all(STORY)
        assert sandbox.warm() != first


def test_what_a_process_uses_is_gauged_and_its_end_is_no_error() -> None:
    script = "sum(range(3_000_000)); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        gauge = Gauge(process.pid)
        assert process.stdout
        process.stdout.readline()
        seconds, memory = gauge.used()
        assert seconds > 0
        assert memory > 1_000_000
        process.kill()
        process.wait()
        assert gauge.used() == (0, 0)
        assert Gauge(process.pid).used() == (0, 0)


def test_who_stops_too_late_ends_no_other_reading() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        with Watch(process, Limits()) as watch:
            pass
        watch.end(Ended.CANCELED)
        assert watch.ended is None
        process.communicate(b"\n")
    assert process.returncode == 0


ASKING = (
    "import socket; socket.create_connection(('127.0.0.1', 9))",
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    "import subprocess; subprocess.run(['true'])",
)


@pytest.mark.parametrize("deed", ASKING)
def test_what_a_reader_tries_is_known_also_where_a_library_says_nothing(deed: str) -> None:
    script = (
        "from annotator.sandbox import limits\n"
        "limits.confine(limits.Limits())\n"
        f"try:\n    {deed}\n"
        "except Exception:\n    pass\n"
        "print(limits.tried)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=True
    )
    assert b"'" in done.stdout


IN_C = {
    "a socket": "kernel.socket(2, 1, 0)",
    "a socket of this machine": "kernel.socket(1, 1, 0)",
    "a program": "kernel.execv(b'/bin/true', (ctypes.c_char_p * 2)(b'true', None))",
    "a file away": "kernel.unlink(b'old')",
    "another name": "kernel.rename(b'old', b'new')",
    "its parent": "kernel.kill(os.getppid(), 0)",
    "a ring of calls": "kernel.syscall(425, 1, None)",
}


@LINUX
@pytest.mark.parametrize("deed", IN_C.values(), ids=IN_C)
def test_the_kernel_refuses_it_also_to_a_library_in_c(deed: str, tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"x")
    script = (
        "import ctypes, os\n"
        "from annotator.sandbox import limits\n"
        "limits.confine(limits.Limits())\n"
        "kernel = ctypes.CDLL(None, use_errno=True)\n"
        f"print({deed}, ctypes.get_errno())\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert done.stdout.split() == [b"-1", b"1"]
    assert (tmp_path / "old").exists()


@pytest.mark.slow
def test_no_reader_of_any_format_tries_anything_in_the_child(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, "onrecord"), Sandbox() as sandbox:
        for path in SAMPLES:
            for extent in Extent:
                source = source_file.from_path(path, Choices(extent=extent))
                with suppress(UnreadableError):  # two are without text, or locked
                    assert sandbox.read_all(source)
    assert caplog.text == ""
    assert limits.tried == []
