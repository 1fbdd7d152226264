"""Rows are found without header, schema or trees, and none that was never written."""

import gzip
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import edits
from annotator.store import Store
from annotator.store.carving import LIVE, rows_in
from tests.factories import keep_text, project_with
from tests.store.damage import LONG, PAGE, content, everything_told

PROJECTS = Path(__file__).parent.parent / "data" / "projects"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "story.onrecord", everything_told)


def carved(path: Path) -> dict[str, set[bytes]]:
    """Return the digests of the rows that are found, by table."""
    found: dict[str, set[bytes]] = {}
    for row in rows_in(path):
        found.setdefault(row.table, set()).add(row.digest)
    return found


def written(path: Path) -> dict[str, set[bytes]]:
    rows = {name: {row[-1] for row in rows} for name, rows in content(path).items()}
    return {name: digests for name, digests in rows.items() if digests}


def without_page_one(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(b"\xff" * PAGE + data[PAGE:])


def test_every_row_is_found_in_a_sound_file(project: Path) -> None:
    before = project.read_bytes()
    assert carved(project) == written(project)
    assert {row.standing for row in rows_in(project)} == {LIVE}
    assert project.read_bytes() == before


def test_every_row_is_found_with_the_first_page_destroyed(project: Path) -> None:
    whole = written(project)
    without_page_one(project)
    assert carved(project) == whole


@pytest.mark.parametrize("size", [512, 1024, 2048, 8192, 16384, 65536])
def test_every_row_is_found_in_pages_of_another_size(project: Path, size: int) -> None:
    other = project.with_name("other.onrecord")
    with closing(sqlite3.connect(project)) as conn:
        conn.execute(f"PRAGMA page_size = {size}")
        conn.execute("VACUUM INTO ?", (str(other),))
    whole = written(other)
    data = other.read_bytes()
    other.write_bytes(bytes(size) + data[size:])
    assert carved(other) == whole


@pytest.mark.parametrize("name", ["1.onrecord.gz", "2.onrecord.gz"])
def test_every_row_of_an_older_schema_is_found(tmp_path: Path, name: str) -> None:
    path = tmp_path / "story.onrecord"
    path.write_bytes(gzip.decompress((PROJECTS / name).read_bytes()))
    whole = written(path)
    without_page_one(path)
    assert carved(path) == whole


def test_a_text_over_many_pages_is_found(project: Path) -> None:
    with Store.open(project) as store:
        for n in range(3):
            keep_text(store, f"Story {n}\n\n" + LONG * 10)
    whole = written(project)
    without_page_one(project)
    assert carved(project) == whole


def test_rows_are_found_wherever_their_pages_stand(project: Path) -> None:
    whole = written(project)
    data = project.read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    random.Random(20).shuffle(pages)  # noqa: S311 - the same order each time
    project.write_bytes(b"".join(pages))
    assert carved(project) == whole


def test_rows_are_found_up_to_where_a_file_was_cut(project: Path) -> None:
    whole = written(project)
    data = project.read_bytes()
    project.write_bytes(data[: len(data) // 2])
    found = carved(project)
    assert all(found[name] <= whole[name] for name in found)
    assert 30 < sum(map(len, found.values())) < sum(map(len, whole.values()))


def test_a_row_that_is_not_as_it_was_written_is_not_found(project: Path) -> None:
    data = project.read_bytes()
    assert b"Jane Roe" in data
    project.write_bytes(data.replace(b"Jane Roe", b"John Roe"))
    assert "identity" not in carved(project)


def test_nothing_is_found_in_files_of_others(tmp_path: Path) -> None:
    path = tmp_path / "story.onrecord"
    for data in (b"", b"no project", random.Random(1).randbytes(1 << 16)):  # noqa: S311
        path.write_bytes(data)
        assert carved(path) == {}


def test_a_change_that_was_not_finished_does_not_count(project: Path, tmp_path: Path) -> None:
    whole = written(project)
    left = tmp_path / "left.onrecord"
    with closing(sqlite3.connect(project)) as conn:
        # So small a cache that the change is in the file before it is done.
        conn.execute("PRAGMA cache_size = 2")
        conn.execute("BEGIN")
        conn.execute("UPDATE claim SET note = note || 'x'")
        conn.execute("DELETE FROM event")
        for end in ("", "-journal"):
            shutil.copyfile(f"{project}{end}", f"{left}{end}")
        conn.rollback()
    assert left.read_bytes() != project.read_bytes()
    without_page_one(left)
    assert carved(left) == whole


def test_what_was_changed_or_removed_is_not_found_on_any_list(project: Path) -> None:
    with Store.open(project) as store:
        (first, *_) = store.articles()
        for n in range(40):
            claim = store.marks(first.id).claims[n % 10]
            store.apply(edits.change("Note", (claim, replace(claim, note=f"note {n}" * n))))
        marks = store.marks(first.id)
        store.apply(edits.remove_claims(marks, marks.claims[4:]))
    live: dict[str, set[bytes]] = {}
    for row in rows_in(project):
        if row.standing == LIVE:
            live.setdefault(row.table, set()).add(row.digest)
    assert live == written(project)
