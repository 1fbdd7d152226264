"""Projects of older schemas: read as they are, and brought up to date when opened for writing."""

import gzip
import os
import shutil
from pathlib import Path

import pytest

from annotator.backups import newest_sound
from annotator.claims_file import dump
from annotator.edits import add
from annotator.errors import ProjectError
from annotator.model import Omission, Side, Version, new_id
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.opening import schema_version
from annotator.store.reader import Reader
from annotator.store.schema import SCHEMA_VERSION
from tests.command_line import onrecord, onrecord_with_room_for, refused
from tests.factories import WIRE_CLAIMS
from tests.ordinary_user import as_ordinary_user, folder_for_all

PROJECTS = Path(__file__).parent.parent / "data" / "projects"
KEPT = sorted(PROJECTS.glob("*.gz"))


@pytest.fixture(params=[pytest.param(path, id=path.name) for path in KEPT])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "story.onrecord"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def test_every_older_schema_is_kept() -> None:
    assert [path.name for path in KEPT] == [f"{n}.onrecord.gz" for n in range(1, SCHEMA_VERSION)]


def test_an_older_project_is_read_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    assert examine(old) == []
    with Reader.open(old) as reader:
        (article,) = reader.articles()
        assert reader.marks(article.id).claims
        assert reader.versions() == []
        assert reader.omissions(article.id) == []
    assert old.read_bytes() == before


def test_an_older_project_is_backed_up_and_brought_up_to_date(old: Path) -> None:
    version = schema_version(old)
    with Reader.open(old) as reader:
        (article,) = reader.articles()
        marks, history = dump(reader.marks(article.id)), reader.history()
    with Store.open(old) as store:
        assert (dump(store.marks(article.id)), store.history()) == (marks, history)
        sides, version_of = store.sides(), Version(new_id(), article.id, article.id)
        left_out = Omission(new_id(), article.id, new_id())
        store.apply(add("List a side", Side(new_id(), "Huawei", 99, 0), version_of, left_out))
        assert [side.name for side in store.sides()] == [*(s.name for s in sides), "Huawei"]
        assert (store.versions(), store.omissions(article.id)) == ([version_of], [left_out])
        store.undo()
        assert (store.sides(), store.versions()) == (sides, [])
        assert store.omissions(article.id) == []
    assert schema_version(old) == SCHEMA_VERSION
    assert examine(old) == []
    assert schema_version(newest_sound(old).path) == version


def test_without_a_backup_an_older_project_is_refused_and_stays_as_it_is(
    old: Path, onrecord_home: Path
) -> None:
    before = old.read_bytes()
    onrecord_home.mkdir()
    in_the_way = onrecord_home / "backups"
    in_the_way.write_text("no folder")
    with pytest.raises(ProjectError, match="made by an older On Record and is changed only"):
        Store.open(old)
    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir() if path.is_file()] == [old.name]
    in_the_way.unlink()
    with Store.open(old) as store:  # as soon as there is a place for it
        assert store.notices == []
    assert schema_version(old) == SCHEMA_VERSION


@pytest.mark.slow
def test_an_older_project_stays_as_it_is_on_a_disk_without_room_for_its_backup(old: Path) -> None:
    before = old.read_bytes()
    for room in (0, 4096, len(before) // 2, len(before) - 4096):
        result = onrecord_with_room_for(room, "mark", old, 1, WIRE_CLAIMS)
        refused(result, f"{old.name} was made by an older On Record", "make room in")
        assert b"SQLITE" not in result.stderr
        assert old.read_bytes() == before
        assert [path.name for path in old.parent.iterdir() if path.is_file()] == [old.name]
    onrecord("mark", old, 1, WIRE_CLAIMS)
    assert schema_version(old) == SCHEMA_VERSION


def test_an_older_project_stays_as_it_is_where_a_home_takes_no_files(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_for_all()
    folder.chmod(0o777)
    home, path = folder / "home", Path(shutil.copy(old, folder))
    home.mkdir(mode=0o555)
    path.chmod(0o666)
    before = path.read_bytes()
    monkeypatch.setenv("ONRECORD_HOME", str(home))

    def work() -> None:
        with pytest.raises(ProjectError, match=r"permission denied\); make room in .*, or let"):
            Store.open(path)
        os._exit(0 if path.read_bytes() == before else 1)

    as_ordinary_user(work)
    assert examine(path) == []
    home.chmod(0o777)
    as_ordinary_user(lambda: Store.open(path).close())
    assert schema_version(path) == SCHEMA_VERSION
    shutil.rmtree(folder)
