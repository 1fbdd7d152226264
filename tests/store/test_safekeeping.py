"""A second place for backups: each comes there whole, and nothing there stops the work."""

import json
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from annotator import backups, edits
from annotator.errors import ProjectError
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store.backup import backups_in, backups_of
from annotator.store.integrity import examine
from annotator.store.safekeeping import id_of
from annotator.store.upkeep import Upkeep
from tests.factories import keep_wire_story, project_with


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "story.onrecord", keep_wire_story)


@pytest.fixture
def second(tmp_path: Path, onrecord_home: Path) -> Path:
    """Return a folder that was chosen as second place."""
    folder = tmp_path / "stick"
    folder.mkdir()
    onrecord_home.mkdir(exist_ok=True)
    (onrecord_home / "settings.json").write_text(json.dumps({"backup_folder": str(folder)}))
    return folder


def opened(path: Path) -> list[str]:
    """Open a project as a command does, and return what is told of that."""
    with Store.open(path) as store:
        return store.notices


def meet(path: Path, name: str = "Somebody") -> None:
    with Store.open(path) as store:
        store.apply(edits.add("Meet", Source(new_id(), name)))


def key_of(path: Path) -> str:
    key = id_of(path)
    assert key
    return key


def test_each_new_backup_is_copied_to_the_second_place(project: Path, second: Path) -> None:
    meet(project)
    assert opened(project) == []
    there = backups_in(second / key_of(project))
    assert [path.name for path in there] == [p.name for p in backups_of(key_of(project))]
    assert len(there) == 2
    assert all(examine(path) == [] for path in there)
    assert list(second.rglob("*.part")) == []


def test_what_the_second_place_missed_comes_there_once_it_is_back(
    project: Path, second: Path
) -> None:
    away = second.rename(second.with_name("pulled out"))
    (notice,) = opened(project)
    assert "no second backup could be made in" in notice
    assert not second.exists(), "a folder was made where the drive is not"
    away.rename(second)
    assert opened(project) == []
    assert len(backups_in(second / key_of(project))) == 1


def test_what_stands_in_the_way_in_the_second_place_is_told_once(
    project: Path, second: Path
) -> None:
    (second / key_of(project)).write_text("in the way")
    assert len(opened(project)) == 1
    meet(project)  # and the work goes on


def test_a_damaged_project_rotates_out_no_backup_of_either_place(
    project: Path, second: Path
) -> None:
    opened(project)
    places = [second / key_of(project), backups_of(key_of(project))[0].parent]
    for folder in places:
        for hour in range(24):
            (folder / f"20200101T{hour:02}0000000000Z-{hour}.onrecord").write_bytes(b"good")
    before = {path for folder in places for path in folder.iterdir()}
    meet(project)
    with closing(sqlite3.connect(project)) as conn, conn:
        conn.execute("UPDATE claim SET note = 'x' WHERE start = 0")
    opened(project)
    assert before < {path for folder in places for path in folder.iterdir()}


def test_a_sound_project_thins_out_both_places(project: Path, second: Path) -> None:
    opened(project)
    places = [second / key_of(project), backups_of(key_of(project))[0].parent]
    for folder in places:
        for hour in range(24):
            (folder / f"20200101T{hour:02}0000000000Z-{hour}.onrecord").write_bytes(b"good")
    meet(project)
    opened(project)
    assert [len(backups_in(folder)) for folder in places] == [10, 10]


def test_a_window_does_not_wait_for_the_second_place(project: Path, second: Path) -> None:
    with Store.open(project, is_looked_over_later=True):
        assert list(second.iterdir()) == []
    with Upkeep.beside(project) as upkeep:
        assert upkeep.look_over(lambda: True) == []
    assert len(backups_in(second / key_of(project))) == 1


def test_a_copy_that_is_wanted_no_more_leaves_nothing_there(project: Path, second: Path) -> None:
    with Store.open(project, is_looked_over_later=True):
        pass
    with Upkeep.beside(project) as upkeep:
        assert upkeep.look_over(lambda: False) is None
    assert [path for path in second.rglob("*") if path.is_file()] == []


