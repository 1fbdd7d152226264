"""A guard against a Qt binding that loses references to None and so kills the process."""

import subprocess
import sys

CODE = """
import sys
from PySide6.QtCore import QObject

thing = QObject()
before = sys.getrefcount(None)
for _ in range(20_000):
    thing.setObjectName("name")
print(sys.getrefcount(None) - before)
"""


def test_calls_that_return_nothing_keep_the_references_to_none() -> None:
    run = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > -100
