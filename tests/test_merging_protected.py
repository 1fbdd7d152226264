"""Merging where a source is protected: who it is, is neither lost nor given away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import edits, merging
from annotator.errors import EditError
from annotator.model import Identity, Listing, Source, new_id
from annotator.store import Store
from annotator.vocabulary import Level, SourceKind
from tests.factories import keep_text, new_project

TEXT = "Mill {n} accused\n\nThe union said the mill dumped waste. The mill denies it.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "story.onrecord"), "Marta") as opened:
        yield opened


def named(store: Store, name: str) -> Source:
    return next(source for source in store.all_sources() if source.name == name)


def test_who_a_confidential_source_is_is_never_lost(store: Store) -> None:
    article = keep_text(store, TEXT)
    clerk, aide, guard = (
        Source(new_id(), name, SourceKind.ANONYMOUS, article_id=article.id)
        for name in ("a clerk", "an aide", "a guard")
    )
    store.apply(edits.add("Sources", clerk, aide, guard))
    store.keep_identity(Identity(new_id(), clerk.id, "Jane Roe"))
    with pytest.raises(EditError, match=r"^keep “a clerk”, and merge the others into it"):
        merging.merge(store, aide, [clerk])
    store.apply(merging.merge(store, clerk, [aide]).edit)
    assert store.has_identity(clerk.id)
    assert "Jane Roe" in store.confidential()
    store.undo()
    assert store.has_identity(clerk.id)
    store.keep_identity(Identity(new_id(), aide.id, "Richard Miles"))
    for kept, others in ((clerk, [aide]), (aide, [clerk]), (guard, [clerk, aide])):
        with pytest.raises(EditError, match="they stay apart"):
            merging.merge(store, kept, others)
    assert store.confidential() == {"Jane Roe", "Richard Miles"}


def test_a_promise_is_kept_in_a_merge_also_where_the_person_is_forgotten(store: Store) -> None:
    article = keep_text(store, TEXT)
    clerk, aide = (
        Source(new_id(), name, SourceKind.ANONYMOUS, article_id=article.id)
        for name in ("a clerk", "an aide")
    )
    store.apply(edits.add("Sources", clerk, aide))
    store.protect(clerk.id, Identity(new_id(), clerk.id, "Jane Roe"), Level.CONFIDENTIAL)
    store.forget_identity(clerk.id)
    clerk = named(store, "Source A (a clerk)")
    with pytest.raises(EditError, match=r"^keep “Source A \(a clerk\)”, and merge the others"):
        merging.merge(store, aide, [clerk])
    given = store.pseudonyms()
    store.apply(merging.merge(store, clerk, [aide]).edit)
    assert [one.name for one in store.all_sources()] == ["Source A (a clerk)"]
    assert store.pseudonyms() == given  # the other's letter stays taken


def test_who_has_a_name_is_not_merged_into_a_protected_source(store: Store) -> None:
    voice = Source(new_id(), "the spokesman", SourceKind.UNNAMED_SPOKESPERSON)
    miles, man = Source(new_id(), "Richard Miles"), Source(new_id(), "the man")
    store.apply(edits.add("Sources", voice, miles, man))
    store.protect(voice.id, Identity(new_id(), voice.id, "Jane Roe"), Level.BACKGROUND)
    voice = named(store, "Source A (the spokesman)")
    with pytest.raises(EditError, match=r"^“Source A \(the spokesman\)” is protected, and one"):
        merging.merge(store, voice, [man, miles])
    store.apply(merging.merge(store, voice, [man]).edit)
    assert named(store, voice.name).aliases == ("the spokesman", "the man")


def test_a_merge_never_gives_away_who_a_confidential_source_is(store: Store) -> None:
    clerk = Source(new_id(), "a clerk", SourceKind.NAMED)
    others = [
        Source(new_id(), "the woman", aliases=("Ms. JANE\u00a0ROE",)),
        Source(new_id(), "Ann"),
    ]
    store.apply(edits.add("Sources", clerk, *others))
    store.keep_identity(Identity(new_id(), clerk.id, "Jane Roe"))
    with pytest.raises(EditError, match="give away who “a clerk” really is") as refused:
        merging.merge(store, clerk, others)
    assert "Roe" not in str(refused.value)
    store.apply(merging.merge(store, clerk, others[1:]).edit)


def test_naming_again_reaches_copies_that_an_undo_took_away(store: Store) -> None:
    articles = [keep_text(store, TEXT), keep_text(store, f"Again\n\n{TEXT}")]
    roe = Source(new_id(), "Jane Roe", SourceKind.NAMED)
    listed = [Listing(new_id(), article.id, roe.id) for article in articles]
    store.apply(edits.add("Sources", roe, *listed))
    store.protect(roe.id, Identity(new_id(), roe.id, "Jane Roe", "+1 555"), Level.CONFIDENTIAL)
    assert len(store.same_person(roe.id)) == 2
    store.undo()
    assert len(store.same_person(roe.id)) == 1
    store.release(roe.id, "Jane Roe", forget=True)
    assert not any(one.level.hides for one in store.pseudonyms().values())
    assert not store.is_confidential()
