"""Giving the old part of the history up: what is there stays, the stacks of undo end there."""

import sqlite3
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from shutil import copyfile

import pytest

from annotator import edits
from annotator.backups import found, newest_sound
from annotator.checks.checking import check
from annotator.checks.waivers import waive
from annotator.claims_file import dump
from annotator.edits import Edit, Move, add
from annotator.errors import ProjectError, StoreError, UsageError
from annotator.model import Article, Identity, Omission, Source, new_id
from annotator.store import Store
from annotator.store.backup import backups_of, folder_of
from annotator.store.drafts import Place
from annotator.store.integrity import examine
from annotator.store.opening import project_id
from annotator.store.reader import Reader
from annotator.store.rebuilding import rebuild
from annotator.versions import renewing
from annotator.vocabulary import SourceKind
from tests.factories import claim_of, keep_text, keep_wire_story, new_project

CAKE = "Zwetschgenkuchen"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with a history of every kind of step."""
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path, reviewer="Ann") as store:
        article = keep_wire_story(store)
        gone = keep_text(store, f"A {CAKE} was baked.\n\nNobody ate it.\n")
        note(store, article, f"{CAKE} one")
        note(store, article, "two")
        store.undo()
        store.undo()
        store.redo()
        found = next(f for f in check(store.marks(article.id)) if f.is_open)
        store.apply(waive(article, found, "Known to us", "Ann"))
        source = Source(new_id(), "a baker", SourceKind.ANONYMOUS, article_id=article.id)
        store.apply(add("Meet", source))
        store.keep_identity(Identity(new_id(), source.id, CAKE, "", ""))
        store.apply(Edit("Forget", (Move(source, None),)))
        store.apply(Edit("Delete", (Move(gone, None),)))
        for words in ("three", "four", "five"):
            note(store, article, words)
        store.undo()
    return path


def note(store: Store, article: Article, words: str) -> None:
    claim = store.marks(article.id).claims[0]
    store.apply(edits.change(f"Note {words}", (claim, replace(claim, note=words))))


def first_note(store: Reader) -> str:
    return store.marks(store.articles()[0].id).claims[0].note


def told(path: Path) -> object:
    with Reader.open(path) as reader:
        marks = [dump(reader.marks(article.id)) for article in reader.articles()]
        return marks, reader.waived_at(), reader.dated(), reader.sides()


def give_up(path: Path, last: int | None = None) -> None:
    """Give up the steps up to this number, or all."""
    with Store.open(path, reviewer="Ann") as store:
        given = store.what_goes(None)
        assert given
        store.compact(given if last is None else replace(given, last=last, steps=last))
        assert store.notices == []


@pytest.mark.slow
def test_all_that_is_there_stays_wherever_the_history_is_cut(
    project: Path, tmp_path: Path
) -> None:
    before = told(project)
    with Reader.open(project) as reader:
        steps = reader.history()
    for last in range(1, steps[0].seq + 1):
        cut = Path(copyfile(project, tmp_path / f"{last}.onrecord"))
        give_up(cut, last)
        assert told(cut) == before
        assert examine(cut) == []
        with Store.open(cut) as store:
            while store.undoable():
                store.undo()
                assert examine(cut) == []
            while store.redoable():
                store.redo()
                assert examine(cut) == []
        # What an undo took back can be done again, also where what it undid is gone.
        assert first_note_of(cut) in {"three", "four", "five"}


def first_note_of(path: Path) -> str:
    with Reader.open(path) as reader:
        return first_note(reader)


def test_undo_ends_where_the_history_begins(project: Path) -> None:
    with Reader.open(project) as reader:
        newest = reader.history()[0].seq
    give_up(project, newest - 3)  # all before “four”
    with Store.open(project) as store:
        assert [step.label for step in store.history()][:4] == [
            *("Note five", "Note five", "Note four"),
            f"Give up the {newest - 3} steps before this",
        ]
        store.undo()
        assert first_note(store) == "three"
        assert store.undoable() is None
        store.redo()
        store.redo()
        assert first_note(store) == "five"
        gone = store.given_up()
        assert gone
        assert gone.steps == newest - 3


def test_nothing_of_what_is_given_up_is_left_in_the_file(project: Path) -> None:
    assert CAKE.encode() in project.read_bytes()
    with Store.open(project) as store:
        given = store.what_goes(None)
        assert given
        assert (given.texts, given.identities) == (1, 1)
        gone = new_id()
        assert store.draft_keeper.keep({Place(gone, "note"): f"about {CAKE}"})
    size = project.stat().st_size
    give_up(project)
    held = project.read_bytes()
    assert CAKE.encode() not in held
    assert CAKE.casefold().encode() not in held
    assert project.stat().st_size < size
    assert first_note_of(project) == "four"
    with Reader.open(project) as reader:
        assert reader.confidential() == frozenset()
        assert reader.drafts() == {}
        assert reader.what_goes(None) is None


def test_the_backup_before_holds_all_of_it(project: Path) -> None:
    with sqlite3.connect(project) as conn:
        key = project_id(conn, project)
    with Reader.open(project) as reader:
        history = reader.history()
    give_up(project)
    with Reader.open(backups_of(key)[0]) as backup:
        assert backup.history() == history


def test_without_a_backup_nothing_is_given_up(project: Path) -> None:
    with Store.open(project) as store:
        note(store, store.articles()[0], "six")
        folder = folder_of(project_id(store._conn, project))  # noqa: SLF001
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        folder.write_text("in the way")
        given = store.what_goes(None)
        assert given
        with pytest.raises(StoreError, match="nothing was given up: no backup"):
            store.compact(given)
        assert store.undoable()
    assert examine(project) == []


def test_a_damaged_project_keeps_its_history(project: Path) -> None:
    with Store.open(project) as store:
        given = store.what_goes(None)
        assert given
        with sqlite3.connect(project) as conn:
            conn.execute("UPDATE claim SET note = 'other' WHERE rowid = 2")
        with pytest.raises(ProjectError, match="its history is kept"):
            store.compact(given)
        assert store.given_up() is None


def test_only_what_is_older_is_given_up_and_a_second_time_the_rest(project: Path) -> None:
    with Reader.open(project) as reader:
        steps = reader.history()
        assert reader.what_goes("2000-01-01T00:00:00.000Z") is None
        newest = steps[0].at
        older = sum(1 for step in steps if step.at < newest)
        given = reader.what_goes(newest)
        assert given
        assert given.steps == older
        assert given.until < newest
    with Store.open(project) as store:
        store.compact(given)
        rest = store.what_goes(None)
        assert rest
        assert rest.steps == len(steps) - older
        store.compact(rest)
        gone = store.given_up()
        assert gone
        assert gone.steps == len(steps)
        assert store.what_goes(None) is None
    assert examine(project) == []


def test_the_past_that_was_given_up_is_answered_in_words(project: Path) -> None:
    with Reader.open(project) as reader:
        (article,) = reader.articles()
        at = reader.history()[0].at
    give_up(project)
    with Reader.open(project) as reader:
        begins = reader.history()[0].seq
        assert reader.why_past_is_gone(at) == ""
        assert "given up" in reader.why_past_is_gone("2020-01-01T00:00:00Z")
        assert reader.steps_within("2020-01-01T00:00:00Z", 5) == [begins]
        assert dump(reader.marks_after(begins, article.id)) == dump(reader.marks(article.id))
        with pytest.raises(UsageError, match="were given up"):
            reader.marks_after(begins - 1, article.id)


def test_a_backup_that_is_damaged_is_not_what_the_history_is_left_to(project: Path) -> None:
    with Store.open(project) as store:
        newest = found(project)[0].path
        newest.write_bytes(b"")
        given = store.what_goes(None)
        assert given
        store.compact(given)
    made = newest_sound(project).path
    assert made.name > newest.name
    with Reader.open(made) as reader:
        assert len(reader.history()) > 1


def with_versions(path: Path) -> list[Article]:
    """Keep three articles, each a new version of the one before, of the last a claim left out."""
    texts = [f"A {CAKE} was baked.\n\nNobody ate it on day {n}.\n" for n in (1, 2, 3)]
    with Store.open(path, reviewer="Ann") as store:
        kept = [keep_text(store, text) for text in texts]
        said = claim_of(kept[1], texts[1], "Nobody ate it")
        store.apply(add("Mark", said))
        for earlier, later in pairwise(kept):
            renewing.take_over(store, renewing.renewal(store, later, earlier.id), {})
        store.apply(add("Leave out", Omission(new_id(), kept[2].id, said.id)))
        assert len(store.versions()) == 2
    return kept


def delete(path: Path, *articles: Article) -> None:
    with Store.open(path, reviewer="Ann") as store:
        for article in articles:
            marks, listings = store.marks(article.id), store.listings(article.id)
            store.apply(edits.delete_article(marks, listings))


def test_the_texts_of_deleted_versions_go_and_do_not_come_back(tmp_path: Path) -> None:
    path = new_project(tmp_path / "desk.onrecord")
    kept = with_versions(path)
    delete(path, *kept)
    with Store.open(path, reviewer="Ann") as store:
        given = store.what_goes(None)
        assert given
        assert given.texts == 3
        store.compact(given)
        assert (store.versions(), store.omissions(kept[2].id)) == ([], [])
    assert examine(path) == []
    assert CAKE.encode() not in path.read_bytes()
    out = tmp_path / "out.onrecord"
    assert rebuild(path, out).losses == []
    with Reader.open(out) as reader:
        assert reader.articles() == []


def test_a_version_that_stays_outlives_the_text_of_the_earlier_one(tmp_path: Path) -> None:
    path = new_project(tmp_path / "desk.onrecord")
    first, second, third = with_versions(path)
    delete(path, first)
    before = told(path)
    give_up(path)
    assert told(path) == before
    assert examine(path) == []
    assert b"on day 1" not in path.read_bytes()
    with Reader.open(path) as reader:
        (left,) = reader.versions()
        assert (left.article_id, left.earlier_id) == (third.id, second.id)
        assert len(reader.omissions(third.id)) == 1
    out = tmp_path / "out.onrecord"
    assert rebuild(path, out).losses == []
    assert told(out) == before


def test_a_deleted_version_that_an_undo_can_bring_back_keeps_its_text(tmp_path: Path) -> None:
    path = new_project(tmp_path / "desk.onrecord")
    kept = with_versions(path)
    with Store.open(path, reviewer="Ann") as store:
        last = store.last_step()
    assert last
    delete(path, kept[2], kept[1])
    give_up(path, last.seq)
    with Store.open(path, reviewer="Ann") as store:
        assert len(store.versions()) == 2
        store.undo()
        store.undo()
        assert store.articles() == kept
        assert store.marks(kept[1].id).claims
    assert examine(path) == []
