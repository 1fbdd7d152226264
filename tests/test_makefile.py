"""Set-up tells what is missing in one sentence, and help tells what there is."""

import os
import re
import shutil
import subprocess
from pathlib import Path

MAKEFILE = Path(__file__).parent.parent / "Makefile"


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(MAKEFILE, folder)
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(
        ["make", *words], cwd=folder, env=clean, capture_output=True, text=True, check=False
    )


def test_help_is_the_default_and_names_every_target(tmp_path: Path) -> None:
    phony = re.search(r"^\.PHONY: help (.*)$", MAKEFILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert phony
    told = make(tmp_path).stdout
    inner = {"static", "style", "types", "libraries"}
    assert {name for name in phony[1].split() if f"make {name} " not in told} == inner


def test_without_a_python_the_package_that_brings_it_is_named(tmp_path: Path) -> None:
    run = make(tmp_path, "run", "PYTHON=false")

    assert run.returncode != 0
    assert "python3-venv" in run.stderr
    assert not (tmp_path / ".venv").exists()
