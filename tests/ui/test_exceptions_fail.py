"""No test passes when a Python exception is raised where Qt would only print it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_SLOT = """
import pytest
from PySide6.QtCore import QTimer

def test_a_slot_that_fails(qtbot):
    timer = QTimer()
    timer.timeout.connect(lambda: 1 / 0)
    with qtbot.waitSignal(timer.timeout):
        timer.start(0)
"""
_PAINT = """
from PySide6.QtWidgets import QWidget

class Broken(QWidget):
    def paintEvent(self, event):
        raise ValueError("broken")

def test_a_paint_event_that_fails(qtbot):
    widget = Broken()
    qtbot.addWidget(widget)
    widget.grab()
"""


@pytest.mark.slow
def test_an_exception_that_qt_swallows_fails_the_test(tmp_path: Path) -> None:
    (tmp_path / "test_slot.py").write_text(_SLOT)
    (tmp_path / "test_paint.py").write_text(_PAINT)
    run = ["-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, *run, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 1, done.stdout
    assert "ZeroDivisionError" in done.stdout
    assert "2 failed" in done.stdout
