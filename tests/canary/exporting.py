"""Exports of a project in which a name slipped into some field: refused, or without it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.canary.filled import Filled
from tests.canary.folding import Watch
from tests.canary.room import Room
from tests.canary.scan import found_in
from tests.canary.ways_out import Way
from ui.__main__ import onrecord


def moved_in(room: Room, patch: pytest.MonkeyPatch) -> Room:
    """Let this process live in a room, as far as it asks its environment."""
    import tempfile

    for name, value in room.environment.items():
        if name not in {"PYTHONPATH", "PATH", "ONRECORD_WATCHED"}:
            patch.setenv(name, value)
    patch.setattr(tempfile, "tempdir", None)
    return room


def faults(room: Room, made: Filled, ways: Iterable[Way]) -> Iterator[str]:
    """Export in each way; yield where a name shows, and what is not refused as it should be."""
    watch = Watch(made.canaries)
    for way in ways:
        out = room.out / f"made{way.suffix}"
        done = CliRunner().invoke(
            onrecord, [way.command, str(made.path), *way.options, "-o", str(out)]
        )
        told = done.stdout_bytes + (done.stderr_bytes or b"")
        if done.exception and not isinstance(done.exception, SystemExit):
            yield f"{way.name}: {done.exception!r}"
        if done.exit_code and told.count(b"\n") != 1:
            yield f"{way.name}: refused in other than one sentence: {told!r}"
        for canary, place in found_in(told, watch):
            yield f"{way.name}: {canary.where} is printed, {place}"
        yield from _left(way, room, out, watch, is_refused=done.exit_code != 0)


def _left(way: Way, room: Room, out: Path, watch: Watch, *, is_refused: bool) -> Iterator[str]:
    there = sorted(path.name for path in room.out.iterdir())
    if there != ([] if is_refused else [out.name]):
        yield f"{way.name}: exit {'1' if is_refused else '0'}, and in the folder are {there}"
    for name in there:
        path = room.out / name
        for canary, place in found_in(path.read_bytes(), watch):
            yield f"{way.name}: {canary.where} ({canary.kind}) in the file, {place}"
        path.unlink()
