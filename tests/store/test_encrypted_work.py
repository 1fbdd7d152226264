"""All that is done with a project, done with an encrypted one: no word of it can be read."""

import gzip
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator import backups, edits, recovery
from annotator.errors import DamageError, LockedError, StoreError
from annotator.model import Source, new_id
from annotator.places import Place
from annotator.query import parse
from annotator.store import Store, cipher, converting, keyring, restoring
from annotator.store.away import WorkingCopy
from annotator.store.away_looking import looked_at
from annotator.store.drafts import Place as Field
from annotator.store.integrity import examine
from annotator.store.opening import schema_version
from annotator.store.reader import Reader
from annotator.store.rebuilding import SEALED, rebuild
from annotator.store.recovering import recovered
from annotator.store.schema import SCHEMA_VERSION
from annotator.store.upkeep import Checked, Upkeep
from tests.factories import keep_text

PASSPHRASE = "four words nobody guesses"  # noqa: S105 - of a test
WORD = "Zinnoberkraut"
pytestmark = pytest.mark.slow

OLDER = Path(__file__).parent.parent / "data" / "projects" / "1.onrecord.gz"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have temporary files beside the rest, where the test looks, and no key outlive it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("SQLITE_TMPDIR", str(folder))
    yield folder
    cipher.forget_all()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make an encrypted project with an article and a source, and backups of it."""
    path = tmp_path / "story.onrecord"
    Store.create(path, PASSPHRASE)
    with Store.open(path) as store:
        keep_text(store, f"The {WORD} mill\n\nThe union said {WORD} was dumped.\n")
        store.apply(edits.add(f"Meet {WORD}", Source(new_id(), WORD)))
    Store.open(path).close()
    return path


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Look into every file before any is removed or renamed, and list those that can be read."""
    seen: list[Path] = []
    unlink, rmtree, replace = Path.unlink, shutil.rmtree, Path.replace

    def look() -> None:
        files = (path for path in tmp_path.rglob("*") if path.is_file())
        seen.extend(path for path in files if WORD.encode() in path.read_bytes())

    def unlinked(path: Path, missing_ok: bool = False) -> None:
        look()
        unlink(path, missing_ok)

    def removed(path: Path, ignore_errors: bool = False, **more: Any) -> None:
        look()
        rmtree(path, ignore_errors, **more)

    def replaced(path: Path, target: Path) -> Path:
        look()
        return replace(path, target)

    monkeypatch.setattr(Path, "unlink", unlinked)
    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(shutil, "rmtree", removed)
    return seen


@pytest.fixture
def watched(watch: list[Path], tmp_path: Path) -> Iterator[None]:
    """Have no word of the project be in any file, at any of these moments and at the end."""
    yield
    (tmp_path / "gone").touch()
    (tmp_path / "gone").unlink()
    assert watch == []


def words_in(path: Path) -> int:
    with Reader.open(path) as reader:
        return sum(reader.document(each.id).text.count(WORD) for each in reader.articles())


@pytest.mark.usefixtures("watched")
def test_work_and_its_undoing(project: Path) -> None:
    with Store.open(project) as store:
        article = store.articles()[0]
        keep_text(store, f"More of {WORD}\n\nAnd so on, {WORD}.\n")
        assert store.draft_keeper.keep({Field(article.id, "title"): f"half a {WORD}"})
        store.undo()
        store.redo()
        assert len(store.find(parse(WORD)).hits) > 2
        with Store.beside(project) as second, Reader.beside(project) as reader:
            assert len(reader.articles()) == len(second.articles()) == 2
        with Upkeep.beside(project) as upkeep:
            assert upkeep.look_over(lambda: True) == []
            assert upkeep.check_rows(lambda: True, Checked())
    assert examine(project) == []


@pytest.mark.usefixtures("watched")
def test_copies_backups_and_going_back(project: Path) -> None:
    copy = project.with_name("copy.onrecord")
    with Reader.open(project) as reader:
        reader.save_copy(copy)
    kept = restoring.restore(project, backups.newest_sound(project).path)
    restoring.undo(project, kept)
    made, notices = backups.make(project)
    beside = backups.copy_beside(made, project)
    project.unlink()
    restoring.recreate(project, made.path)

    assert notices == []
    for path in (copy, beside, project):
        assert (words_in(path), cipher.is_encrypted(path)) == (2, True)


