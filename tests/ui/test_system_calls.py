"""What the whole program asks of the system, seen from outside of it: never the network.

Where strace is not installed, no Python and no library in C is seen by anybody but the guard of
sockets; a run without it has not tried this.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import ROOT, onrecord
from tests.left_behind import journey, project_about

STRACE = shutil.which("strace")
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed")
_FAR = re.compile(r"AF_INET|AF_PACKET|sun_path=.*(resolve|nscd)")
_ASKS = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\(")


def tracing(out: Path) -> tuple[str, ...]:
    """Return the command under which another is watched, with all that it starts."""
    return (STRACE or "", "-f", "-qq", "-s", "200", "-e", "trace=network", "-o", str(out))


def asked(trace: Path) -> list[str]:
    """Return each call that asks another machine, or a service of this one that asks it."""
    lines = trace.read_text(errors="replace").splitlines()
    return [line for line in lines if _ASKS.search(line) and _FAR.search(line)]


@needs_strace
@pytest.mark.slow
def test_a_window_asks_no_network_whatever_is_done_in_it(tmp_path: Path) -> None:
    out, trace = tmp_path / "written", tmp_path / "trace.txt"
    out.mkdir()
    journey(project_about(tmp_path), out, before=tracing(trace))
    assert (out / "report.docx").exists()
    assert trace.exists()
    assert asked(trace) == []


@needs_strace
@pytest.mark.slow
def test_no_command_asks_the_network(tmp_path: Path) -> None:
    path, story = tmp_path / "desk.onrecord", tmp_path / "page.html"
    story.write_text(
        '<html><link rel="stylesheet" href="http://192.0.2.1/s.css"><h1>Mill</h1>'
        '<img src="http://192.0.2.1/p.png"><p>The mill denied it on Monday, a clerk said.</p>'
    )
    for number, words in enumerate(
        (
            ("new", path),
            ("import", path, story),
            ("check", path),
            ("measures", path),
            ("export", path, "--format", "pdf", "--output", tmp_path / "all.pdf"),
            ("report", path, "--output", tmp_path / "report.docx"),
            ("backup", path),
            ("doctor", path),
        )
    ):
        trace = tmp_path / f"trace-{number}.txt"
        ran = onrecord(*words, before=tracing(trace))
        assert b"mistake" not in ran.stderr
        assert trace.exists(), ran.stderr
        assert asked(trace) == []


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize(
    "asking",
    [
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "socket.socket().connect_ex(('127.0.0.1', 9))",
        "socket.socket(socket.AF_INET6).connect_ex(('::1', 9))",
    ],
)
def test_who_does_ask_is_seen(asking: str, tmp_path: Path) -> None:
    trace = tmp_path / "trace.txt"
    # Isolated, so that the guard of sockets does not stop it before the system is asked.
    code = f"import socket; {asking}"
    command = [*tracing(trace), sys.executable, "-I", "-c", code]
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    assert asked(trace)