def test_what_a_killed_copy_left_there_goes_a_day_later(project: Path, second: Path) -> None:
    folder = second / key_of(project)
    folder.mkdir()
    old, young = folder / "old.part", folder / "young.part"
    for part in (old, young):
        part.write_text("half")
    os.utime(old, (0, 0))
    opened(project)
    assert (old.exists(), young.exists()) == (False, True)
    assert len(backups_in(folder)) == 1


@pytest.mark.parametrize("kept", ["", " ", "stick", 7, None])
def test_what_is_no_folder_is_no_second_place(
    project: Path, second: Path, onrecord_home: Path, kept: object
) -> None:
    (onrecord_home / "settings.json").write_text(json.dumps({"backup_folder": kept}))
    assert opened(project) == []
    assert list(second.iterdir()) == []


def test_backups_are_listed_once_though_they_stand_in_both_places(
    project: Path, second: Path
) -> None:
    meet(project)
    opened(project)
    first = backups_of(key_of(project))
    first[1].unlink()
    listed = backups.listed(project)
    assert [each.path.parent.parent for each in listed] == [first[0].parent.parent, second]
    assert [(each.articles, each.claims, each.is_sound) for each in listed] == [(1, 19, True)] * 2
    assert listed[0].taken > listed[1].taken


def test_a_backup_that_is_damaged_here_is_read_in_the_second_place(
    project: Path, second: Path
) -> None:
    opened(project)
    (here,) = backups_of(key_of(project))
    here.write_bytes(b"damaged")
    (listed,) = backups.listed(project)
    assert (listed.path, listed.is_sound, listed.claims) == (
        second / key_of(project) / here.name,
        True,
        19,
    )
    assert backups.newest_sound(project) == listed


def test_a_damaged_backup_is_listed_as_such(project: Path) -> None:
    opened(project)
    (path,) = backups_of(key_of(project))
    path.write_bytes(path.read_bytes()[:5_000])
    (listed,) = backups.listed(project)
    assert (listed.is_sound, listed.articles) == (False, None)


@pytest.mark.parametrize(
    "spoil",
    [Path.unlink, lambda path: path.write_bytes(os.urandom(50_000))],
    ids=["deleted", "overwritten"],
)
def test_backups_are_found_though_the_project_is_gone(
    project: Path, spoil: Callable[[Path], object]
) -> None:
    opened(project)
    spoil(project)
    assert len(backups.listed(project)) == 1


def test_a_project_that_was_never_here_has_no_backups(tmp_path: Path) -> None:
    assert backups.listed(tmp_path / "none.onrecord") == []
    with pytest.raises(ProjectError, match=r"there is no backup of none\.onrecord"):
        backups.newest_sound(tmp_path / "none.onrecord")


def test_the_newest_sound_backup_passes_over_damaged_ones(project: Path) -> None:
    meet(project)
    opened(project)
    newest, older = backups_of(key_of(project))
    newest.write_bytes(b"damaged")
    assert backups.newest_sound(project).path == older
    older.write_bytes(b"damaged")
    with pytest.raises(ProjectError, match="every backup"):
        backups.newest_sound(project)


def test_a_backup_is_made_now_and_only_where_something_changed(project: Path) -> None:
    first, notices = backups.make(project)
    assert (first.articles, first.claims, first.is_sound, notices) == (1, 19, True, [])
    assert backups.make(project)[0] == first


def test_an_index_that_is_none_stands_in_no_way(project: Path, onrecord_home: Path) -> None:
    opened(project)
    index = onrecord_home / "backups" / "index.json"
    for words in ("[]", "{", '{"a": 1}', f'{{"{project}": "../.."}}'):
        index.write_text(words)
        assert len(backups.listed(project)) == 1
    project.unlink()
    assert backups.listed(project) == []


@pytest.mark.slow
def test_a_backup_is_made_while_somebody_goes_on_working(project: Path) -> None:
    is_done = Event()

    def work() -> None:
        while not is_done.is_set():
            meet(project)

    with ThreadPoolExecutor() as other:
        working = other.submit(work)
        try:
            made = [backups.make(project)[0].is_sound for _ in range(8)]
        finally:
            is_done.set()
        working.result()
    assert made == [True] * 8
