"""A source that is forgotten leaves no trace: in no row, no event, no index, no copy."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest

from annotator.claims_file import dump
from annotator.model import UNKNOWN_SIDE
from annotator.store import Store
from annotator.store.forgetting import Forgetting, Looking
from annotator.store.integrity import examine
from annotator.store.opening import project_id
from annotator.store.purging import Purge
from annotator.store.reader import Reader
from annotator.store.traces import Forgotten
from tests.factories import project_with
from tests.store.canaries import (
    ADDED,
    ALIAS,
    CONTACT,
    LABEL,
    NAME,
    full_of_it,
    left_in,
    spread,
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


@pytest.fixture
def project(desk: Path) -> Path:
    """Make a project that holds the name in every place."""
    return project_with(desk / "mill.onrecord", full_of_it)


@pytest.fixture
def everywhere(project: Path, onrecord_home: Path, tmp_path: Path) -> Path:
    """Make one that lies wherever the program leaves copies, too."""
    spread(project, onrecord_home, tmp_path / "stick")
    return project


def forget(project: Path, *also: str, delete_unreadable: bool = False) -> Forgotten:
    with Forgetting.open(project) as store:
        done = store.forget(LABEL, also, delete_unreadable=delete_unreadable)
        assert store.notices == []
    return done


def key_of(project: Path) -> str:
    with closing(sqlite3.connect(project)) as conn:
        return project_id(conn, project)


@pytest.mark.slow
def test_a_forgotten_source_leaves_no_trace_in_any_file(everywhere: Path, tmp_path: Path) -> None:
    before = {place.partition(": ")[0] for place in left_in(tmp_path)}
    assert len(before) == 9
    done = forget(everywhere, ADDED)
    assert list(left_in(tmp_path)) == []
    assert (done.sentence, done.further) == ("0 traces in 12 files", ())
    assert {str(path) for path in (*done.rewritten, everywhere)} >= before
    for path in (everywhere, *done.rewritten):
        assert examine(path) == []
    with Reader.open(everywhere) as reader:
        assert reader.history(limit=1)[0].label == "Forget a source"
        assert reader.confidential() == frozenset()
        (source,) = (s for s in reader.sources(reader.articles()[0].id) if s.name == LABEL)
        assert (source.side, source.role, source.aliases) == (UNKNOWN_SIDE, None, ())


@pytest.mark.slow
def test_the_wrong_words_leave_traces_that_are_told(everywhere: Path) -> None:
    done = forget(everywhere)  # what a person alone knows is not typed in
    assert done.found.traces == ()
    with Looking.open(everywhere) as reader:
        found = reader.found([ADDED], lambda: True, lambda *_: None)
    assert len(found.traces) > 100
    assert {trace.file for trace in found.traces} == {everywhere, *done.rewritten}


@pytest.mark.slow
def test_undo_and_redo_go_through_the_same_states_with_the_name_replaced(
    project: Path, desk: Path
) -> None:
    was = Path(copyfile(project, desk / "was.onrecord"))
    forget(project, ADDED)
    what = Purge(frozenset({NAME, CONTACT, "491705550199", ALIAS, ADDED}), LABEL, "-")
    with Store.open(was) as former, Store.open(project) as store:
        assert [step.id for step in former.history()] == [step.id for step in store.history()][1:]
        while former.undoable():
            assert state_of(store) == purged(state_of(former), what)
            former.undo()
            store.undo()
        assert store.undoable() is None
        while former.redoable():
            former.redo()
            store.redo()
            assert state_of(store) == purged(state_of(former), what)
        assert store.redoable() is None
    assert examine(project) == []


def state_of(reader: Reader) -> str:
    told = []
    for article in reader.articles():
        marks = dump(reader.marks(article.id))
        for source in marks["sources"]:
            if source["name"] == LABEL or NAME in source["name"]:
                for field in ("side", "role", "affiliation", "aliases"):
                    source.pop(field, None)
        told.append([marks, article.title, article.byline])
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def purged(state: str, what: Purge) -> str:
    def words(value: object) -> object:
        if isinstance(value, str):
            return what.taken_out(value)
        if isinstance(value, list):
            now = [words(part) for part in value]
            strings = all(isinstance(part, str) for part in now) and now != value
            return list(dict.fromkeys(map(str, now))) if strings else now
        if isinstance(value, dict):
            return {key: words(part) for key, part in value.items()}
        return value

    return json.dumps(words(json.loads(state)), ensure_ascii=False, sort_keys=True)
