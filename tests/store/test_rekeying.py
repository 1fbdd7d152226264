"""Setting, changing and removing a passphrase: the project, its backups, what is kept."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import backups
from annotator.errors import LockedError, PassphraseError, ProjectError, TakenError
from annotator.store import Store, cipher, keyring, leftovers, restoring, safekeeping
from annotator.store.backup import backups_in, thin_out
from annotator.store.converting import convert
from annotator.store.integrity import examine
from annotator.store.lock import Lock
from annotator.store.reader import Reader
from annotator.store.rekeying import set_passphrase
from tests.factories import keep_text, new_project

OLD, NEW = "the old four words", "the new four words"
CANARY = b"Zinnoberkraut"


@pytest.fixture(autouse=True)
def locked_again() -> Iterator[None]:
    """Have no key outlive its test."""
    yield
    cipher.forget_all()


@pytest.fixture
def project(tmp_path: Path, onrecord_home: Path) -> Path:
    """Make a plain project with backups, one article in each more, and one kept beside."""
    drive = tmp_path / "drive"
    drive.mkdir()
    onrecord_home.mkdir()
    told = json.dumps({"backup_folder": str(drive)})
    (onrecord_home / "settings.json").write_text(told)
    (tmp_path / "work").mkdir()
    path = new_project(tmp_path / "work" / "story.onrecord")
    for number in range(3):
        with Store.open(path) as store:
            keep_text(store, f"Mill {number}\n\nThe union said {CANARY.decode()} was dumped.\n")
    restoring.restore(path, backups.found(path)[0].path)
    Store.open(path).close()
    return path


def texts(path: Path) -> list[str]:
    with Reader.open(path) as reader:
        return [reader.document(article.id).text for article in reader.articles()]


def projects_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.onrecord"))


def holding(folder: Path, words: bytes) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and words in p.read_bytes()]


@pytest.mark.slow
def test_setting_changing_and_removing_keeps_all_that_is_there(project: Path) -> None:
    before = texts(project)

    for new in (OLD, NEW, None):
        assert set_passphrase(project, new, "Ann") == []
        assert texts(project) == before
        assert examine(project) == []
        assert all(each.is_sound for each in backups.listed(project))
        with Store.open(project) as store:
            last = store.last_step()
            assert last
            assert last.reviewer == "Ann"
            assert store.undoable() is not None

    with Store.open(project) as store:
        labels = [step.label for step in store.history(limit=3)]
    assert labels == ["Remove the passphrase", "Change the passphrase", "Set a passphrase"]


def test_no_word_is_left_in_any_file_once_a_passphrase_is_set(
    project: Path, tmp_path: Path
) -> None:
    files = projects_in(tmp_path)
    assert len(holding(tmp_path, CANARY)) > 6

    set_passphrase(project, OLD)

    assert holding(tmp_path, CANARY) == []
    assert projects_in(tmp_path) == files
    assert all(cipher.is_encrypted(path) for path in files)
    assert list(tmp_path.rglob("*.part*")) == []


@pytest.mark.slow
def test_after_a_change_the_old_passphrase_opens_nothing(project: Path, tmp_path: Path) -> None:
    set_passphrase(project, OLD)
    set_passphrase(project, NEW)
    cipher.forget_all()

    for path in projects_in(tmp_path):
        with pytest.raises(PassphraseError):
            cipher.unlock(path, OLD)
    cipher.unlock(project, NEW)
    assert all(cipher.is_unlocked(path) for path in projects_in(tmp_path))


@pytest.mark.slow
def test_what_restoring_kept_can_be_put_back_under_the_new_passphrase(project: Path) -> None:
    set_passphrase(project, OLD)
    (kept,) = restoring.kept_beside(project)

    restoring.undo(project, kept)

    assert len(texts(project)) == 3


@pytest.mark.slow
def test_the_newest_of_what_restoring_kept_is_still_the_newest(project: Path) -> None:
    restoring.restore(project, backups.found(project)[0].path)
    before = restoring.kept_beside(project)
    assert len(before) == 2

    set_passphrase(project, OLD)

    assert restoring.kept_beside(project) == before


@pytest.mark.slow
def test_what_is_replaced_is_written_over_before_its_last_name_goes(project: Path) -> None:
    with project.open("rb") as was:
        set_passphrase(project, OLD)
        was.seek(0)
        assert was.read().strip(b"\0") == b""


@pytest.mark.slow
def test_a_file_that_has_another_name_is_left_under_it_and_told(
    project: Path, tmp_path: Path
) -> None:
    other = tmp_path / "snapshot"
    os.link(project, other)
    before = other.read_bytes()

    notices = set_passphrase(project, OLD)

    assert len(notices) == 1
    assert "story.onrecord has another name on its disk" in notices[0]
    assert cipher.is_encrypted(project)
    assert other.read_bytes()[:16] == before[:16] == b"SQLite format 3\0"


@pytest.mark.slow
def test_a_project_that_is_locked_open_taken_or_plain_keeps_what_it_has(project: Path) -> None:
    with pytest.raises(ProjectError, match="no passphrase"):
        set_passphrase(project, None)
    with Store.open(project), pytest.raises(ProjectError, match="open here"):
        set_passphrase(project, OLD)
    lock = Lock.take(project)
    with pytest.raises(TakenError):
        set_passphrase(project, OLD)
    lock.release()
    with pytest.raises(PassphraseError, match="fewer than"):
        set_passphrase(project, "short")
    assert not cipher.is_encrypted(project)

    set_passphrase(project, OLD)
    cipher.forget_all()
    with pytest.raises(LockedError):
        set_passphrase(project, NEW)
    cipher.unlock(project, OLD)
    assert texts(project)


@pytest.mark.slow
def test_copies_beside_that_stay_plain_are_told(project: Path) -> None:
    copy = backups.copy_beside(backups.found(project)[0], project)
    other = new_project(project.with_name("another.onrecord"))
    before = {file: file.read_bytes() for file in (copy, other)}
    notices = set_passphrase(project, OLD)
    (told,) = notices
    assert told.startswith(f"{copy} is a copy of it and is plain: ")
    assert {file: file.read_bytes() for file in before} == before
    encrypt(copy, "what is its own")
    assert set_passphrase(project, NEW) == []


def with_a_backup_of_another_passphrase(project: Path) -> Path:
    """Let the oldest backup have a passphrase that nobody here knows."""
    key = safekeeping.id_of(project)
    assert key
    oldest = safekeeping.every_place_of(key)[0][-1]
    encrypt(oldest, "what nobody here knows")
    safekeeping.every_place_of(key)[1][-1].unlink()
    return oldest


def encrypt(file: Path, passphrase: str) -> None:
    """Give one file alone a passphrase, and forget it."""
    made = file.with_name("made")
    convert(file, made, keyring.secret_for(passphrase))
    made.replace(file)


@pytest.mark.slow
def test_a_backup_with_another_passphrase_is_neither_damaged_nor_rotated_out(
    project: Path,
) -> None:
    strange = with_a_backup_of_another_passphrase(project)
    content = strange.read_bytes()

    notices = set_passphrase(project, OLD)

    assert notices == ["1 backup has another passphrase, which was not given here: left as before"]
    listed = {each.path: each for each in backups.listed(project)}
    assert (listed[strange].is_sound, listed[strange].is_locked) == (None, True)
    for number in range(12):
        with Store.open(project) as store:
            keep_text(store, f"More {number}\n\nWords.\n")
    assert strange.read_bytes() == content
    good = [each for each in backups.listed(project) if each.is_sound]
    assert len(good) == 10
    thin_out(strange.parent)
    assert strange in backups_in(strange.parent)


def test_the_newest_backup_counts_for_none_where_it_has_another_passphrase(
    project: Path,
) -> None:
    key = safekeeping.id_of(project)
    assert key
    newest = safekeeping.every_place_of(key)[0][0]
    encrypt(newest, "what nobody here knows")

    with Store.open(project):
        pass

    assert backups.newest_sound(project).path != newest
    assert len(texts(backups.newest_sound(project).path)) == len(texts(project))


@pytest.mark.slow
def test_a_plain_backup_in_the_place_of_an_encrypted_project_is_encrypted(project: Path) -> None:
    plain = project.with_name("plain copy.onrecord")
    with Reader.open(project) as reader:
        reader.save_copy(plain)
    set_passphrase(project, OLD)

    restoring.restore(project, plain)

    assert cipher.is_encrypted(project)
    assert CANARY not in project.read_bytes()
    assert texts(project) == texts(plain)


def test_a_damaged_backup_stays_and_is_told(project: Path) -> None:
    key = safekeeping.id_of(project)
    assert key
    oldest = safekeeping.every_place_of(key)[0][1]
    with oldest.open("rb+") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 60)

    notices = set_passphrase(project, OLD)

    assert [oldest.name in notice and "still is plain" in notice for notice in notices] == [True]
    assert cipher.is_encrypted(project)


def test_what_a_killed_change_left_goes_with_the_next_opening(
    project: Path, tmp_path: Path
) -> None:
    key = safekeeping.id_of(project)
    assert key
    backup = safekeeping.every_place_of(key)[0][0]
    for file in (project, backup):
        shutil.copy(file, leftovers.draft_beside(file))
        os.link(file, leftovers.draft_beside(file, leftovers.REPLACED))
    before = texts(project)

    with Store.open(project):
        pass

    assert texts(project) == before
    assert texts(backup)
    assert list(tmp_path.rglob("*.part*")) == []
