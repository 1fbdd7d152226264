"""What disks, programs and people do to a file; each takes its bytes and gives others."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator import edits
from annotator.model import Identity, Response, Side, Version, Waiver, new_id
from annotator.store import Store
from annotator.vocabulary import ResponseStatus
from tests.factories import keep_text, keep_wire_story

PAGE = 4096
Damage = Callable[[bytes, random.Random], bytes]
Doctor = Callable[[Path], list[str]]

LONG = "A long story\n\n" + "The mill said no. The union said “yes”. " * 400


def everything_told(store: Store) -> None:
    """Fill a project with some of everything, texts longer than a page and steps taken back."""
    first = keep_wire_story(store)
    marks = store.marks(first.id)
    claim, source = marks.claims[0], marks.sources[0]
    second = keep_text(store, LONG)
    store.apply(edits.add("Name a version", Version(new_id(), second.id, first.id)))
    store.apply(edits.add("List a side", Side(new_id(), "The mill", 90, 0)))
    store.apply(edits.add("Waive", Waiver(new_id(), first.id, "OR-001", "as agreed", claim.id)))
    asked = Response(new_id(), claim.id, "The mill", ResponseStatus.SOUGHT)
    store.apply(edits.add("Ask", asked))
    store.keep_identity(Identity(new_id(), source.id, "Jane Roe", "by letter"))
    for note in ("one", "two", "three"):
        was = store.marks(first.id).claims[1]
        store.apply(edits.change("Note", (was, replace(was, note=note))))
    store.apply(edits.remove_claims(store.marks(first.id), [store.marks(first.id).claims[2]]))
    store.undo()
    store.undo()


def content(path: Path) -> dict[str, set[tuple[Any, ...]]]:
    """Return every row of a project that is not made of others."""
    made = ("_fts", "sqlite_", "_sqlite", "standing")
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
        names = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        ours = [name for (name,) in names if not any(part in name for part in made)]
        return {name: set(conn.execute(f'SELECT * FROM "{name}"')) for name in ours}


def flip(data: bytes, chance: random.Random) -> bytes:
    """Turn one bit."""
    at = chance.randrange(len(data) * 8)
    flipped = bytearray(data)
    flipped[at // 8] ^= 1 << at % 8
    return bytes(flipped)


def overwrite(data: bytes, chance: random.Random) -> bytes:
    """Write chance over a page."""
    at = chance.randrange(len(data) // PAGE) * PAGE
    return data[:at] + chance.randbytes(PAGE) + data[at + PAGE :]


def truncate(data: bytes, chance: random.Random) -> bytes:
    """Cut the end off, at a page or in the middle of one."""
    at = chance.randrange(len(data))
    return data[: at - at % PAGE] if chance.random() < 0.5 else data[:at]


def swap(data: bytes, chance: random.Random) -> bytes:
    """Let two pages change places."""
    first, second = sorted(chance.sample(range(len(data) // PAGE), 2))
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    pages[first], pages[second] = pages[second], pages[first]
    return b"".join(pages)


def zero(data: bytes, chance: random.Random) -> bytes:
    """Leave nothing but zeros in some place, as a copy that was not finished does."""
    at = chance.randrange(len(data))
    length = min(chance.choice((16, 512, PAGE, 8 * PAGE)), len(data) - at)
    return data[:at] + bytes(length) + data[at + length :]


def append(data: bytes, chance: random.Random) -> bytes:
    """Write something behind the end."""
    return data + chance.randbytes(chance.choice((1, 511, PAGE, 3 * PAGE)))


def mixed_with(other: bytes) -> Damage:
    """Return what puts some pages of another copy in place of a file's own."""

    def mix(data: bytes, chance: random.Random) -> bytes:
        share = chance.choice((0.05, 0.5, 0.95))
        pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
        others = [other[at : at + PAGE] for at in range(0, len(other), PAGE)]
        both = zip(pages, others, strict=False)
        mixed = [theirs if chance.random() < share else ours for ours, theirs in both]
        return b"".join([*mixed, *pages[len(mixed) :]])

    return mix


def unnoticed(
    project: Path, older: bytes, damages: list[Damage], seed: int, many: int, doctor: Doctor
) -> list[str]:
    """Return which of so many damages a doctor does not report though something is changed.

    Pages of an older copy may come together to just that copy: it is whole, and no damage.
    `project` is as it was afterwards.
    """
    sound, whole = project.read_bytes(), content(project)
    project.write_bytes(older)
    once = content(project)
    chance = random.Random(seed)  # noqa: S311 - the same damages each time
    missed = []
    for n in range(many):
        damage = damages[n % len(damages)]
        project.write_bytes(damage(sound, chance))
        if not doctor(project) and _read(project) not in (whole, once):
            missed.append(f"{damage.__name__}, damage {n} of seed {seed}")
    project.write_bytes(sound)
    return missed


def _read(project: Path) -> dict[str, set[tuple[Any, ...]]] | None:
    try:
        return content(project)
    except sqlite3.Error:
        return None
