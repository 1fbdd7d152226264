"""Somebody at a window on a project of canaries; a process of its own, told over its input.

Run as `python -m tests.canary.sitting`, it reads JSON: `canaries`, the `act` and what it needs. It
looks at the clipboard and at all that is shown after each step, and prints as JSON what it found;
never a name.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.canary.folding import Watch
from tests.canary.mistakes import every_mistake, every_warning
from tests.canary.names import Canary
from tests.canary.seen import Opened, Screen, held, on_clipboard
from tests.canary.touring import dialogs, every_command, every_export, settle
from tests.canary.ways_out import LEAVING
from tests.journeys.monkey import Monkey
from tests.journeys.reviewer import Reviewer
from ui import crash, faults
from ui.actions import COMMANDS
from ui.app import open_window
from ui.main_window import MainWindow

Told = dict[str, Any]
Act = Callable[[MainWindow, Told], Iterator[str]]


def monkey(window: MainWindow, told: Told) -> Iterator[str]:
    """Do anything at all, now and then what opens a dialog."""
    chance = Random(told["seed"])  # noqa: S311
    somebody = Monkey(Reviewer(window), told["seed"])
    project = window.workspace.path
    for _ in range(told["events"]):
        somebody.act()
        yield somebody.done[-1]
        if chance.random() < 0.04:
            name = chance.choice(COMMANDS).name
            if name != "project.quit":
                window.actions_.run(name)
                settle()
                yield name
                yield from dialogs(window, Path(told["out"]))
        if window.workspace.path != project and project:
            window.open_project(project)


def look(window: MainWindow, _told: Told) -> Iterator[str]:
    """Do nothing but look at what a start shows."""
    settle()
    yield f"started with {window.windowTitle()}"


def traces(told: Told) -> set[tuple[str, str]]:
    """Return what stands for each file beside the open project and each thing on the clipboard.

    The second of each says what it is: "project", "file", "clipboard", or one of our own.
    """
    out, found = Path(told["out"]), {(digest, "clipboard") for digest in held()}
    for path in out.parent.rglob("*"):
        if path.is_file() and str(path) != told.get("project"):
            kind = _kind(path.relative_to(out.parent).parts)
            found.add((f"{path} {path.stat().st_mtime_ns}", kind))
    return found


def _kind(parts: tuple[str, ...]) -> str:
    if parts[:2] == ("own", "backups"):
        return "own/backups"
    if parts[-1].endswith(".onrecord"):
        return "project"
    if ".onrecord" in parts[-1]:
        return "beside the project"
    return "file" if parts[0] in {"out", "home"} else f"{parts[0]}/{parts[1]}"


ACTS: dict[str, Act] = {
    "commands": lambda window, told: every_command(window, Path(told["out"])),
    "ways out": lambda window, told: every_command(window, Path(told["out"]), LEAVING),
    "exports": lambda window, told: every_export(window, Path(told["out"])),
    "monkey": monkey,
    "look": look,
    "mistakes": lambda window, told: every_mistake(window, told["canaries"][0][2]),
    "warnings": lambda window, told: every_warning(window, told["canaries"][0][2]),
}


def main() -> None:
    """Sit down, act, look, and tell."""
    told: Told = json.loads(sys.stdin.buffer.read())
    canaries = tuple(Canary(*each) for each in told["canaries"])
    watch, is_shown = Watch(canaries), told.get("is_shown", False)
    application = QApplication(["onrecord"])
    application.setApplicationName("On Record")
    application.setStyle("Fusion")
    fault = faults.watch()
    window = open_window(Path(told["project"]) if told.get("project") else None)
    assert isinstance(window, MainWindow)
    crashes = crash.install(window)
    if fault:
        crashes.tell_last_fault(fault)
    desktop, screen, found = Opened(), Screen(watch), []
    print("ready", flush=True)  # noqa: T201
    done: list[str] = []
    left: dict[str, set[str]] = {}
    before = traces(told)
    for step in ACTS[told["act"]](window, told):
        done.append(step)
        now = traces(told)
        left.setdefault(step.partition(":")[0], set()).update(where for _, where in now - before)
        before = now
        places = [*on_clipboard(watch), *([] if is_shown else screen.found())]
        places += [c.where for url in desktop.asked for c in watch.in_text(url)]
        found += [f"{step}: {place}" for place in places]
    window.close()
    settle()
    kinds = {step: sorted(where) for step, where in left.items() if where}
    print(json.dumps({"done": done, "found": found, "left": kinds}), flush=True)  # noqa: T201
    if told.get("is_aborted"):
        os.abort()


if __name__ == "__main__":
    main()
