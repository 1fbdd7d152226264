"""Encrypted projects: what opens them, and what is said where nothing does."""

import os
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import DamageError, LockedError, PassphraseError
from annotator.store import Store, cipher, safekeeping
from annotator.store.backup import backups_in
from annotator.store.reader import Reader
from annotator.store.rebuilding import rebuild
from annotator.store.rekeying import set_passphrase
from tests.factories import keep_text, new_project
from tests.killing import ROOT

PASSPHRASE = "four words nobody guesses"  # noqa: S105 - of a test
CANARY = "Zinnoberkraut"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an encrypted project with one article, and a home with backups of it, once for all."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_HOME", str(folder / "home"))
        path = folder / "story.onrecord"
        Store.create(path, PASSPHRASE)
        with Store.open(path) as store:
            keep_text(store, f"The mill\n\nThe union said {CANARY} was dumped.\n")
        Store.open(path).close()
        key = safekeeping.id_of(path)
        assert key
        (folder / "id").write_text(key)
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path, onrecord_home: Path) -> Path:
    """Return a copy of that project, backed up and unlocked."""
    path = Path(shutil.copy(made / "story.onrecord", tmp_path))
    shutil.copytree(made / "home", onrecord_home)
    safekeeping.remember(path, (made / "id").read_text())
    cipher.unlock(path, PASSPHRASE)
    return path


@pytest.fixture(autouse=True)
def locked_again() -> Iterator[None]:
    """Have no key outlive its test."""
    yield
    cipher.forget_all()


def newest_backup(home: Path) -> Path:
    (folder,) = [each for each in (home / "backups").iterdir() if each.is_dir()]
    return backups_in(folder)[0]


