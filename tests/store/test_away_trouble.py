"""Far projects that are damaged, have two names, or whose folder is synced no more."""

from pathlib import Path

import pytest

from annotator.backups import copy_beside, newest_sound
from annotator.errors import DamageError
from annotator.home import home
from annotator.recovery import take_out
from annotator.store import Store, store
from annotator.store.away_record import folder_of_all, left_of
from annotator.store.drafts import Place
from annotator.store.recovering import recovered
from tests.damage import damage
from tests.factories import keep_text, project_with
from tests.store.far import add_source, sources_in, take

STORY = "Mill accused\n\nThe union said that the mill dumped waste.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "Sync" / "stories"
    folder.mkdir(parents=True)
    (tmp_path / "Sync" / ".stfolder").mkdir()
    return project_with(folder / "mill.onrecord", lambda store: keep_text(store, STORY))


def test_a_damaged_file_is_not_taken_nor_work_in_it_lost(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(project) as opened:
        assert opened.draft_keeper.keep({Place("a claim", "note"): "half a"})
    monkeypatch.setattr(store, "LARGE_FILE", 0)  # of which not all is read before it is opened
    damage(project, "draft")
    with pytest.raises(DamageError, match=r"^mill\.onrecord is damaged"):
        take(project)
    assert list(folder_of_all().iterdir()) == []


def test_work_in_a_copy_that_is_damaged_is_kept(project: Path) -> None:
    copy = take(project)
    add_source(copy.path, "the union")
    damage(copy.path, "draft")
    with pytest.raises(DamageError, match="the copy of it on this machine is damaged"):
        copy.write_back()
    copy.end()
    left = left_of(project)
    assert left
    assert left.is_changed()


def test_a_left_copy_is_found_by_another_name(project: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.onrecord", tmp_path / "second.onrecord"
    for link in (first, second):
        link.symlink_to(project)
    copy = take(first)
    add_source(copy.path, "the union")
    copy.end()
    again = take(second)
    assert sources_in(again.path) == ["the union"]
    assert again.write_back() == project
    again.end()


def test_work_goes_back_though_its_folder_is_synced_no_more(project: Path) -> None:
    copy = take(project)
    add_source(copy.path, "the union")
    (project.parents[1] / ".stfolder").rmdir()
    assert copy.write_back() == project
    copy.end()
    assert sources_in(project) == ["the union"]


def test_what_is_made_of_a_copy_is_where_a_person_looks(project: Path, tmp_path: Path) -> None:
    copy = take(project)
    add_source(copy.path, "the union")
    out = take_out(copy.path)
    restored = copy_beside(newest_sound(copy.path), copy.path)
    with Store.open(copy.path) as store:
        copy.path.rename(tmp_path / "lost.onrecord")
        with recovered(store) as again:
            assert sources_in(again.path) == ["the union"]
            made = [out, restored, again.path]
    assert {each.parent for each in made} == {home() / "recovered"}
    copy.end()
