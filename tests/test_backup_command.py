"""`onrecord backup` and `onrecord restore`: what is printed, refused and done."""

import json
import os
import shutil
from pathlib import Path

import pytest

from annotator import edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from tests.command_line import (
    PAGE,
    one_sentence,
    onrecord,
    onrecord_with_room_for,
    printed,
    refused,
)
from tests.factories import keep_wire_story, project_with


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project of two backups, and a source more than either."""
    path = project_with(tmp_path / "story.onrecord", keep_wire_story)
    for name in ("First", "Later"):
        with Store.open(path) as store:
            store.apply(edits.add(f"Meet {name}", Source(new_id(), name)))
    return path


def names(path: Path) -> set[str]:
    with Reader.open(path) as reader:
        return {source.name for source in reader.sources(None)} & {"First", "Later"}


def test_a_backup_is_made_while_the_project_is_open(project: Path) -> None:
    with Store.open(project) as store:
        store.apply(edits.add("Meet", Source(new_id(), "Somebody")))
        result = onrecord("backup", project)
    assert result.returncode == 0, result.stderr
    assert b"story.onrecord is backed up: 20" in result.stdout
    assert b"1 article, 19 claims" in result.stdout
    assert result.stderr == b""


@pytest.mark.slow
def test_backups_are_listed_with_dates_and_counts(project: Path) -> None:
    words = onrecord("backup", project, "--list").stdout.decode().splitlines()
    assert words[0].split() == ["No.", "Made", "Articles", "Claims", "MB", "State", "File"]
    assert [line.split()[0] for line in words[2:]] == ["1", "2"]
    listed = printed("backup", project, "--list", "--json")
    assert [(each["number"], each["articles"], each["claims"]) for each in listed] == [
        (1, 1, 19),
        (2, 1, 19),
    ]
    assert all(each["sound"] and Path(each["file"]).is_file() for each in listed)
    assert listed[0]["taken"] >= listed[1]["taken"]
    assert listed[0]["taken"].endswith("Z")


@pytest.mark.slow
def test_a_project_without_backups_says_so(tmp_path: Path) -> None:
    result = onrecord("backup", tmp_path / "none.onrecord", "--list")
    assert (result.returncode, result.stdout) == (0, b"There is no backup of none.onrecord\n")
    refused(onrecord("restore", tmp_path / "none.onrecord"), "there is no backup of")
    refused(onrecord("backup", tmp_path / "none.onrecord"), "does not exist")


@pytest.mark.slow
def test_the_newest_backup_is_restored_and_that_is_undone(project: Path) -> None:
    done = printed("restore", project, "--json")
    assert names(project) == {"First"}
    assert names(Path(done["kept"])) == {"First", "Later"}
    assert done["project"] == str(project)
    undone = printed("restore", project, "--undo", "--json")
    assert undone["from"] == done["kept"]
    assert names(project) == {"First", "Later"}


@pytest.mark.slow
def test_a_backup_is_restored_by_its_number_and_a_file_by_its_name(project: Path) -> None:
    copy = project.with_name("copy.onrecord")
    shutil.copyfile(project, copy)
    result = onrecord("restore", project, "--number", 2)
    assert result.returncode == 0, result.stderr
    assert b"`onrecord restore --undo` puts it back" in result.stdout
    assert names(project) == set()
    assert onrecord("restore", project, "--from", copy).returncode == 0
    assert names(project) == {"First", "Later"}


def test_a_deleted_project_comes_back(project: Path) -> None:
    project.unlink()
    done = printed("restore", project, "--json")
    assert done["kept"] is None
    assert names(project) == {"First"}


@pytest.mark.slow
def test_what_cannot_be_restored_is_refused(project: Path, tmp_path: Path) -> None:
    before = project.read_bytes()
    text = tmp_path / "notes.txt"
    text.write_text("no project")
    refused(onrecord("restore", project, "--from", text), "notes.txt")
    refused(onrecord("restore", project, "--from", tmp_path / "none"), "none does not exist")
    refused(onrecord("restore", project, "--number", 9), "2 backups", "number 9")
    refused(onrecord("restore", project, "--undo"), "nothing that a restoring kept")
    assert onrecord("restore", project, "--undo", "--number", 1).returncode == 2
    with Store.open(project):
        refused(onrecord("restore", project), "open for writing in")
    assert project.read_bytes() == before


@pytest.mark.parametrize("words", [("backup", "--list"), ("doctor",), ("restore",)])
def test_where_there_is_no_room_to_check_in_nothing_is_called_damaged(
    project: Path, words: tuple[str, ...]
) -> None:
    before = project.read_bytes()
    result = onrecord_with_room_for(PAGE, words[0], project, *words[1:])
    assert result.returncode == 1
    assert one_sentence(result), result.stderr
    assert b"could not be checked: " in result.stderr
    assert b"amaged" not in result.stdout + result.stderr
    assert project.read_bytes() == before


@pytest.mark.slow
def test_a_full_second_place_is_told_once_and_no_part_is_left(
    project: Path, onrecord_home: Path
) -> None:
    assert onrecord("backup", project).returncode == 0
    stick = project.with_name("stick")
    stick.mkdir()
    (onrecord_home / "settings.json").write_text(json.dumps({"backup_folder": str(stick)}))
    result = onrecord_with_room_for(PAGE, "backup", project)
    assert result.returncode == 0
    assert result.stderr.count(b"no second backup could be made") == 1
    assert b"not checked" in result.stdout  # for that, too, there is no room
    assert [path for path in stick.rglob("*") if path.is_file()] == []


@pytest.mark.slow
def test_restoring_on_a_disk_that_is_full_at_any_write_changes_nothing(project: Path) -> None:
    onrecord("backup", project)
    before = project.read_bytes()
    done = told = 0
    for size in range(PAGE, len(before) + 8 * PAGE, 8 * PAGE):
        result = onrecord_with_room_for(size, "restore", project, "--number", 2)
        if result.returncode == 0:
            done += 1
            assert names(project) == {"First"}
            break
        assert one_sentence(result), result.stderr
        assert b"damaged" not in result.stderr
        told += 1
        assert project.read_bytes() == before
    assert examine(project) == []
    assert (done, told > 5) == (1, True)
    assert len(list(project.parent.glob("*restoring*"))) == 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["loop", "pipe", "long"])
def test_what_no_project_can_be_is_refused_in_words_and_not_waited_for(
    project: Path, kind: str
) -> None:
    odd = project.with_name("odd.onrecord")
    if kind == "loop":
        odd.symlink_to(odd)
    elif kind == "pipe":
        os.mkfifo(odd)
    else:
        odd = project.with_name("n" * 300 + ".onrecord")
    recovered = project.with_name("out.onrecord")
    for words in (
        ("backup", odd),
        ("restore", odd),
        ("restore", odd, "--undo"),
        ("doctor", odd),
        ("recover", odd, recovered),
        ("recover", project, odd),
    ):
        result = onrecord(*words)
        assert (result.returncode, one_sentence(result)) == (1, True), result.stderr
        assert b"mistake" not in result.stderr
    refused(onrecord("restore", odd), "there is no backup")
    assert onrecord("backup", odd, "--list").returncode == 0
