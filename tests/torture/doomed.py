"""Writers that are killed in the middle of what they are asked to do."""

import atexit
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotator.edits import Edit

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Order:
    """An edit to be made in a project, or None to take back the last step.

    A writer that acknowledges it too early is deliberately wrong.
    """

    project: Path
    edit: Edit | None
    k: int
    is_early: bool = False


def is_acknowledged(order: Order) -> bool:
    """Have a change made by a writer that is killed before its k-th change of the disk.

    Returns whether it said before that the change is made. Nobody else may have the project open.
    """
    writers = _writers()
    assert writers.stdin
    assert writers.stdout
    packed = pickle.dumps(order)
    writers.stdin.write(len(packed).to_bytes(4, "big") + packed)
    writers.stdin.flush()
    answer = writers.stdout.read(1)
    assert answer, "no writer is left"
    return answer == b"\1"


@cache
def _writers() -> subprocess.Popen[bytes]:
    """Return the process that forks writers, started once; it ends with this one."""
    writers = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.dying", "serving"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    atexit.register(writers.communicate)
    return writers
