"""A program that is wrong on purpose: it tells a name in each way that a room looks at."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def leak(name: str, elsewhere: Path) -> None:
    """Print a name, keep it, hand it on, and write where nobody looks."""
    print(name)  # noqa: T201
    kept = Path(tempfile.gettempdir()) / "kept.json"
    kept.write_text(json.dumps({"recent": name}), encoding="utf-8")
    elsewhere.write_bytes(b"")
    program = [sys.executable, "-c", "pass"]
    subprocess.run([*program, name], check=True)
    subprocess.run(program, check=True, env={**os.environ, "WHO": name})


if __name__ == "__main__":
    leak(sys.stdin.read(), Path(sys.argv[1]))
