"""Splitting a protected source: what was promised to it is promised to each part."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import edits, merging
from annotator.errors import EditError
from annotator.export.published import published
from annotator.model import Article, Identity, Pseudonym, Source, new_id
from annotator.reporting import build
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.vocabulary import Level, SourceKind, Variant
from tests.command_line import printed
from tests.factories import claim_of, keep_text, new_project

TEXT = "Mill accused\n\nA clerk said it leaked. A guard said it burned, too.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "story.onrecord"), "Marta") as opened:
        yield opened


@pytest.fixture
def article(store: Store) -> Article:
    return keep_text(store, TEXT)


def protected(
    store: Store,
    article: Article,
    level: Level = Level.BACKGROUND,
    kind: SourceKind = SourceKind.ANONYMOUS,
) -> Source:
    """Keep two people as one source, as a merge leaves them, and promise it something."""
    own = article.id if kind.belongs_to_one_article else None
    both = Source(new_id(), "a clerk", kind, aliases=("a guard", "The guard"), article_id=own)
    said = (("it leaked", "a clerk"), ("it burned", "a guard"))
    claims = (claim_of(article, TEXT, w, source_id=both.id, mention=m) for w, m in said)
    store.apply(edits.add("Mark", both, *claims))
    store.protect(both.id, Identity(new_id(), both.id, "Jane Roe", "+1 555 010"), level)
    return named(store, "Source A (a clerk)")


def named(store: Store, name: str) -> Source:
    return next(source for source in store.all_sources() if source.name == name)


@pytest.mark.parametrize("level", [Level.BACKGROUND, Level.CONFIDENTIAL])
@pytest.mark.parametrize("kind", [SourceKind.ANONYMOUS, SourceKind.UNNAMED_SPOKESPERSON])
def test_who_is_split_off_a_protected_source_has_a_letter_of_its_own_and_the_same_promise(
    store: Store, article: Article, level: Level, kind: SourceKind
) -> None:
    both = protected(store, article, level, kind)
    done = merging.split(store, both, "a guard")
    store.apply(done.edit)
    guard = named(store, "Source B (a guard)")
    assert (guard, done.claims, done.staying) == (done.source, 1, 1)
    assert guard.aliases == ("a guard", "The guard")
    assert guard.kind is kind
    assert store.pseudonyms()[guard.id] == Pseudonym(guard.id, 1, level)
    assert store.is_protected(guard.id)
    # Who it is, is known of the one alone: the other is somebody else.
    assert not store.has_identity(guard.id)
    assert store.identities(both.id)[0].names == ("Jane Roe",)
    assert [one.id for one in store.same_person(guard.id)] == [guard.id]
    told = published(build(store, (), Variant.PUBLIC))
    (marks,) = told.articles
    assert {one.name for one in marks.sources} == {"Source A", "Source B"}


def test_undo_and_redo_of_a_split_keep_letter_and_promise(store: Store, article: Article) -> None:
    both = protected(store, article)
    done = merging.split(store, both, "a guard")
    store.apply(done.edit)
    given = store.pseudonyms()
    store.undo()
    assert [one.name for one in store.all_sources()] == [both.name]
    assert named(store, both.name).aliases == both.aliases
    assert store.pseudonyms() == given
    store.redo()
    assert named(store, "Source B (a guard)") == done.source
    assert store.pseudonyms() == given
    store.undo()
    # The letter is nobody else's, also after the one who had it is gone.
    store.apply(merging.split(store, both, "a guard").edit)
    assert named(store, "Source C (a guard)").id not in given
    assert examine(store.path) == []


def test_what_is_split_off_cannot_be_given_a_name_unless_it_is_said_that_it_may(
    store: Store, article: Article
) -> None:
    done = merging.split(store, protected(store, article), "a guard")
    store.apply(done.edit)
    with pytest.raises(EditError, match="is protected, and goes by its pseudonym"):
        store.apply(edits.rename_source(done.source, "the guard", ()))
    store.release(done.source.id, "Richard Miles")
    assert not store.is_protected(done.source.id)
    assert store.is_protected(named(store, "Source A (a clerk)").id)


def test_where_the_person_is_forgotten_the_promise_is_kept_of_both(
    store: Store, article: Article
) -> None:
    both = protected(store, article)
    store.forget_identity(both.id)
    done = merging.split(store, both, "a guard")
    store.apply(done.edit)
    assert store.pseudonyms()[done.source.id].level is Level.BACKGROUND


@pytest.mark.parametrize(
    ("kind", "alias"),
    [
        (SourceKind.ANONYMOUS, "the woman Roe"),
        (SourceKind.ANONYMOUS, "JANE ROE of the mill"),
        (SourceKind.NAMED, "Janie R."),
    ],
)
def test_a_name_is_never_split_off_who_is_on_file(
    store: Store, article: Article, kind: SourceKind, alias: str
) -> None:
    own = article.id if kind.belongs_to_one_article else None
    clerk = Source(new_id(), "a clerk", kind, aliases=(alias, "a guard"), article_id=own)
    store.apply(edits.add("Sources", clerk))
    store.keep_identity(Identity(new_id(), clerk.id, "Jane Roe"))
    with pytest.raises(EditError, match=r"who “a clerk” really is; leave it there") as refused:
        merging.split(store, clerk, alias)
    assert alias not in str(refused.value)
    done = merging.split(store, clerk, "a guard")
    store.apply(done.edit)
    assert done.source.name == "Source B (a guard)"
    assert store.pseudonyms()[done.source.id].level is Level.CONFIDENTIAL


def test_a_source_that_may_be_named_is_split_as_any_other(store: Store, article: Article) -> None:
    both = protected(store, article)
    store.release(both.id, "Jane Roe")
    done = merging.split(store, named(store, "Jane Roe"), "a guard")
    store.apply(done.edit)
    assert done.source.name == "a guard"
    assert not store.is_protected(done.source.id)


def test_the_command_line_tells_what_was_promised_to_both(tmp_path: Path) -> None:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        both = protected(store, keep_text(store, TEXT))
        store.apply(merging.split(store, both, "a guard").edit)
    rows = {row["name"]: row for row in printed("sources", path, "--json")}
    assert set(rows) == {"Source A (a clerk)", "Source B (a guard)"}
    assert {row["level"] for row in rows.values()} == {"background"}
