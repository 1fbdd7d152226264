"""A project in a synced folder: a copy here, written back whole, and never over another's work."""

import json
import os
import platform
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from annotator import edits
from annotator.errors import DamageError, ProjectError, StoppedError, StoreError, TakenError
from annotator.home import home
from annotator.measures.counted import counted
from annotator.model import Source, new_id
from annotator.places import place_of
from annotator.rules import shipped
from annotator.store import Store
from annotator.store.away import WorkingCopy
from annotator.store.away_looking import looked_at, place_worked_on_here
from annotator.store.away_record import folder_of_all, left_of
from annotator.store.backup import backups_of
from annotator.store.drafts import Place
from annotator.store.lock import Lock
from annotator.store.reader import Reader
from annotator.store.safekeeping import id_of
from annotator.sums import sums_of
from tests.factories import keep_text, project_with
from tests.locks import lock_of, signed_elsewhere
from tests.store.far import add_source, sources_in, take

STORY = "Mill accused\n\nThe union said that the mill dumped waste.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "Sync" / ".stfolder").mkdir(parents=True)
    folder = tmp_path / "Sync" / "stories"
    folder.mkdir()
    return project_with(folder / "mill.onrecord", lambda store: keep_text(store, STORY))


@pytest.fixture
def copy(project: Path) -> Iterator[WorkingCopy]:
    taken = take(project)
    yield taken
    taken.end()


def here() -> list[str]:
    return [str(each) for each in folder_of_all().rglob("*")]


def beside(project: Path) -> list[str]:
    return sorted(each.name for each in project.parent.iterdir())


