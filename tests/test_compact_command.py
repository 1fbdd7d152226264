"""The subcommand `compact`: what it says before, what it asks, what it does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from tests.command_line import ROOT, onrecord, printed, refused
from tests.factories import keep_wire_story, new_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    return path


def steps(project: Path) -> int:
    with Reader.open(project) as reader:
        return len(reader.history())


def test_where_nobody_can_be_asked_it_says_what_goes_and_does_nothing(project: Path) -> None:
    before = steps(project)
    result = onrecord("compact", project)
    refused(result, "add --yes")
    told = result.stdout.decode()
    assert told.startswith(f"{before} steps until 20")
    assert "can be undone no more" in told
    assert "a backup of the project" in told
    assert steps(project) == before


@pytest.mark.slow
def test_with_yes_it_is_done_and_nothing_is_wrong_afterwards(project: Path) -> None:
    before = steps(project)
    looked = printed("compact", project, "--json")
    assert (looked["is_given_up"], looked["goes"]["steps"]) == (False, before)
    assert steps(project) == before
    done = onrecord("compact", project, "--yes")
    assert done.stdout.decode().startswith(f"Gave up {before} steps: ")
    assert (done.returncode, done.stderr) == (0, b"")
    assert onrecord("doctor", project).returncode == 0
    assert steps(project) == 1
    again = onrecord("compact", project, "--yes")
    assert again.stdout.decode() == f"{project}: there is no step to give up\n"
    assert printed("compact", project, "--json", "--yes")["goes"] is None


def test_what_is_younger_than_that_stays(project: Path) -> None:
    before = steps(project)
    result = onrecord("compact", project, "--older-than", 30, "--yes")
    assert "no step to give up" in result.stdout.decode()
    assert steps(project) == before
    assert onrecord("compact", project, "--older-than", -1).returncode == 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made here")
def test_at_a_terminal_it_asks_and_takes_no_for_an_answer(project: Path) -> None:
    before = steps(project)
    assert b"nothing of desk.onrecord was given up" in asked(project, "n\n")
    assert steps(project) == before
    assert b"Gave up" in asked(project, "y\n")
    assert steps(project) == 1
    assert examine(project) == []


def asked(project: Path, answer: str) -> bytes:
    """Run the command at a terminal; return what it printed there after the answer."""
    ours, its = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "ui", "compact", str(project)],
        stdin=its,
        stdout=its,
        stderr=its,
        cwd=ROOT,
    ) as child:
        os.close(its)
        told = b""
        while b"[y/N]" not in told:
            told += os.read(ours, 4096)
        os.write(ours, answer.encode())
        told = b""
        try:
            while more := os.read(ours, 4096):
                told += more
        except OSError:  # the other end is closed
            pass
        child.wait()
    os.close(ours)
    return told
