"""What is taken out of a project: of each table, and at each time of its history."""

import gzip
import json
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import edits
from annotator.claims_file import dump
from annotator.edits import add
from annotator.errors import ProjectError
from annotator.model import Identity, Response, Side, Source, new_id
from annotator.store import Store, purging, rows
from annotator.store.forgetting import Forgetting
from annotator.store.integrity import examine
from annotator.store.opening import connect_for_writing, transaction
from annotator.store.purging import Purge, purge, unknown_tables
from annotator.store.reader import Reader
from annotator.store.rebuilding import rebuild
from annotator.store.scanning import Scanner
from annotator.vocabulary import Level, ResponseStatus, SourceKind
from tests.examples import examples
from tests.factories import claim_of, keep_text, new_project, project_with
from tests.store.canaries import (
    ADDED,
    ALIAS,
    CONTACT,
    LABEL,
    NAME,
    SAID,
    TEXT,
    forget,
    full_of_it,
    left_in,
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
    """Return what a project says, without what is forgotten of a source, too."""
    sides = [side.name for side in reader.sides()]
    told: list[object] = [sides if len(sides) < 2 else []]
    for article in reader.articles():
        marks = dump(reader.marks(article.id))
        for source in marks["sources"]:
            if source["name"] == LABEL or NAME in source["name"]:
                for field in ("side", "role", "affiliation", "aliases"):
                    source.pop(field, None)
        asked = [one.target for one in reader.marks(article.id).responses]
        told.append([marks, asked if len(asked) < 3 else [], article.title, article.byline])
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


ACTS = ("note", "source", "remove", "mark", "ask", "side", "undo", "redo", "retitle")
WORDS = st.sampled_from(
    (NAME, NAME.upper(), f"by {NAME}’s house", f"“{ALIAS}”\n{CONTACT}", "nobody", f'\\{ALIAS}"')
)


def act(store: Store, what: str, words: str) -> None:
    """Do one of `ACTS` in a project of one article, if it makes sense there."""
    article = store.articles()[0]
    marks = store.marks(article.id)
    claim = marks.claims[0] if marks.claims else None
    source = next(one for one in store.all_sources() if one.name == LABEL)
    if what == "note" and claim and claim.note != words:
        store.apply(edits.change(f"Note {words}", (claim, replace(claim, note=words))))
    elif what == "source" and source.role != words:
        changed = replace(source, role=words, affiliation=words, side=words)
        store.apply(edits.change("Change", (source, changed)))
    elif what == "remove" and claim:
        store.apply(edits.remove_claims(marks, [claim]))
    elif what == "mark" and not claim:
        # Two on the same words stand in the order of what they say, which forgetting may change.
        new = claim_of(article, TEXT, "dumped waste", targets=(words, "x"), note=words)
        store.apply(add("Mark", replace(new, source_id=source.id)))
    elif what == "ask" and claim and not marks.responses:
        asked = Response(new_id(), claim.id, words, ResponseStatus.SOUGHT, channel=words)
        store.apply(add("Ask", asked))
    elif what == "side" and not store.sides():
        store.apply(add(f"Side {words}", Side(new_id(), words, 90, 0)))
    elif what == "retitle" and article.byline != words:
        store.apply(edits.change("Byline", (article, replace(article, byline=words))))
    elif what == "undo" and store.undoable() and len(store.history()) > 3:
        store.undo()
    elif what == "redo" and store.redoable():
        store.redo()


@pytest.mark.slow
@examples(12)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), WORDS), max_size=25))
def test_any_history_can_be_walked_through_as_before(acts: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = new_project(Path(folder) / "mill.onrecord")
        with Store.open(project) as store:
            article = keep_text(store, TEXT)
            source = Source(new_id(), LABEL, SourceKind.ANONYMOUS, article_id=article.id)
            store.apply(add("Meet", source))
            for what, words in acts:
                act(store, what, words)
            # Last: of whom it is known who it is, no name is taken into a source's fields.
            store.keep_identity(Identity(new_id(), source.id, NAME, CONTACT))
        was = Path(copyfile(project, Path(folder) / "elsewhere.db"))
        forget(project, ALIAS)
        taken = Purge(frozenset({NAME, CONTACT, "491705550199", ALIAS}), LABEL)
        with Store.open(was) as former, Store.open(project) as now:
            for walk in (Store.undo, Store.redo):
                while former.undoable() if walk is Store.undo else former.redoable():
                    assert state_of(now) == purged(state_of(former), taken)
                    walk(former)
                    walk(now)
            assert state_of(now) == purged(state_of(former), taken)
        assert examine(project) == []


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


@pytest.mark.slow
def test_what_is_put_together_of_such_a_project_lacks_nothing(
    project: Path, tmp_path: Path
) -> None:
    forget(project, ADDED)
    forget(project, ADDED)
    rebuilt = rebuild(project, tmp_path / "again.onrecord")
    assert (rebuilt.losses, rebuilt.last and rebuilt.last.label) == ([], "Forget a source")
    assert list(left_in(tmp_path)) == []


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


def in_two_articles(store: Store) -> Source:
    """Fill a project with a source that two articles name, and protect it."""
    source = Source(new_id(), NAME, SourceKind.NAMED, aliases=(ALIAS,), role=SAID)
    store.apply(add("Meet", source))
    for n in range(2):
        article = keep_text(store, f"Headline {n}\n\nThe mill dumped waste, somebody said.\n")
        text = store.document(article.id).text
        claim = claim_of(article, text, "mill dumped waste", source_id=source.id, note=SAID)
        store.apply(add(f"Mark what {NAME} said", claim))
    store.apply(edits.change("Role", (source, replace(source, role=None))))

    def taken_out(secrets: frozenset[str], label: str) -> None:
        purge(store._conn, Purge(secrets, label, is_identity_kept=True))  # noqa: SLF001

    who = Identity(new_id(), source.id, NAME, CONTACT)
    store.protect(source.id, who, Level.CONFIDENTIAL, "an engineer", purge=taken_out)
    return source


@pytest.mark.slow
def test_who_is_protected_is_on_file_alone_and_forgotten_in_every_article(tmp_path: Path) -> None:
    project = project_with(tmp_path / "desk.onrecord", in_two_articles)
    assert examine(project) == []
    with closing(sqlite3.connect(project)) as conn:
        texts = [row for name, select in rows.selects(conn) for row in conn.execute(select)]
        held = [row for row in texts if any(NAME in str(value) for value in row)]
        assert [name for name, _ in rows.selects(conn) if name == "identity"]
        (kept,) = {row[2].splitlines()[0] for row in held}
        assert kept == NAME
        assert len(held) == 2
    label = "Source A (an engineer)"
    with Forgetting.open(project) as store:
        assert {one.name for one in store.people(store.source_meant(label))} == {label}
        key = store.source_meant("Source A").id
        assert store.source_meant(key).name == store.source_meant(key[:6]).name == label
        before = store.pseudonyms()
        done = store.forget(label, [ADDED])
        assert done.sentence.startswith("0 traces in ")
        assert store.pseudonyms() == before
        assert len(before) == 2
        assert store.confidential() == frozenset()
        while store.undoable():
            store.undo()
    assert list(left_in(tmp_path)) == []
    assert examine(project) == []


OLD = sorted((Path(__file__).parents[1] / "data" / "projects").glob("*.gz"))


@pytest.mark.parametrize("old", [pytest.param(path, id=path.name) for path in OLD])
def test_a_backup_of_an_older_project_is_purged_as_it_is(old: Path, tmp_path: Path) -> None:
    project = tmp_path / "story.onrecord"
    project.write_bytes(gzip.decompress(old.read_bytes()))
    with Reader.open(project) as reader:
        source = next(one for one in reader.all_sources() if len(one.name) > 5)
        number = reader.articles()[0].number
    scanner = Scanner([source.name])
    before = scanner.look(project, is_project=True)
    assert before.traces
    with closing(connect_for_writing(project)) as conn:
        version = conn.execute("PRAGMA user_version").fetchone()
        with transaction(conn):
            conn.execute("PRAGMA defer_foreign_keys = ON")
            purge(conn, Purge(frozenset({source.name}), "Source Z", {source.id: "Source Z"}))
        conn.execute("VACUUM")
        assert conn.execute("PRAGMA user_version").fetchone() == version
    assert examine(project) == []
    after = scanner.look(project, is_project=True)
    assert (after.traces, after.articles) == ((), before.articles)
    with Reader.open(project) as reader:
        marks = reader.marks(reader.find_article(str(number)).id)
        assert "Source Z" in {one.name for one in marks.sources}
