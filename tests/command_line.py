"""Running the command as a process, and what it prints and refuses."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = 4096
Result = subprocess.CompletedProcess[bytes]


def onrecord(*args: object, before: Sequence[str] = (), **options: Any) -> Result:
    """Run the command as a user does, with no display; another command may watch it."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run(
        [*before, sys.executable, "-m", "ui", *map(str, args)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment | {"PYTHONIOENCODING": "ascii"},
        timeout=60,
        **options,
    )


def printed(*args: object) -> Any:
    """Return the JSON document that a command prints and nothing else."""
    result = onrecord(*args)
    assert result.returncode == 0, result.stderr
    assert result.stderr == b""
    return json.loads(result.stdout)


def refused(result: Result, *words: str) -> None:
    """Check for one plain sentence on stderr, exit code 1 and no traceback."""
    told = result.stderr.decode()
    assert result.returncode == 1, (result.returncode, told)
    assert told.count("\n") == 1, told
    assert told.rstrip().endswith((".", "?", "!"))
    assert "Traceback" not in told
    assert "On Record made a mistake" not in told
    for word in words:
        assert word in told


def onrecord_with_room_for(size: int, *args: object) -> Result:
    """Run a command whose files can grow to `size` bytes and no further."""
    import resource  # which Windows has not

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [sys.executable, "-m", "ui", *map(str, args)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=limit,
    )


def one_sentence(result: Result) -> bool:
    """Return whether one plain sentence was all that stderr told."""
    told = result.stderr.decode()
    return told.count("\n") == 1 and told.endswith(".\n") and "mistake" not in told
