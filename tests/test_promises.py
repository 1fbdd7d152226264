"""The page of promises, its registry and the tests that try them say the same."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.promises import PROMISES, table
from tests.socket_guard import python_path

ROOT = Path(__file__).parents[1]


def test_the_page_has_every_promise_with_its_command_and_figure() -> None:
    assert table() in (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")


def test_each_promise_is_tried_where_it_says() -> None:
    marked = {
        (key, path.relative_to(ROOT).as_posix())
        for path in (ROOT / "tests").rglob("test_*.py")
        if path != Path(__file__)
        for key in re.findall(r'mark\.promise\("(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert marked == {(promise.key, promise.tests) for promise in PROMISES}


@pytest.mark.slow
def test_a_torture_tells_what_was_kept(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        "from tests.promises import Told\n"
        "def pytest_configure(config):\n"
        "    config.addinivalue_line('markers', 'promise(key, count): tried')\n"
        "    config.pluginmanager.register(Told())\n"
    )
    (tmp_path / "test_some.py").write_text(
        "import pytest\n"
        '@pytest.mark.promise("kills", 1000)\n'
        "def test_kills(): pass\n"
        '@pytest.mark.promise("cuts", 400)\n'
        "def test_cuts(): assert 0\n"
        '@pytest.mark.promise("faults")\n'
        "@pytest.mark.parametrize('n', [20, 22])\n"
        "def test_faults(n, record_property): record_property('count', n)\n"
    )
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "xdist.plugin", "-n", "1", tmp_path],
        capture_output=True,
        check=False,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": python_path(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    ).stdout
    assert "kept in 1,000 kills\n" in told
    assert "BROKEN, kept in 0 power cuts, of 1,000 promised" in told
    assert "kept in 42 refusals, at each thing asked of the disk, of 5,000 promised" in told