def put(path: Path, at: int, data: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(data)


def test_nothing_of_an_encrypted_project_can_be_read_in_its_file(
    project: Path, onrecord_home: Path
) -> None:
    files = [path for path in project.parent.rglob("*") if path.is_file()]

    assert newest_backup(onrecord_home) in files
    assert [path.name for path in files if CANARY.encode() in path.read_bytes()] == []
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(project).execute("SELECT count(*) FROM sqlite_schema")


def test_a_project_that_was_locked_asks_for_its_passphrase(project: Path) -> None:
    cipher.forget(project)

    assert cipher.is_encrypted(project)
    assert not cipher.is_unlocked(project)
    for opening in (Store.open, Reader.open):
        with pytest.raises(LockedError, match=r"story\.onrecord is encrypted"):
            opening(project)


@pytest.mark.slow
def test_its_passphrase_unlocks_a_project_and_its_backups(
    project: Path, onrecord_home: Path
) -> None:
    cipher.forget_all()

    cipher.unlock(project, PASSPHRASE)

    for path in (project, newest_backup(onrecord_home)):
        with Reader.open(path) as reader:
            assert CANARY in reader.document(reader.articles()[0].id).text


def test_another_passphrase_is_refused_and_named_as_such(project: Path) -> None:
    cipher.forget_all()

    with pytest.raises(PassphraseError, match="not the passphrase"):
        cipher.unlock(project, PASSPHRASE + " ")

    assert not cipher.is_unlocked(project)


@pytest.mark.slow
def test_a_passphrase_is_the_same_however_its_letters_are_composed(tmp_path: Path) -> None:
    path = tmp_path / "story.onrecord"
    Store.create(path, unicodedata.normalize("NFC", "Äpfel für Zoë"))
    cipher.forget_all()

    cipher.unlock(path, unicodedata.normalize("NFD", "Äpfel für Zoë"))

    assert cipher.is_unlocked(path)


@pytest.mark.slow
def test_other_programs_open_the_file_with_the_passphrase_alone(project: Path) -> None:
    code = (
        "from sqlcipher3 import dbapi2; import sys; c = dbapi2.connect(sys.argv[1]);"
        f"c.execute(\"PRAGMA key = '{PASSPHRASE}'\");"
        "print(c.execute('SELECT title FROM article').fetchone()[0])"
    )
    words = [sys.executable, "-c", code, str(project)]

    assert subprocess.run(words, capture_output=True, check=True).stdout == b"The mill\n"


@pytest.mark.slow
def test_a_damaged_beginning_is_told_from_another_passphrase_by_the_newest_backup(
    project: Path,
) -> None:
    cipher.forget_all()
    put(project, 100, os.urandom(200))

    with pytest.raises(DamageError, match="opens its newest backup"):
        cipher.unlock(project, PASSPHRASE)
    cipher.forget_all()
    with pytest.raises(PassphraseError):
        cipher.unlock(project, "four words of another")


@pytest.mark.slow
@pytest.mark.parametrize("size", [16, 4096])
def test_a_damaged_salt_is_told_from_another_passphrase_by_the_newest_backup(
    project: Path, onrecord_home: Path, size: int
) -> None:
    cipher.forget_all()
    put(project, 0, os.urandom(size))

    with pytest.raises(DamageError, match="opens its newest backup"):
        cipher.unlock(project, PASSPHRASE)

    assert cipher.is_unlocked(newest_backup(onrecord_home))
    with pytest.raises(DamageError, match="damaged"):
        Store.open(project)
    cipher.forget_all()
    with pytest.raises(PassphraseError):
        cipher.unlock(project, "four words of another")


@pytest.mark.slow
def test_a_copy_that_kept_its_passphrase_is_not_given_up_for_the_one_of_its_backups(
    project: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.onrecord"
    shutil.copy(project, copy)
    Store.open(copy).close()
    set_passphrase(project, "four words of another")
    cipher.forget_all()

    with pytest.raises(DamageError, match="try the one from before"):
        cipher.unlock(copy, "four words of another")
    assert not cipher.is_unlocked(copy)
    cipher.unlock(copy, PASSPHRASE)
    with Store.open(copy) as store:
        assert store.articles()


def test_a_file_that_was_cut_short_is_unlocked_and_called_damaged(project: Path) -> None:
    cipher.forget_all()
    os.truncate(project, 4096 * 40)

    cipher.unlock(project, PASSPHRASE)

    with pytest.raises(DamageError, match="damaged"):
        Store.open(project)


def test_a_damaged_page_in_the_middle_is_reported(project: Path) -> None:
    put(project, 4096 * 20 + 50, b"\0")

    with pytest.raises(DamageError, match="damaged"):
        Store.open(project)


@pytest.mark.parametrize("rubbish", [b"\0" * 4096, b"\xff" * 50, os.urandom(4096)])
def test_a_plain_project_whose_beginning_is_damaged_is_not_taken_for_an_encrypted_one(
    tmp_path: Path, rubbish: bytes
) -> None:
    path = new_project(tmp_path / "plain.onrecord")
    put(path, 0, rubbish)

    assert not cipher.is_encrypted(path)
    with pytest.raises(DamageError, match="beginning is damaged"):
        Store.open(path)


def test_a_large_plain_project_whose_first_pages_are_overwritten_by_chance_is_none(
    tmp_path: Path,
) -> None:
    path = new_project(tmp_path / "plain.onrecord")
    with Store.open(path) as store:
        for number in range(10):
            keep_text(store, f"Mill {number}\n\n" + f"Waste was dumped in river {number}. " * 900)
    put(path, 0, os.urandom(4096 * 60))

    assert not cipher.is_encrypted(path)
    with pytest.raises(DamageError, match="beginning is damaged"):
        Store.open(path)


@pytest.mark.slow
@pytest.mark.parametrize("pages", [1, 20, 36])
def test_a_plain_project_that_is_mostly_packed_files_is_recovered_where_its_beginning_is_lost(
    tmp_path: Path, pages: int
) -> None:
    path = new_project(tmp_path / "plain.onrecord")
    with Store.open(path) as store:
        keep_text(store, "The mill\n\nIt dumped waste.")
        packed = keep_text(store, "The dam\n\nIt broke.")
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE original SET data = randomblob(3000000) WHERE id = ?", [packed.id])
    put(path, 0, os.urandom(4096 * pages))

    assert not cipher.is_encrypted(path)
    # What stood on one of these pages is lost.
    assert rebuild(path, tmp_path / "rebuilt.onrecord").rows


def test_a_passphrase_that_is_guessed_in_no_time_is_refused() -> None:
    with pytest.raises(PassphraseError, match="fewer than 8 characters"):
        cipher.refuse_weak("1234567")
    cipher.refuse_weak("12345678")


def test_what_this_process_has_open_is_not_opened_otherwise(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(project):
        opened: list[Path] = []
        opening = Path.open

        def told(path: Path, *words: Any) -> Any:
            opened.append(path)
            return opening(path, *words)

        monkeypatch.setattr(Path, "open", told)
        Reader.beside(project).close()

    assert project not in opened


@pytest.mark.slow
def test_without_the_library_plain_projects_work_and_encrypted_ones_say_what_to_install(
    project: Path, tmp_path: Path
) -> None:
    code = """
import sys
from pathlib import Path
from typing import Any
sys.modules["sqlcipher3"] = None
from annotator.errors import ProjectError
from annotator.store import Store, cipher, safekeeping
plain = Path(sys.argv[2])
Store.create(plain)
Store.open(plain).close()
print(cipher.can_encrypt(), cipher.is_encrypted(Path(sys.argv[1])))
try:
    cipher.unlock(Path(sys.argv[1]), "four words nobody guesses")
except ProjectError as error:
    print(error)
"""
    words = [sys.executable, "-c", code, str(project), str(tmp_path / "plain.onrecord")]
    run = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)

    assert run.stderr == ""
    assert run.stdout.startswith("False True\n")
    assert "pip install onrecord[encrypted]" in run.stdout
