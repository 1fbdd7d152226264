"""What is logged and reported names no person, no place and no words of an article."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import mistakes
from annotator.model import Claim, Source, new_id
from tests.command_line import ROOT
from tests.socket_guard import python_path

TRACE = "Zephyrine Quillfeather"
_BROKEN = """
import sys, threading
from annotator.model import Source, new_id
from ui import __main__ as command

def quote(words):
    raise LookupError(words)

@command.onrecord.command("break")
def broken():
    source = Source(new_id(), sys.argv[2])
    try:
        quote(f"{source!r} in /srv/{sys.argv[2]}/leak.onrecord")
    except LookupError as error:
        raise ValueError(f"{error} {source}") from error

threading.current_thread().name = sys.argv[2]
broken.context_settings["allow_extra_args"] = True
command.main()
"""


def _run(code: str, *args: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": python_path(ROOT)},
        check=False,
    )


def test_a_command_that_fails_tells_where_and_not_about_what(onrecord_home: Path) -> None:
    ended = _run(_BROKEN, "break", TRACE)
    assert ended.returncode == 1
    assert "On Record made a mistake and stopped" in ended.stderr
    logged = (onrecord_home / "logs" / "onrecord.log").read_text()
    assert "ValueError" in logged
    assert "LookupError" in logged
    assert " in quote" in logged
    for told in (TRACE, "Zephyrine", "leak.onrecord", str(ROOT), str(onrecord_home)):
        assert told not in logged
        assert told == str(onrecord_home) or told not in ended.stderr


def test_a_mistake_over_a_noun_names_kinds_alone() -> None:
    nouns = [
        Source(new_id(), TRACE),
        Claim(new_id(), "a", 0, len(TRACE), TRACE),
    ]
    for noun in nouns:
        assert TRACE in repr(noun)
        try:
            raise KeyError(noun)
        except KeyError as error:
            told = "\n".join(mistakes.told(error))
        assert told.startswith("KeyError\n  tests/test_log.py:")
        assert TRACE not in told


@pytest.mark.parametrize("version", [" [Zephyrine Quillfeather]", ""])
def test_what_ended_a_process_names_no_thread_and_no_folder(
    version: str, onrecord_home: Path
) -> None:
    (onrecord_home / "logs").mkdir(parents=True)
    (onrecord_home / "logs" / "faults.txt").write_text(
        "Fatal Python error: Segmentation fault\n\n"
        f"Current thread 0x00007f0000000001{version} (most recent call first):\n"
        f'  File "/srv/{TRACE}/ui/app.py", line 7 in run\n\n'
        f"Thread 0x00007f0000000002{version} (most recent call first):\n"
        f'  File "/srv/{TRACE}/site-packages/other/x.py", line 8 in wait\n'
    )
    told = _run("from ui import faults; print(faults.watch())").stdout
    assert "Fatal Python error: Segmentation fault" in told
    assert 'File "ui/app.py", line 7 in run' in told
    assert "Thread 0x00007f0000000002 (most" in told
    assert "Zephyrine" not in told


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_logs_are_for_their_owner_also_once_they_are_full(onrecord_home: Path) -> None:
    code = (
        "import os; os.umask(0); from annotator import log\n"
        "for n in range(12): log.note('x' * 100_000)"
    )
    assert _run(code).stderr == ""
    folder = onrecord_home / "logs"
    assert sorted(path.name for path in folder.iterdir()) == ["onrecord.log", "onrecord.log.1"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
