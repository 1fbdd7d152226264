"""A source that is forgotten in an encrypted project: copies stay encrypted, none knows it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.store import Store, cipher, keyring
from annotator.store.integrity import examine
from annotator.store.opening import connect_for_reading
from annotator.store.reader import Reader
from tests.store.canaries import (
    ADDED,
    ALIAS,
    CONTACT,
    NAME,
    forget,
    full_of_it,
    key_of,
    plain,
    seen,
    spread,
)

PASSPHRASE = "four words nobody guesses"  # noqa: S105 - of a test


@pytest.fixture
def project(tmp_path: Path, onrecord_home: Path) -> Iterator[Path]:
    path = tmp_path / "desk" / "mill.onrecord"
    path.parent.mkdir()
    Store.create(path, PASSPHRASE)
    with Store.open(path) as store:
        full_of_it(store)
    spread(path, onrecord_home, tmp_path / "stick")
    yield path
    cipher.forget_all()


def held_in(file: Path) -> list[str]:
    """Return what the rows of an encrypted file hold of the name."""
    conn, scratch = connect_for_reading(file)
    try:
        tables = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        values = [
            v for (t,) in tables for row in conn.execute(f'SELECT * FROM "{t}"') for v in row
        ]
    finally:
        conn.close()
        if scratch:
            shutil.rmtree(scratch)
    return [
        word for v in values for word in seen(v if isinstance(v, bytes) else plain(v).encode())
    ]


@pytest.mark.slow
def test_every_copy_of_an_encrypted_project_forgets_it_and_stays_encrypted(
    project: Path, tmp_path: Path
) -> None:
    files = {each for each in tmp_path.rglob("*.onrecord") if held_in(each)}
    assert len(files) == 9
    done = forget(project, ADDED)
    assert done.found.traces == ()
    assert done.further == ()
    for file in {*files, *done.rewritten}:
        assert keyring.salt_of(file)
        assert held_in(file) == []
        assert examine(file) == []


@pytest.mark.slow
def test_a_copy_with_another_passphrase_is_told_and_never_taken_for_damaged(
    project: Path, tmp_path: Path
) -> None:
    locked = tmp_path / "stick" / key_of(project) / "20250101T000000000000Z-0.onrecord"
    Store.create(locked, "another four words or five")
    keyring.drop(keyring.salt_of(locked))
    done = forget(project, NAME, CONTACT, ALIAS, ADDED, delete_unreadable=True)
    assert done.found.traces == ()
    assert (done.found.locked, done.found.unread) == ((locked,), ())
    assert any(locked.name in words for words in done.kept)
    assert locked.exists()
    with Reader.open(project) as reader:
        assert reader.confidential() == frozenset()
