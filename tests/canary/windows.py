"""Windows on projects of canaries, each in its room: sat at, killed, started again."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.canary.names import Canary
from tests.canary.room import Room

_LONGEST = 540


def orders(act: str, canaries: Iterable[Canary], project: Path | None, **more: Any) -> bytes:
    """Return what somebody at a window is told."""
    names = [(canary.where, canary.kind, canary.words) for canary in canaries]
    told = {"act": act, "canaries": names, "project": str(project) if project else None, **more}
    return json.dumps(told).encode()


def sat(
    room: Room, act: str, canaries: Iterable[Canary], project: Path | None, **more: Any
) -> dict[str, Any]:
    """Sit at a window to the end; return what was seen there, its files not looked at yet."""
    child = room.start(module="tests.canary.sitting")
    told = orders(act, canaries, project, out=str(room.out), **more)
    try:
        out, errors = child.communicate(told, timeout=_LONGEST)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        raise
    room.said.append((f"what a window printed at {act}", out + errors))
    assert (child.returncode, errors) == (more.get("ends_with", 0), b""), mistakes(room)
    _, *last = out.splitlines()
    return dict(json.loads(last[0])) if last else {}


def killed(
    room: Room, act: str, canaries: Iterable[Canary], project: Path, after: float, **more: Any
) -> None:
    """Kill somebody at a window so many seconds after it is ready."""
    child = room.start(module="tests.canary.sitting")
    assert child.stdin
    assert child.stdout
    child.stdin.write(orders(act, canaries, project, out=str(room.out), **more))
    child.stdin.close()
    child.stdin = None
    assert child.stdout.readline() == b"ready\n"
    try:
        child.wait(timeout=after)
    except subprocess.TimeoutExpired:
        child.kill()
    out, errors = child.communicate()
    room.said.append((f"what a killed window printed at {act}", out + errors))


def mistakes(room: Room) -> list[str]:
    """Return what On Record kept of its own mistakes."""
    logs = room.folder / "own" / "logs"
    return [path.read_text(encoding="utf-8") for path in logs.glob("crash-*.txt")]
