"""A letter is given to one person, in all articles, and never to another, whatever is done."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import backups, edits, reporting
from annotator.errors import EditError
from annotator.export.published import published
from annotator.model import Identity, Source, new_id
from annotator.pseudonyms import descriptor_in, number_in, pseudonym
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from annotator.store.rebuilding import rebuild
from annotator.store.restoring import restore, undo
from annotator.versions import renewing
from annotator.vocabulary import Level, SourceKind, Tag, Variant
from tests.factories import claim_of, keep_text, new_project

WORDS = ("It leaked", "It burned", "It sank", "It fell", "It rose", "It broke", "It bent")
TEXT = "Head\n\n" + "\n".join(
    f"{words} on the {n}th day of the strike at the mill, some said."
    for n, words in enumerate(WORDS)
)
PROJECTS = Path(__file__).parent.parent / "data" / "projects"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "news.onrecord")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("number", "descriptor", "name"),
    [
        (0, "", "Source A"),
        (25, "a clerk", "Source Z (a clerk)"),
        (26, "a clerk (retired)", "Source AA (a clerk (retired))"),
        (701, "", "Source ZZ"),
        (702, "", "Source AAA"),
    ],
)
def test_a_pseudonym_says_its_number_and_descriptor(
    number: int, descriptor: str, name: str
) -> None:
    assert pseudonym(number, descriptor) == name
    assert (number_in(name), descriptor_in(name)) == (number, descriptor)


@pytest.mark.parametrize(
    "name", ["Source", "Source a", "Source A.", "A", "Sources A", "Source ABCD"]
)
def test_other_names_are_no_pseudonyms(name: str) -> None:
    assert (number_in(name), descriptor_in(name)) == (None, "")


def test_nobody_gets_the_letter_that_is_somebody_s_name(store: Store) -> None:
    article = keep_text(store, TEXT)
    named = Source(new_id(), "Source A", SourceKind.NAMED)
    own = Source(new_id(), "Source C (a guard)", SourceKind.ANONYMOUS, article_id=article.id)
    some = [
        Source(new_id(), f"man {n}", SourceKind.ANONYMOUS, article_id=article.id) for n in range(3)
    ]
    store.apply(edits.add("Meet", named, own, *some))
    given = store.pseudonyms()
    assert named.id not in given
    assert given[own.id].number == 2  # who is called so already is so
    assert [given[one.id].number for one in some] == [3, 4, 5]


def test_only_who_is_hidden_gets_a_letter(store: Store) -> None:
    article = keep_text(store, TEXT)
    open_one, tagged = (Source(new_id(), name, SourceKind.NAMED) for name in ("Ann", "Bob"))
    said = [
        claim_of(article, TEXT, "It leaked", source_id=open_one.id, tags=(Tag.ALLEGATION,)),
        claim_of(
            article, TEXT, "It sank", source_id=tagged.id, tags=(Tag.ALLEGATION, Tag.ANONYMOUS)
        ),
        claim_of(article, TEXT, "It fell", tags=(Tag.ANONYMOUS,)),
    ]
    store.apply(edits.add("Mark", open_one, tagged, *said))
    assert list(store.pseudonyms()) == [tagged.id]
    was = said[0]
    store.apply(edits.change("Tag", (was, replace(was, tags=(Tag.ANONYMOUS,)))))
    assert store.pseudonyms()[open_one.id].number == 1


def test_an_edit_that_is_refused_gives_no_letter(store: Store) -> None:
    article = keep_text(store, TEXT)
    source = Source(new_id(), "a man", SourceKind.ANONYMOUS, article_id=article.id)
    wrong = replace(claim_of(article, TEXT, "It leaked", source_id=source.id), quote="It lied")
    with pytest.raises(EditError):
        store.apply(edits.add("Mark", source, wrong))
    assert store.pseudonyms() == {}


def test_going_back_to_before_a_letter_was_given_leaves_it_taken(tmp_path: Path) -> None:
    path = new_project(tmp_path / "news.onrecord")
    with Store.open(path) as store:
        article = keep_text(store, TEXT)
    before = backups.make(path)[0].path
    later = Source(new_id(), "a man", SourceKind.ANONYMOUS, article_id=article.id)
    with Store.open(path) as store:
        store.apply(edits.add("Meet", later))
        assert store.pseudonyms()[later.id].number == 0
    kept = restore(path, before)
    other = Source(new_id(), "a woman", SourceKind.ANONYMOUS, article_id=article.id)
    with Store.open(path) as store:
        assert store.pseudonyms()[later.id].number == 0
        store.apply(edits.add("Meet", other))
        assert store.pseudonyms()[other.id].number == 1
    undo(path, kept)
    with Store.open(path) as store:
        assert {key: one.number for key, one in store.pseudonyms().items()} == {
            later.id: 0,
            other.id: 1,
        }
    assert examine(path) == []


def test_a_letter_that_is_lost_is_noticed_and_told(tmp_path: Path) -> None:
    path = new_project(tmp_path / "news.onrecord")
    with Store.open(path) as store:
        article = keep_text(store, TEXT)
        one, two = (
            Source(new_id(), f"man {n}", SourceKind.ANONYMOUS, article_id=article.id)
            for n in range(2)
        )
        store.apply(edits.add("Meet", one, two))
        store.protect(two.id, Identity(new_id(), two.id, "Ann Lee"), Level.BACKGROUND)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("PRAGMA secure_delete = ON")
        conn.execute("DELETE FROM pseudonym")
    assert examine(path) == [
        f"the pseudonym of the source {key} is gone; go back to a backup"
        for key in sorted((one.id, two.id))
    ]
    found = rebuild(path, tmp_path / "whole.onrecord")
    assert found.losses == ["2 pseudonyms of 2 are lost"]
    with Store.open(tmp_path / "whole.onrecord") as store:
        given = store.pseudonyms()
        assert (given[two.id].number, given[two.id].level) == (1, Level.CONFIDENTIAL)
        assert given[one.id].number != 1
    assert examine(tmp_path / "whole.onrecord") == []


@pytest.mark.parametrize("file", sorted(PROJECTS.glob("*.gz")), ids=lambda file: file.name)
def test_an_older_project_gets_its_letters_in_the_order_of_its_articles(
    file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.onrecord"
    path.write_bytes(gzip.decompress(file.read_bytes()))
    with Store.open(path) as store:
        hidden = [one for one in store.all_sources() if one.kind is SourceKind.ANONYMOUS]
        assert [(one.id, 0, Level.PUBLIC) for one in hidden] == [
            (one.id, one.number, one.level) for one in store.pseudonyms().values()
        ]
    assert examine(path) == []


def as_schema_5(path: Path) -> None:
    """Make a project what it was before there were pseudonyms."""
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DROP TABLE pseudonym")
        conn.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm0006%'")
        conn.execute("PRAGMA user_version = 5")


def test_letters_follow_articles_and_claims_and_copies_have_the_same(tmp_path: Path) -> None:
    path = new_project(tmp_path / "news.onrecord")
    with Store.open(path) as store:
        one, two = keep_text(store, TEXT), keep_text(store, f"{TEXT} again")
        late, early, other = (
            Source(new_id(), name, SourceKind.ANONYMOUS, article_id=article.id)
            for name, article in (("late", one), ("early", one), ("other", two))
        )
        called = Source(new_id(), "Source B", SourceKind.ANONYMOUS, article_id=two.id)
        named = Source(new_id(), "Ann", SourceKind.NAMED)
        store.apply(edits.add("Meet", other, late, early, called, named))
        for article, words, source in (
            (two, "It leaked", other),
            (one, "It sank", late),
            (one, "It leaked", early),
        ):
            text = store.document(article.id).text
            store.apply(edits.add("Mark", claim_of(article, text, words, source_id=source.id)))
        store.keep_identity(Identity(new_id(), late.id, "Ann Lee"))
        store.keep_identity(Identity(new_id(), named.id, "Bob Lee"))
        newer = keep_text(store, f"{TEXT}\n\nAdded.")
        renewal = renewing.renewal(store, newer, one.id)
        renewing.take_over(store, renewal, renewing.found_again(renewal.compared()))
        copies = {s.name: s.id for s in store.all_sources() if s.article_id == newer.id}
    as_schema_5(path)
    assert examine(path) == []
    with Store.open(path) as store:
        known = {key: (held.number, held.level) for key, held in store.pseudonyms().items()}
    assert known == {
        early.id: (0, Level.PUBLIC),
        copies["early"]: (0, Level.PUBLIC),
        called.id: (1, Level.PUBLIC),
        late.id: (2, Level.CONFIDENTIAL),
        copies["late"]: (2, Level.CONFIDENTIAL),
        other.id: (3, Level.PUBLIC),
        named.id: (4, Level.CONFIDENTIAL),
    }
    assert examine(path) == []


def test_an_older_project_is_read_without_letters(tmp_path: Path) -> None:
    path = new_project(tmp_path / "news.onrecord")
    with Store.open(path) as store:
        article = keep_text(store, TEXT)
        source = Source(new_id(), "a man", SourceKind.ANONYMOUS, article_id=article.id)
        store.apply(edits.add("Meet", source))
        store.keep_identity(Identity(new_id(), source.id, "Ann Lee"))
    as_schema_5(path)
    with Reader.open(path) as reader:
        assert reader.pseudonyms() == {}
        assert reader.is_protected(source.id)
        assert reader.confidential() == {"Ann Lee"}
        (marks,) = published(reporting.build(reader, (), Variant.PUBLIC)).articles
        assert [one.name for one in marks.sources] == ["Source A"]
