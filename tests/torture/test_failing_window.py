"""A window on a disk that refuses any one thing: what it shows is there, and can be redone."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import keep_text, project_with
from tests.torture.failing import FAULTS
from tests.ui.seat import STORY

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "mill.onrecord", lambda store: keep_text(store, STORY))


def refused(kind: str, project: Path, fault: str, step: int) -> tuple[int, list[str]]:
    """Refuse each `step`-th thing; return how many were, and what broke."""
    words = [sys.executable, "-m", "tests.torture.failing_window"]
    told = subprocess.run(
        [*words, kind, project, fault, str(step)],
        check=True,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    ).stdout
    answer = json.loads(told)
    return int(answer["count"]), answer["wrong"]


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "step"), [("error from then on", 6), ("full once", 17)])
def test_a_window_shows_what_is_on_a_disk_that_refuses_now_and_then(
    project: Path, fault: str, step: int
) -> None:
    count, wrong = refused("honest", project, fault, step)
    assert wrong == []
    assert count > 10


@pytest.mark.torture
@pytest.mark.promise("window_faults")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_window_shows_what_is_on_a_disk_whatever_it_refuses(
    project: Path, fault: str, record_property: Callable[[str, object], None]
) -> None:
    count, wrong = refused("honest", project, fault, 1)
    assert wrong == []
    record_property("count", count)


@pytest.mark.slow
def test_the_harness_catches_a_window_that_says_nothing(project: Path) -> None:
    _, wrong = refused("silent", project, "error from then on", 20)
    assert any("nothing was done, and only" in what for what in wrong)
