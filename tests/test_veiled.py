"""Paths as numbers: known again, and readable by nobody."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from annotator import backups
from annotator.store.safekeeping import id_of, remember
from annotator.veiled import is_veiled, veiled
from tests.factories import keep_wire_story, project_with


def test_words_are_known_again_and_cannot_be_read(onrecord_home: Path) -> None:
    number = veiled("/srv/jane-roe/leak.onrecord")
    assert is_veiled(number)
    assert veiled("/srv/jane-roe/leak.onrecord") == number
    assert veiled("/srv/jane-roe/leak") != number
    assert not is_veiled("/srv/jane-roe/leak.onrecord")
    secret = onrecord_home / "secret"
    assert len(secret.read_bytes()) == 32
    if os.name == "posix":
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert [path.name for path in onrecord_home.iterdir()] == ["secret"]


def test_another_home_has_other_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = veiled("leak")
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path / "other"))
    assert veiled("leak") != number


def test_a_name_that_is_no_text_has_a_number_too() -> None:
    assert is_veiled(veiled("leak\udcff"))


def test_a_secret_that_was_cut_short_is_made_anew(onrecord_home: Path) -> None:
    onrecord_home.mkdir()
    (onrecord_home / "secret").write_bytes(b"short")
    assert veiled("leak") == veiled("leak")
    assert len((onrecord_home / "secret").read_bytes()) == 32


def test_many_at_once_get_the_same_number() -> None:
    with ThreadPoolExecutor(8) as several:
        assert len(set(several.map(veiled, ["leak"] * 40))) == 1


def test_a_home_that_takes_no_file_is_told(onrecord_home: Path) -> None:
    onrecord_home.write_text("no folder")
    with pytest.raises(OSError, match=r"."):
        veiled("leak")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "jane-roe.onrecord", keep_wire_story)


def test_the_index_of_backups_names_no_project(project: Path, onrecord_home: Path) -> None:
    made, _ = backups.make(project)
    index = onrecord_home / "backups" / "index.json"
    assert "jane-roe" not in index.read_text()
    known = json.loads(index.read_text())
    assert known[veiled(str(project.resolve()))] == made.path.parent.name
    project.unlink()
    assert backups.listed(project) == [made]


@pytest.mark.parametrize("is_written", [False, True])
def test_an_index_that_names_projects_is_kept_anew(
    is_written: bool, project: Path, onrecord_home: Path
) -> None:
    key = id_of(project)
    assert key
    other = "0f0e0d0c-0000-4000-8000-000000000000"
    index = onrecord_home / "backups" / "index.json"
    index.parent.mkdir(parents=True, exist_ok=True)
    index.write_text(json.dumps({str(project): key, "/srv/jane-roe/x.onrecord": other}))
    if is_written:
        remember(project, key)
    else:
        project.unlink()
        assert id_of(project) == key
    assert "jane-roe" not in index.read_text()
    assert sorted(json.loads(index.read_text()).values()) == sorted([key, other])
    assert id_of(Path("/srv/jane-roe/x.onrecord")) == other
