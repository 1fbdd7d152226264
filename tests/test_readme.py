"""What the README shows works as it is shown."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli import COMMANDS
from tests.socket_guard import python_path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_command_line_works_as_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "resources/sample", tmp_path / "resources/sample")
    env = os.environ | {"PYTHONPATH": python_path(ROOT)}
    more = (ROOT / "docs/exporting.md").read_text(encoding="utf-8")
    sessions = re.findall(r"```sh\n(.*?)```", README + more, re.DOTALL)
    assert len(sessions) == 2

    for line in "".join(sessions).splitlines():
        _onrecord, *words = shlex.split(line)
        command = [sys.executable, "-m", "ui", *words]
        run = subprocess.run(command, capture_output=True, cwd=tmp_path, env=env, check=False)
        assert run.returncode == 0, line + run.stderr.decode()

    assert (tmp_path / "harbor.docx").stat().st_size > 0


MAPS = [
    ROOT / name
    for name in ("ARCHITECTURE.md", "annotator/README.md", "ui/README.md", "tests/README.md")
]


def test_every_subcommand_is_told() -> None:
    told = re.findall(r"^\| `([\w-]+)` \|", README, re.MULTILINE)
    assert told == [command.name for command in COMMANDS]


def test_every_link_leads_to_a_file() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *MAPS):
        links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == [], page.name


def test_the_map_of_the_code_names_only_what_is_there() -> None:
    for map_of in MAPS:
        page = map_of.read_text(encoding="utf-8")
        named = re.findall(r"`((?:annotator|ui|resources|tests|docs)/[\w/.-]*)`", page)
        assert [path for path in named if not (ROOT / path).exists()] == []
