"""The lock across machines: signed, renewed, and free once its signature is stale."""

import json
import os
import platform
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from annotator import edits
from annotator.errors import ProjectError, TakenError
from annotator.model import Source, new_id
from annotator.store import Store, lock
from annotator.store.lock import Lock
from tests.factories import new_project
from tests.locks import lock_of, signed_elsewhere


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return new_project(tmp_path / "story.onrecord")


@pytest.fixture
def always_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the last signature be old enough at once."""
    monkeypatch.setattr(lock, "_RENEWED", timedelta(0))


def signature(project: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(lock_of(project).read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("age", [-240, -1, 0, 240])
def test_another_machine_that_renewed_lately_has_the_project(project: Path, age: int) -> None:
    path = signed_elsewhere(project, timedelta(seconds=age))
    before = path.read_bytes()
    with pytest.raises(TakenError, match=r"On Record \(process 12 on desk-2, since "):
        Store.open(project, patience=0)
    assert path.read_bytes() == before


@pytest.mark.parametrize("age", [301, 3600, -301, 10_000_000])
def test_a_stale_signature_clears(project: Path, age: int) -> None:
    signed_elsewhere(project, timedelta(seconds=age))
    with Store.open(project, patience=0):
        assert signature(project)["host"] == platform.node()
    assert not lock_of(project).exists()


def test_an_older_on_record_that_renews_nothing_counts_from_its_beginning(project: Path) -> None:
    path = signed_elsewhere(project, timedelta(seconds=10))
    told = json.loads(path.read_text(encoding="utf-8"))
    del told["renewed"]
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(TakenError):
        Store.open(project, patience=0)


@pytest.mark.parametrize(
    "words",
    [
        *("", "{", "[]", "3", "null", '"x"', "[" * 4000, '{"host": "b"}'),
        *('{"host": "b", "renewed": 3}', '{"host": "b", "renewed": "2026-11-30T10:00:00"}'),
        '{"host": [], "renewed": "yesterday"}',
    ],
)
def test_a_lock_that_nobody_signed_properly_is_free(project: Path, words: str) -> None:
    lock_of(project).write_text(words, encoding="utf-8")
    with Store.open(project, patience=0):
        pass
    assert not lock_of(project).exists()


def test_our_own_dead_window_keeps_nobody_out(project: Path) -> None:
    signed_elsewhere(project, timedelta(0), host=platform.node())
    with Store.open(project, patience=0):
        pass


@pytest.mark.usefixtures("always_due")
def test_each_change_renews_the_signature_and_nothing_else_of_it(project: Path) -> None:
    with Store.open(project, patience=0) as store:
        before = signature(project)
        store.apply(edits.add("Meet", Source(new_id(), "Ann")))
        after = signature(project)
        assert after["renewed"] > before["renewed"]
        assert after | {"renewed": ""} == before | {"renewed": ""}
        assert after["process"] == os.getpid()


def test_a_signature_is_renewed_once_a_minute_at_most(project: Path) -> None:
    with Store.open(project, patience=0) as store:
        before = lock_of(project).read_bytes()
        store.renew_lock()
        assert lock_of(project).read_bytes() == before


@pytest.mark.usefixtures("always_due")
def test_a_lock_whose_file_was_removed_is_taken_anew(project: Path) -> None:
    with Store.open(project, patience=0) as store:
        lock_of(project).unlink()
        store.renew_lock()
        with pytest.raises(TakenError, match=f"process {os.getpid()} "):
            Store.open(project, patience=0)
    assert not lock_of(project).exists()


@pytest.mark.usefixtures("always_due")
def test_another_machine_that_took_it_at_the_same_time_is_told(project: Path) -> None:
    with Store.open(project, patience=0) as store:
        lock_of(project).unlink()
        theirs = signed_elsewhere(project, timedelta(0)).read_bytes()
        with pytest.raises(TakenError, match="desk-2"):
            store.renew_lock()
        store.apply(edits.add("Meet", Source(new_id(), "Ann")))
    assert lock_of(project).read_bytes() == theirs


@pytest.mark.usefixtures("always_due")
def test_where_the_folder_is_gone_renewing_says_so_and_releasing_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "away"
    folder.mkdir()
    held = Lock.take(folder / "story.onrecord")
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(ProjectError):
        held.renew()
    held.release()
    held.release()
    held.renew()


def test_a_machine_of_the_same_name_is_another_one(project: Path) -> None:
    with Store.open(project):
        ours = signature(project)
    lock_of(project).write_text(json.dumps(ours), encoding="utf-8")  # as a crash leaves it
    with Store.open(project, patience=0):
        pass
    lock_of(project).write_text(json.dumps(ours | {"machine": "another"}), encoding="utf-8")
    with pytest.raises(TakenError, match=platform.node()):
        Store.open(project, patience=0)
