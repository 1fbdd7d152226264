"""Going back to a backup keeps what was there, can be undone, and survives a kill."""

import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator import backups, edits
from annotator.errors import AnnotatorError, ProjectError, StoreError
from annotator.model import Source, new_id
from annotator.recovery import take_out
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.lock import Lock
from annotator.store.reader import Reader
from annotator.store.restoring import kept_beside, recreate, restore, undo
from tests.factories import keep_wire_story, new_project, project_with
from tests.killing import told_until_killed

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with a source more than its newest backup has."""
    path = project_with(tmp_path / "story.onrecord", keep_wire_story)
    meet(path, "Later")
    return path


def meet(path: Path, name: str) -> None:
    with Store.open(path) as store:
        store.apply(edits.add(f"Meet {name}", Source(new_id(), name)))


def names(path: Path) -> set[str]:
    with Reader.open(path) as reader:
        return {source.name for source in reader.sources(None)}


def newest(path: Path) -> Path:
    return backups.found(path)[0].path


def damage(path: Path) -> bytes:
    """Overwrite the beginning of a file, and return what it holds then."""
    data = bytearray(path.read_bytes())
    data[: 4096 * 6] = os.urandom(4096 * 6)
    path.write_bytes(data)
    return bytes(data)


def beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()} - {"home"}


def test_a_backup_takes_the_projects_place_and_the_former_file_is_kept(project: Path) -> None:
    backup = newest(project)
    mode = project.stat().st_mode
    kept = restore(project, backup)
    assert "Later" not in names(project)
    assert "Later" in names(kept)
    assert kept.name.startswith("story before restoring 20")
    assert examine(project) == examine(kept) == []
    assert project.stat().st_mode == mode
    assert beside(project) == {project.name, kept.name}


def test_what_is_restored_can_be_worked_on(project: Path) -> None:
    restore(project, newest(project))
    meet(project, "New")
    assert "New" in names(project)


def test_restoring_can_be_undone_and_that_undone_again(project: Path) -> None:
    kept = restore(project, newest(project))
    assert kept_beside(project) == [kept]
    restored = undo(project, kept)
    assert "Later" in names(project)
    assert kept_beside(project) == [restored]
    undo(project, restored)
    assert "Later" not in names(project)


def test_the_present_state_is_backed_up_before_it_gives_way(project: Path) -> None:
    backup = newest(project)
    restore(project, backup)
    assert any("Later" in names(each.path) for each in backups.found(project))


def test_a_damaged_project_is_restored_and_comes_back_byte_by_byte(project: Path) -> None:
    backup = newest(project)
    damaged = damage(project)
    kept = restore(project, backup)
    assert examine(project) == []
    assert kept.read_bytes() == damaged
    undo(project, kept)
    assert project.read_bytes() == damaged


def test_what_a_writer_that_died_began_is_never_played_into_the_backup(
    project: Path, tmp_path: Path
) -> None:
    backup = newest(project)
    leave_hot_journal(project, tmp_path)
    kept = restore(project, backup)
    assert not project.with_name("story.onrecord-journal").exists()
    assert examine(project) == examine(kept) == []
    assert "Later" not in names(project)
    assert "Later" in names(kept)
    undo(project, kept)
    assert "Later" in names(project)
    assert not kept.with_name(kept.name + "-journal").exists()
    assert examine(project) == []


def test_a_journal_that_cannot_be_rolled_back_is_kept_with_its_file(project: Path) -> None:
    backup = newest(project)
    damaged = damage(project)
    journal = project.with_name("story.onrecord-journal")
    journal.write_bytes(b"what is left of a journal")
    kept = restore(project, backup)
    beside_it = kept.with_name(kept.name + "-journal")
    assert not journal.exists()
    assert beside_it.read_bytes() == b"what is left of a journal"
    restored = undo(project, kept)
    assert "Later" not in names(restored)
    assert (project.read_bytes(), journal.read_bytes()) == (damaged, b"what is left of a journal")
    assert not beside_it.exists()


def leave_hot_journal(project: Path, folder: Path) -> None:
    """Leave a project as a writer that was killed in the middle of a change leaves it."""
    conn = sqlite3.connect(project)
    conn.execute("PRAGMA cache_spill = 1")
    conn.execute("PRAGMA cache_size = 1")
    conn.execute("BEGIN")
    conn.execute("UPDATE claim SET note = hex(randomblob(4000))")
    copy, journal = folder / "torn", project.with_name(project.name + "-journal")
    shutil.copyfile(project, copy)
    shutil.copyfile(journal, folder / "torn-journal")
    conn.rollback()
    conn.close()
    shutil.copyfile(copy, project)
    (folder / "torn-journal").replace(journal)
    copy.unlink()


def test_a_damaged_backup_is_refused_and_nothing_is_changed(project: Path) -> None:
    backup = newest(project)
    before = project.read_bytes()
    with closing(sqlite3.connect(backup)) as conn, conn:
        conn.execute("UPDATE claim SET note = 'x' WHERE start = 0")
    with pytest.raises(ProjectError, match="damaged itself"):
        restore(project, backup)
    assert project.read_bytes() == before
    assert beside(project) == {project.name}


@pytest.mark.slow
def test_what_another_program_has_open_is_not_restored(project: Path) -> None:
    with Store.open(project), pytest.raises(ProjectError, match="open for writing in"):
        restore(project, newest(project))


def test_a_project_is_no_backup_of_itself(project: Path) -> None:
    with pytest.raises(ProjectError, match="the project itself"):
        restore(project, project)


@pytest.mark.parametrize("what", ["missing", "a folder", "a text"])
def test_what_is_no_project_is_refused_as_a_backup(
    project: Path, tmp_path: Path, what: str
) -> None:
    backup = tmp_path / "other.onrecord"
    if what == "a folder":
        backup.mkdir()
    elif what == "a text":
        backup.write_text("no project")
    with pytest.raises(AnnotatorError, match=r"other\.onrecord"):
        restore(project, backup)
    assert "Later" in names(project)


def test_where_the_folder_takes_no_new_files_nothing_is_changed(project: Path) -> None:
    backup = newest(project)
    # As a folder, it cannot be the file that is made ready.
    name = next(iter(drafts_of(project)))
    (project.parent / name).mkdir()
    with pytest.raises(StoreError, match=r"story\.onrecord could not be restored"):
        restore(project, backup)
    assert "Later" in names(project)


def drafts_of(project: Path) -> list[str]:
    from annotator.store.restoring import _drafts

    with _drafts(project) as both:
        return [draft.name for draft in both]


def test_a_deleted_project_is_found_by_its_path_and_made_again(project: Path) -> None:
    backup = newest(project)
    project.unlink()
    assert newest(project) == backup
    recreate(project, backup)
    assert examine(project) == []
    assert names(project)


def test_what_stands_at_the_place_is_never_overwritten_by_a_new_file(project: Path) -> None:
    with pytest.raises(ProjectError, match="is there already"):
        recreate(project, newest(project))
    assert "Later" in names(project)


def test_a_project_with_the_longest_name_is_restored(tmp_path: Path) -> None:
    path = new_project(tmp_path / f"{'ü' * 119}.onrecord")
    meet(path, "One")
    meet(path, "Two")
    kept = restore(path, newest(path))
    assert kept_beside(path) == [kept]
    assert names(path) == {"One"}


def test_a_link_stays_a_link(project: Path, tmp_path: Path) -> None:
    backup = newest(project)
    other = tmp_path / "desk"
    other.mkdir()
    (other / "link.onrecord").symlink_to(project)
    kept = restore(other / "link.onrecord", backup)
    assert (other / "link.onrecord").is_symlink()
    assert kept.parent == project.parent
    assert "Later" not in names(project)


@pytest.fixture
def large(tmp_path: Path) -> tuple[Path, Path]:
    """Return a project and a backup of it that hold so much that a kill finds them on the way."""
    path = project_with(tmp_path / "story.onrecord", keep_wire_story)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("CREATE TABLE scratch (data)")
        conn.execute("INSERT INTO scratch VALUES (zeroblob(6000000))")
        conn.execute("DROP TABLE scratch")
    meet(path, "Later")
    return path, newest(path)


def broken(project: Path, kept: Callable[[], list[Path]]) -> list[str]:
    """Return what is not whole after a kill."""
    wrong = examine(project)
    if (
        not wrong
        and "Later" not in names(project)
        and not any("Later" in names(each) for each in kept())
    ):
        wrong.append("the former file is kept nowhere")
    return wrong


def kill_many(large: tuple[Path, Path], kind: str, kills: int, seed: int) -> list[str]:
    """Kill a restore, or the undo of one, at random moments; return every broken promise."""
    project, backup = large
    old, start, other = project.read_bytes(), project.read_bytes(), backup
    if kind == "undo":
        start, other = backup.read_bytes(), project.with_name("story before restoring x.onrecord")
        other.write_bytes(old)
    began = time.monotonic()
    told_until_killed("tests.store.restorer", kind, project, other, after=60)
    whole = time.monotonic() - began
    chance = random.Random(seed)  # noqa: S311 - the moments need no secrecy
    wrong: list[str] = []
    seen = set()
    for _ in range(kills):
        for each in project.parent.glob("story*"):
            each.unlink()
        project.write_bytes(start)
        if kind == "undo":
            other.write_bytes(old)
        after = chance.uniform(0, whole)
        told_until_killed("tests.store.restorer", kind, project, other, after=after)
        found = broken(project, lambda: kept_beside(project))
        wrong += found
        seen.add(not found and "Later" in names(project))
        Lock.take(project).release()  # a dead one's lock is free
    if len(seen) < 2 and not wrong:
        wrong.append("no kill came in between")
    return wrong


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["restore", "undo"])
def test_a_kill_leaves_the_old_or_the_new_project_whole(
    large: tuple[Path, Path], kind: str
) -> None:
    assert kill_many(large, kind, kills=20, seed=9) == []


@pytest.mark.torture
@pytest.mark.promise("restores", 500)
@pytest.mark.parametrize("kind", ["restore", "undo"])
def test_500_kills_leave_the_old_or_the_new_project_whole(
    large: tuple[Path, Path], kind: str
) -> None:
    assert kill_many(large, kind, kills=500, seed=10) == []


@pytest.mark.slow
def test_the_harness_catches_a_restore_in_place(large: tuple[Path, Path]) -> None:
    wrong = kill_many(large, "in place", kills=10, seed=9)
    assert any(what != "no kill came in between" for what in wrong)


def test_what_is_made_beside_a_project_of_the_longest_name_has_a_name(project: Path) -> None:
    longest = project.rename(project.with_name("ä" * 118 + ".onrecord"))
    with pytest.raises(OSError, match="too long"):
        longest.with_name(f"x{longest.name} backup 2026-11-30").exists()
    copy = backups.copy_beside(backups.newest_sound(longest), longest)
    out = take_out(longest)
    kept = restore(longest, newest(longest))
    assert examine(copy) == examine(out) == examine(kept) == []
    assert [" backup 20" in copy.name, " recovered" in out.name] == [True, True]
    assert kept_beside(longest) == [kept]
