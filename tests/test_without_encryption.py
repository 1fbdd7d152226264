"""Without the extra `encrypted` a command on such a project says what to install, and no more."""

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.store import Store, cipher
from tests.command_line import ROOT
from tests.ui.locked_seat import WORDS, encrypted_project

_WITHOUT = (
    "import sys; sys.modules['sqlcipher3'] = None; from ui.__main__ import onrecord; onrecord()"
)
COMMANDS = (
    *("articles {project}", "report {project} -o {out}", "backup {project}", "doctor {project}"),
    *("passphrase change {project}", "passphrase remove {project}", "passphrase set {plain}"),
    *("new --encrypted {out}", "forget {project} x", "restore {project}"),
    *("recover {project} {out}", "compact {project} --yes"),
)


@pytest.mark.slow
def test_commands_say_what_to_install_and_leave_every_file_as_it_was(tmp_path: Path) -> None:
    project, plain = tmp_path / "mill.onrecord", tmp_path / "plain.onrecord"
    encrypted_project(project)
    Store.create(plain)
    assert not cipher.is_unlocked(project)
    places = {"project": project, "plain": plain, "out": tmp_path / "out.onrecord"}
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    for command in COMMANDS:
        words = [sys.executable, "-c", _WITHOUT, *command.format(**places).split()]

        run = subprocess.run(
            words, input=f"{WORDS}\n", capture_output=True, text=True, cwd=ROOT, check=False
        )

        assert (run.returncode, run.stdout) == (1, ""), command
        assert "install it with `pip install onrecord[encrypted]`" in run.stderr
        assert run.stderr.count("\n") == 1
        there = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
        assert before == there, command