@pytest.mark.usefixtures("watched")
def test_a_writer_that_died_is_rolled_back(project: Path, tmp_path: Path) -> None:
    store = Store.open(project)
    store._conn.execute("PRAGMA cache_spill = 1")  # noqa: SLF001
    store._conn.execute("BEGIN")  # noqa: SLF001
    store._conn.execute("UPDATE article SET title = ?", (WORD * 9_999,))  # noqa: SLF001
    dead = tmp_path / "dead.onrecord"
    for suffix in ("", "-journal"):
        shutil.copy(f"{project}{suffix}", f"{dead}{suffix}")
    store._conn.rollback()  # noqa: SLF001
    store.close()
    assert Path(f"{dead}-journal").stat().st_size > 512

    assert examine(dead) == []
    assert words_in(dead) == 2
    Store.open(dead).close()
    assert words_in(dead) == 2


@pytest.mark.usefixtures("watched")
def test_giving_the_history_up(project: Path) -> None:
    with Store.open(project) as store:
        given = store.what_goes(None)
        assert given
        store.compact(given)

    assert examine(project) == []


@pytest.mark.usefixtures("watched")
def test_a_file_that_was_moved_away_is_recovered(project: Path) -> None:
    store = Store.open(project)
    project.rename(project.with_name("elsewhere.onrecord"))
    with recovered(store) as again:
        path = again.path
    store.close()

    assert (words_in(path), cipher.is_encrypted(path)) == (2, True)


@pytest.mark.usefixtures("watched")
def test_a_project_far_away(project: Path) -> None:
    place = Place("a drive", True)
    look = looked_at(project)
    assert (words_in(look), cipher.is_encrypted(look)) == (2, True)
    copy = WorkingCopy.take(project, place)
    with Store.open(copy.path) as store:
        store.apply(edits.add("Meet", Source(new_id(), f"{WORD} again")))
    assert cipher.is_encrypted(copy.path)
    assert copy.is_changed()
    cipher.forget_all()
    with pytest.raises(StoreError, match="kept on this machine"):
        copy.write_back()
    copy.end()
    with pytest.raises(LockedError) as locked:
        WorkingCopy.take(project, place)
    assert locked.value.path == copy.path

    cipher.unlock(locked.value.path, PASSPHRASE)
    again = WorkingCopy.take(project, place)
    assert again.is_left
    again.write_back()
    again.end()

    with Reader.open(project) as reader:
        assert len(reader.sources(None)) == 2


@pytest.mark.usefixtures("watched")
def test_what_still_opens_of_a_damaged_one_is_recovered(project: Path) -> None:
    with Store.open(project) as store:
        for number in range(60):
            store.apply(edits.add("Meet", Source(new_id(), f"{WORD} {number}")))
    content = bytearray(project.read_bytes())
    page = next(at for at in range(60 * 4096, len(content), 4096) if _has_sources(project, at))
    content[page : page + 4096] = os.urandom(4096)
    project.write_bytes(content)

    offers = recovery.offers(project)

    assert offers.findings
    assert offers.backup
    assert offers.rebuilt
    out = project.with_name("out.onrecord")
    rebuilt = rebuild(project, out)
    assert SEALED in rebuilt.losses
    assert (words_in(out), cipher.is_encrypted(out)) == (2, True)
    with Reader.open(out) as reader:
        assert 0 < len(reader.sources(None)) <= 61


def _has_sources(project: Path, at: int) -> bool:
    with Reader.open(project) as reader:
        row = reader._conn.execute(  # noqa: SLF001
            "SELECT rootpage FROM sqlite_schema WHERE name = 'event'"
        ).fetchone()
    return at >= (int(row[0]) - 1) * 4096


def test_a_project_of_which_the_salt_alone_is_damaged_is_recovered_whole(project: Path) -> None:
    with project.open("rb+") as file:
        file.write(os.urandom(16))
    cipher.forget_all()
    with pytest.raises(DamageError):
        cipher.unlock(project, PASSPHRASE)

    out = project.with_name("out.onrecord")
    rebuild(project, out)

    assert words_in(out) == 2
    assert examine(out) == []


@pytest.mark.usefixtures("watched")
def test_an_older_project_is_brought_up_to_date(tmp_path: Path) -> None:
    older, path = tmp_path / "older", tmp_path / "old.onrecord"
    older.write_bytes(gzip.decompress(OLDER.read_bytes()))
    secret = keyring.secret_for(PASSPHRASE)
    converting.convert(older, path, secret)
    keyring.keep(secret)
    older.unlink()
    assert schema_version(path) == 1
    with Reader.open(path) as reader:
        assert reader.articles()

    with Store.open(path) as store:
        assert store.notices == []

    assert schema_version(path) == SCHEMA_VERSION
    assert examine(path) == []
    assert all(cipher.is_encrypted(each) for each in tmp_path.rglob("*.onrecord"))


def test_the_watch_finds_what_can_be_read_for_a_moment(
    project: Path, tmp_path: Path, watch: list[Path]
) -> None:
    plain = tmp_path / "plain"
    converting.convert(project, plain, None)
    plain.unlink()

    assert watch == [plain]
