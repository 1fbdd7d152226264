"""Projects of older schemas: read as they are, and brought up to date when opened for writing."""

import gzip
from pathlib import Path

import pytest

from annotator.backups import newest_sound
from annotator.claims_file import dump
from annotator.edits import add
from annotator.model import Omission, Side, Version, new_id
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.opening import schema_version
from annotator.store.reader import Reader
from annotator.store.schema import SCHEMA_VERSION

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
