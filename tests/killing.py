"""Programs of ours that are killed in the middle of their work."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def told_until_killed(module: str, *words: object, after: float) -> list[str]:
    """Run a module, kill it so many seconds after it is ready, and return the lines it told.

    A line that it did not come to the end of is left out.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", module, *map(str, words)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert child.stdout
    assert child.stdout.readline() == b"ready\n"
    try:
        child.wait(timeout=after)
    except subprocess.TimeoutExpired:
        child.kill()
    told, _ = child.communicate()
    return [line.decode() for line in told.split(b"\n")[:-1] if line]