def test_only_a_far_project_is_worked_on_in_a_copy(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = place_worked_on_here(project)
    assert place
    assert place.name == "Syncthing"
    near = tmp_path / "near.onrecord"
    shutil.copyfile(project, near)
    assert place_worked_on_here(near) is None
    # A copy in a folder that is synced itself would be no safer.
    monkeypatch.setenv("ONRECORD_HOME", str(project.parent / "home"))
    assert place_worked_on_here(project) is None


def test_what_is_done_in_the_copy_is_written_back_whole(project: Path, copy: WorkingCopy) -> None:
    before = project.read_bytes()
    assert copy.origin == project
    assert not copy.path.is_relative_to(project.parent)
    assert copy.path.stat().st_mode & 0o777 == 0o600
    assert copy.path.parent.stat().st_mode & 0o777 == 0o700
    add_source(copy.path, "the union")
    assert project.read_bytes() == before
    assert copy.write_back() == project
    assert sources_in(project) == ["the union"]
    assert copy.write_back() is None
    add_source(copy.path, "the mill")
    with Store.open(copy.path) as store:  # also while it is open
        assert copy.write_back() == project
        store.apply(edits.add("Add", Source(new_id(), "the mayor")))
        assert copy.write_back() == project
    assert sources_in(project) == ["the mayor", "the mill", "the union"]
    copy.end()
    assert beside(project) == ["mill.onrecord"]
    assert here() == []


def test_others_see_that_it_is_open_here(project: Path, copy: WorkingCopy) -> None:
    assert json.loads(lock_of(project).read_bytes())["host"] == platform.node()
    with pytest.raises(TakenError):
        Store.open(project, patience=0)
    with pytest.raises(TakenError, match=r"^mill\.onrecord is open for writing in On Record"):
        take(project)
    copy.end()
    add_source(project, "the union")


def test_another_machine_that_has_it_keeps_it(project: Path) -> None:
    signed_elsewhere(project, timedelta(0))
    with pytest.raises(TakenError, match="desk-2"):
        take(project)
    assert here() == []
    seen = looked_at(project)
    assert sources_in(seen) == []
    assert seen.parent.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(seen.parent)


def test_work_of_another_machine_is_never_written_over(project: Path, copy: WorkingCopy) -> None:
    add_source(copy.path, "the union")
    other = project.with_name("other.onrecord")
    shutil.copyfile(project, other)
    add_source(other, "the mayor")
    other.replace(project)
    came = copy.write_back()
    assert came
    assert re.fullmatch(
        rf"mill \(from {re.escape(platform.node())}, \d{{4}}-\d\d-\d\d\)\.onrecord", came.name
    )
    assert sources_in(project) == ["the mayor"]
    assert sources_in(came) == ["the union"]
    # The work goes on there, and the other name is free.
    add_source(project, "the mill")
    with pytest.raises(TakenError):
        Store.open(came, patience=0)
    add_source(copy.path, "the court")
    assert copy.write_back() == came == copy.origin
    assert sources_in(came) == ["the court", "the union"]
    copy.end()
    assert beside(project) == sorted([came.name, project.name])
    assert here() == []


def test_a_second_conflict_on_a_day_gets_a_name_of_its_own(project: Path) -> None:
    for name in ("first", "second"):
        copy = take(project)
        add_source(copy.path, name)
        lock_of(project).unlink()
        add_source(project, f"other {name}")
        copy.write_back()
        copy.end()
    found = [name for name in beside(project) if name.startswith("mill (from")]
    assert len(found) == 2
    assert sorted(s for n in found for s in sources_in(project.with_name(n))) == [
        *["first", "other first", "second"]
    ]


def test_work_that_was_not_written_back_is_taken_up(project: Path) -> None:
    copy = take(project)
    add_source(copy.path, "the union")
    copy.end()  # as where the drive is away
    assert left_of(project)
    again = take(project)
    assert again.is_left
    assert sources_in(again.path) == ["the union"]
    assert again.write_back() == project
    again.end()
    assert sources_in(project) == ["the union"]
    assert left_of(project) is None


def test_what_was_left_unchanged_is_fetched_anew(project: Path, tmp_path: Path) -> None:
    copy = take(project)
    kept = tmp_path / "kept"
    shutil.copytree(copy.path.parent, kept)
    copy.end()
    add_source(project, "the union")
    shutil.copytree(kept, copy.path.parent)  # as after a kill
    again = take(project)
    assert not again.is_left
    assert sources_in(again.path) == ["the union"]
    again.end()
    assert here() == []


def test_a_drive_that_is_away_costs_nothing(project: Path) -> None:
    copy = take(project)
    add_source(copy.path, "the union")
    away = project.parent.parent.with_name("Elsewhere")
    project.parent.parent.rename(away)
    with pytest.raises(StoreError, match="folder is not there now; your work is kept"):
        copy.write_back()
    copy.end()
    offline = take(project)
    assert offline.is_left
    add_source(offline.path, "the mayor")
    with pytest.raises(StoreError):
        offline.write_back()
    # An empty folder where the drive will be takes nothing.
    project.parent.mkdir(parents=True)
    with pytest.raises(StoreError):
        offline.write_back()
    assert beside(project) == []
    shutil.rmtree(project.parent.parent)
    away.rename(project.parent.parent)
    assert offline.write_back() == project
    with pytest.raises(TakenError):
        Store.open(project, patience=0)
    offline.end()
    assert sources_in(project) == ["the mayor", "the union"]
    assert here() == []


def test_somebody_else_may_have_it_by_the_time_the_drive_is_back(project: Path) -> None:
    copy = take(project)
    add_source(copy.path, "the union")
    (project.parent.parent / ".stfolder").rmdir()
    copy.end()
    offline = take(project)
    (project.parent.parent / ".stfolder").mkdir()
    with Store.open(project) as store:
        store.apply(edits.add("Add", Source(new_id(), "the mayor")))
        came = offline.write_back()
        offline.end()
    assert came
    assert came != project
    assert sources_in(project) == ["the mayor"]
    assert sources_in(came) == ["the union"]


def test_a_file_that_was_deleted_comes_back(project: Path, copy: WorkingCopy) -> None:
    add_source(copy.path, "the union")
    project.unlink()
    assert copy.write_back() == project
    assert sources_in(project) == ["the union"]


def test_a_file_that_is_deleted_stays_so_where_nothing_was_done(
    project: Path, copy: WorkingCopy
) -> None:
    project.unlink()
    assert copy.write_back() is None
    copy.end()
    assert beside(project) == []


def test_a_link_is_followed_and_stays_a_link(project: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.onrecord"
    link.symlink_to(project)
    copy = take(link)
    assert left_of(link)
    add_source(copy.path, "the union")
    assert copy.write_back() == project
    copy.end()
    assert link.is_symlink()
    assert sources_in(link) == ["the union"]


def test_sums_alone_are_nothing_to_write_back(project: Path, copy: WorkingCopy) -> None:
    before = project.read_bytes()
    with Store.open(copy.path) as store:
        (article,) = store.articles()
        last = store.last_step()
        sums = sums_of(counted(store.marks(article.id)), shipped())
        assert store.keep_sums([sums], shipped(), last.id if last else None)
    assert copy.write_back() is None
    copy.end()
    assert project.read_bytes() == before
    assert here() == []


def test_half_typed_words_are_written_back(project: Path, copy: WorkingCopy) -> None:
    with Store.open(copy.path) as store:
        assert store.draft_keeper.keep({Place("a claim", "note"): "half a"})
    assert copy.write_back() == project
    with Store.open(copy.path) as store:
        assert store.draft_keeper.keep({Place("a claim", "note"): None})
    assert copy.write_back() == project


def test_what_a_writer_that_died_began_is_rolled_back_first(project: Path) -> None:
    dead = project.with_name("dead.onrecord")
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN")
        conn.execute("INSERT INTO original SELECT 'x', zeroblob(900000), zeroblob(16)")
        shutil.copyfile(project, dead)
        shutil.copyfile(f"{project}-journal", f"{dead}-journal")
        conn.rollback()
    assert Path(f"{dead}-journal").stat().st_size
    copy = take(dead)
    assert not Path(f"{dead}-journal").exists()
    with Reader.open(copy.path) as reader:
        assert len(reader.articles()) == 1
    copy.end()


def test_a_writer_beside_us_is_never_written_over(project: Path, copy: WorkingCopy) -> None:
    add_source(copy.path, "the union")
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN")
        conn.execute("INSERT INTO original SELECT 'x', zeroblob(900000), zeroblob(16)")
        came = copy.write_back()
        conn.rollback()
    assert came
    assert came != project
    assert sources_in(came) == ["the union"]


def test_fetching_tells_how_far_it_is_and_can_be_stopped(project: Path) -> None:
    size, told = project.stat().st_size, list[tuple[int, int]]()
    copy = WorkingCopy.take(project, place_of(project), tell=lambda *at: told.append(at))
    copy.end()
    assert told[-1] == (size, size)
    with pytest.raises(StoppedError):
        WorkingCopy.take(project, place_of(project), is_wanted=lambda: False)
    assert here() == []
    assert beside(project) == ["mill.onrecord"]


def test_a_file_that_changes_while_it_is_fetched_is_not_taken(project: Path) -> None:
    def change(*_: int) -> None:
        os.utime(project, ns=(0, project.stat().st_mtime_ns + 1_000_000_000))

    with pytest.raises(StoreError, match="is being changed just now; try again"):
        WorkingCopy.take(project, place_of(project), tell=change)
    assert here() == []
    assert not lock_of(project).exists()


def test_what_cannot_be_changed_is_not_taken(project: Path) -> None:
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("PRAGMA user_version = 99")
    with pytest.raises(ProjectError, match="made by a newer On Record"):
        take(project)
    project.write_bytes(b"x" * 5000)
    with pytest.raises(DamageError):
        take(project)
    project.unlink()
    with pytest.raises(ProjectError, match="does not exist"):
        take(project)
    assert here() == []
    assert beside(project) == []


def test_its_backups_are_found_by_its_own_name(project: Path, copy: WorkingCopy) -> None:
    add_source(copy.path, "the union")
    copy.write_back()
    key = id_of(project)
    assert key
    assert backups_of(key)
    copy.end()
    project.unlink()
    assert id_of(project) == key


def test_a_fetching_that_was_killed_leaves_nothing_for_long(project: Path) -> None:
    folder = folder_of_all() / new_id()
    (folder / "held").mkdir(parents=True)
    (folder / "held" / "mill.onrecord.lock").touch()
    (folder / "fetched.part").write_bytes(b"x")
    busy = folder_of_all() / new_id()
    (busy / "held").mkdir(parents=True)
    (busy / "fetched.part").write_bytes(b"x")
    lock = Lock.take(busy / "held" / "mill.onrecord")
    forgotten = folder_of_all() / new_id()
    forgotten.mkdir()
    (forgotten / "away.json").write_text("{}", encoding="utf-8")
    take(project).end()
    assert not folder.exists()
    assert not forgotten.exists()
    assert busy.exists()
    lock.release()


def test_another_project_in_the_folder_of_a_copy_stays(project: Path) -> None:
    copy = take(project)
    recovered = copy.path.with_name("mill (recovered).onrecord")
    shutil.copyfile(copy.path, recovered)
    copy.end()
    take(project).end()
    assert sources_in(recovered) == []
    assert list(folder_of_all().rglob("*.onrecord")) == [recovered]
    assert home() in recovered.parents
