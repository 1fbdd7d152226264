"""What is taken out of a project: of each table, and at each time of its history."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest

from annotator.claims_file import dump
from annotator.errors import ProjectError
from annotator.store import Store, purging, rows
from annotator.store.integrity import examine
from annotator.store.purging import Purge, purge, unknown_tables
from annotator.store.reader import Reader
from annotator.vocabulary import SourceKind
from tests.factories import project_with
from tests.store.canaries import (
    ADDED,
    ALIAS,
    CONTACT,
    LABEL,
    NAME,
    forget,
    full_of_it,
    seen,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project that holds the name in every place."""
    return project_with(tmp_path / "mill.onrecord", full_of_it)


@pytest.mark.slow
def test_undo_and_redo_go_through_the_same_states_with_the_name_replaced(
    project: Path, tmp_path: Path
) -> None:
    was = Path(copyfile(project, tmp_path / "was.onrecord"))
    forget(project, ADDED)
    what = Purge(frozenset({NAME, CONTACT, "491705550199", ALIAS, ADDED}), LABEL)
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


def test_every_table_of_a_project_is_gone_through_and_a_strange_one_refused(project: Path) -> None:
    what = Purge(frozenset({NAME}), LABEL)
    with closing(sqlite3.connect(project)) as conn:
        assert unknown_tables(conn) == set()
        conn.execute("CREATE TABLE memo (id TEXT PRIMARY KEY, words TEXT, digest BLOB)")
        assert unknown_tables(conn) == {"memo"}
        with pytest.raises(ProjectError, match="memo"):
            purge(conn, what)


VOCABULARY = {
    "article": {"published", "status"},
    "claim": {"cue", "legal_risk", "mention", "quote", "quote_type", "response_type", "tags"}
    | {"verification"},
    "compaction": {"at"},
    "document": {"blocks", "encoding", "text"},
    "link": {"kind"},
    "project": {"made_by"},
    "pseudonym": {"level"},
    "response": {"date", "deadline", "status"},
    "source": {"descriptor", "kind", "sector"},
    "step": {"at"},
    "waiver": {"rule"},
}
"""Columns that hold an article's own words, one of few values, a moment or the program's words."""


def test_the_project_of_these_tests_holds_the_name_in_every_column_for_words(
    project: Path,
) -> None:
    lacking: dict[str, set[str]] = {}
    with closing(sqlite3.connect(project)) as conn:
        for table, select in rows.selects(conn):
            found = conn.execute(select)
            names = [column[0] for column in found.description][:-1]
            held = {
                name
                for row in found
                for name, value in zip(names, row, strict=False)
                if isinstance(value, str) and seen(value.encode())
            }
            kinds = conn.execute("SELECT name, type FROM pragma_table_info(?)", (table,))
            texts = {name for name, kind in kinds if kind == "TEXT" and not purging.is_key(name)}
            if texts - held:
                lacking[table] = texts - held
    assert lacking == VOCABULARY


def test_two_that_would_be_called_the_same_are_told_apart(project: Path) -> None:
    forget(project, ADDED)
    with Reader.open(project) as reader:
        responses = reader.marks(reader.articles()[0].id).responses
        assert sorted(one.target for one in responses) == [
            LABEL,
            *(f"{LABEL} ({n})" for n in (2, 3)),
        ]
        assert sorted(side.name for side in reader.sides()) == [
            f"the side of {LABEL}",
            f"the side of {LABEL} (2)",
        ]
        lawyer = next(s for s in reader.all_sources() if s.kind is SourceKind.NAMED)
        assert lawyer.side in {side.name for side in reader.sides()}
