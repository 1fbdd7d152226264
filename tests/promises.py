"""What is promised about a person's work: the lines of `docs/promises.md`, told after a torture.

A test that tries a promise is marked `promise(KEY, COUNT)`; one that knows only at its end how
often it tried leaves the count out, and records it as the property `count`.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: what it says, the tests that try to break it, and how often at least."""

    key: str
    says: str
    tests: str
    least: int
    tries: str

    @property
    def command(self) -> str:
        """Return what tries this one alone."""
        return f"pytest -m torture {self.tests}"

    @property
    def figure(self) -> str:
        """Return how often it is tried."""
        return f"{self.least:,} {self.tries}"


PROMISES = (
    Promise(
        "kills",
        "What was said to be saved outlives a kill at any moment, and a change is there whole or "
        "not at all.",
        "tests/store/test_kills.py",
        1000,
        "kills",
    ),
    Promise(
        "typing",
        "Of what is half typed in a field a kill takes the last two seconds at most.",
        "tests/ui/test_killed_typing.py",
        40,
        "kills",
    ),
    Promise(
        "cuts",
        "What was said to be saved outlives a power cut, and the project can be read.",
        "tests/torture/test_power_cuts.py",
        1000,
        "power cuts",
    ),
    Promise(
        "faults",
        "A disk that is full or fails at any write, sync or reading costs one sentence: what is "
        "shown is what is on the disk, and a second try succeeds.",
        "tests/torture/test_failing_disks.py",
        5000,
        "refusals, at each thing asked of the disk",
    ),
    Promise(
        "window_faults",
        "On such a disk a window shows what is on it, says what was refused, and does it at the "
        "second try.",
        "tests/torture/test_failing_window.py",
        1000,
        "refusals, at each thing asked of the disk",
    ),
    Promise(
        "migrations",
        "A project of an older version, killed at any statement or write while it is brought up "
        "to date, is whole.",
        "tests/torture/test_killed_migrations.py",
        500,
        "kills, at each statement and write",
    ),
    Promise(
        "compactions",
        "Giving the history up, killed at any statement or write, gives up all of it or nothing, "
        "and the backup made before holds it.",
        "tests/torture/test_killed_compactions.py",
        1300,
        "kills, at each statement and write",
    ),
    Promise(
        "forgotten",
        "A forgotten source leaves no trace; killed at any moment, each file is old or new, "
        "and no copy knows what the project forgot.",
        "tests/torture/test_killed_forgettings.py",
        450,
        "kills, at each fifth statement and write",
    ),
    Promise(
        "histories",
        "After any edits, undos, restarts and crashes a project holds what a simple model holds.",
        "tests/store/test_history_machine.py",
        200,
        "histories of 60 steps",
    ),
    Promise(
        "damages",
        "No damage of a project is silent: it is as it was written, or the doctor says what is "
        "wrong.",
        "tests/store/test_damage.py",
        4000,
        "damages: flipped bits, overwritten pages, files cut short, and others",
    ),
    Promise(
        "rotations",
        "A damaged project rotates out no good backup, however often it is opened.",
        "tests/store/test_damage.py",
        400,
        "opens of damaged projects",
    ),
    Promise(
        "recoveries",
        "What can be read of a damaged project is put together, what is lost is counted and told, "
        "and nothing is invented.",
        "tests/store/test_rebuilding.py",
        1000,
        "recoveries",
    ),
    Promise(
        "restores",
        "Going back to a backup, or undoing that, leaves the old or the new project whole, killed "
        "at any moment.",
        "tests/store/test_restoring.py",
        1000,
        "kills",
    ),
    Promise(
        "passphrases",
        "Setting, changing or removing a passphrase, killed at any stage, leaves the project and "
        "each backup whole, with the passphrase from before or the new one.",
        "tests/store/test_killed_rekeying.py",
        550,
        "kills, at each thing done with a file and at statements between",
    ),
    Promise(
        "away",
        "Of a project on a network drive or in a synced folder the file that lies there is whole "
        "at any moment, and what was said to be saved outlives a kill.",
        "tests/store/test_killed_away.py",
        500,
        "kills",
    ),
    Promise(
        "exports",
        "No export names a source: with the name in any field, in any spelling, it is refused or "
        "written without it.",
        "tests/canary/test_exports.py",
        7700,
        "exports of projects in which a name slipped into some field",
    ),
    Promise(
        "journeys",
        "Whatever is done at a window, no source’s name is on the screen, on the clipboard, or in "
        "any file but the project and its backups, also after a kill.",
        "tests/canary/test_long_journeys.py",
        3200,
        "random things done at a window",
    ),
    Promise(
        "forgotten_names",
        "Of a source that is forgotten no file of its project holds a name any more, in whatever "
        "field it stood, in the history, the backups or a copy.",
        "tests/canary/test_forgotten.py",
        30,
        "sources whose name stood in another field as well",
    ),
)


def table() -> str:
    """Return the promises as the page shows them."""
    rows = [f"| {p.says} | `{p.command}` | {p.figure} |" for p in PROMISES]
    return "\n".join(["| promise | command | tried |", "|---|---|---|", *rows]) + "\n"


class Told:
    """Prints after the tests each promise that was tried, with its figure."""

    @pytest.hookimpl
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        for marker in item.iter_markers("promise"):
            key, *count = marker.args
            item.user_properties += [("promise", key), *(("count", n) for n in count)]

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        tried: Counter[str] = Counter()
        broken = set()
        for outcome in ("passed", "failed", "error"):
            for report in terminalreporter.stats.get(outcome, []):
                told: dict[str, Any] = dict(getattr(report, "user_properties", ()))
                if key := told.get("promise"):
                    tried[key] += int(told.get("count", 0)) if outcome == "passed" else 0
                    broken |= {key} if outcome != "passed" else set()
        if not tried:
            return
        terminalreporter.section("promises")
        for promise in PROMISES:
            if promise.key in tried:
                count = tried[promise.key]
                kept = f"{'BROKEN, ' * (promise.key in broken)}kept in {count:,} {promise.tries}"
                short = f", of {promise.least:,} promised" if count < promise.least else ""
                terminalreporter.line(f"{promise.says}\n    {kept}{short}")
                terminalreporter.line(f"    {promise.command}")
