"""What the store promises: every edit whole, durable, logged, and taken back exactly."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from annotator import edits
from annotator.edits import Edit, Move
from annotator.errors import AnnotatorError, EditError, ProjectError, StoreError, UsageError
from annotator.model import Identity, Link, Listing, Noun, Response, Source, new_id
from annotator.store import Store
from annotator.store.drafts import Place
from annotator.store.reader import Reader
from annotator.vocabulary import LinkKind, ResponseStatus, SourceKind, Tag
from tests.factories import claim_of, keep_text, keep_wire_story, new_project

TEXT = "Mill accused of dumping\n\nThe union said the mill dumped waste. The mill denies it.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return new_project(tmp_path / "story.onrecord")


@pytest.fixture
def store(project: Path) -> Iterator[Store]:
    with Store.open(project, "Marta") as opened:
        yield opened


def test_an_edit_is_there_after_a_restart(project: Path) -> None:
    with Store.open(project, "Marta") as store:
        article = keep_text(store, TEXT)
        claim = claim_of(article, TEXT, "the mill dumped waste", tags=(Tag.ALLEGATION,))
        store.apply(edits.add("Mark an allegation", claim))

    with Reader.open(project) as reader:
        assert reader.marks(article.id).claims == (claim,)
        assert reader.original(article.id) == TEXT.encode()


def test_undo_and_redo_go_on_after_a_restart(project: Path) -> None:
    with Store.open(project) as store:
        article = keep_text(store, TEXT)
        claim = claim_of(article, TEXT, "The mill denies it")
        store.apply(edits.add("Mark", claim))
        store.apply(edits.change("Tag", (claim, replace(claim, tags=(Tag.DENIAL,)))))
        store.undo()
    with Store.open(project) as store:
        assert store.marks(article.id).claims == (claim,)
        store.undo()
        assert store.marks(article.id).claims == ()
        store.redo()
    with Store.open(project) as store:
        store.redo()
        assert store.marks(article.id).claims[0].tags == (Tag.DENIAL,)
        with pytest.raises(EditError, match="nothing to redo"):
            store.redo()


def test_a_new_edit_after_an_undo_leaves_nothing_to_redo(store: Store) -> None:
    article = keep_text(store, TEXT)
    first = claim_of(article, TEXT, "The mill denies it")
    second = claim_of(article, TEXT, "The union")
    store.apply(edits.add("Mark first", first))
    store.undo()
    store.apply(edits.add("Mark second", second))

    assert store.redoable() is None
    undoable = store.undoable()
    assert undoable is not None
    assert undoable.label == "Mark second"
    store.undo()
    assert store.undo().label.startswith("Import")


def test_each_change_leaves_one_event_that_says_who_when_and_what(store: Store) -> None:
    article = keep_text(store, TEXT)
    claim = claim_of(article, TEXT, "The mill denies it")
    tagged = replace(claim, tags=(Tag.DENIAL,))
    store.apply(edits.add("Mark", claim))
    change = store.apply(edits.change("Tag as denial", (claim, tagged)))

    assert store.moves_of(change.step_id) == (Move(claim, tagged),)
    step = store.history()[0]
    assert (step.reviewer, step.label, step.undoes) == ("Marta", "Tag as denial", None)
    assert step.at.endswith("Z")


def test_an_undo_appends_a_step_that_names_what_it_undoes(store: Store) -> None:
    article = keep_text(store, TEXT)
    made = store.apply(edits.add("Mark", claim_of(article, TEXT, "The union")))
    undone = store.undo()

    assert store.step(undone.step_id).undoes == made.step_id
    assert [step.seq for step in store.history()] == [3, 2, 1]


def test_an_imported_article_can_be_taken_back_and_brought_again(store: Store) -> None:
    article = keep_text(store, TEXT)
    store.undo()
    assert store.articles() == []
    store.redo()
    assert store.articles() == [article]
    assert store.document(article.id).text == TEXT
    assert store.original(article.id) == TEXT.encode()


def test_a_quote_that_is_not_the_articles_words_is_refused(store: Store) -> None:
    article = keep_text(store, TEXT)
    claim = claim_of(article, TEXT, "The union")
    with pytest.raises(EditError, match="not what the article says"):
        store.apply(edits.add("Mark", replace(claim, quote="The onion")))
    assert store.marks(article.id).claims == ()


def test_a_source_of_one_article_speaks_in_no_other(store: Store) -> None:
    article, other = keep_text(store, TEXT), keep_text(store, "Another\n\nOfficials said no.\n")
    officials = Source(new_id(), "officials", SourceKind.ANONYMOUS, article_id=other.id)
    claim = claim_of(article, TEXT, "The union", source_id=officials.id)
    with pytest.raises(EditError, match="belongs to another article"):
        store.apply(edits.add("Mark", officials, claim))


def test_what_changed_in_the_meantime_is_not_overwritten(store: Store) -> None:
    article = keep_text(store, TEXT)
    claim = claim_of(article, TEXT, "The union")
    store.apply(edits.add("Mark", claim))
    store.apply(edits.change("Note", (claim, replace(claim, note="by phone"))))

    with pytest.raises(EditError, match="changed in the meantime"):
        store.apply(edits.change("Tag", (claim, replace(claim, tags=(Tag.DENIAL,)))))
    assert store.marks(article.id).claims[0].note == "by phone"


def test_an_edit_that_fails_half_way_changes_nothing(store: Store) -> None:
    article = keep_text(store, TEXT)
    claim = claim_of(article, TEXT, "The union")
    orphan = Link(new_id(), LinkKind.DENIES, claim.id, new_id())
    before = store.last_step()

    with pytest.raises(EditError):
        store.apply(edits.add("Mark and link", claim, orphan))
    assert store.marks(article.id).claims == ()
    assert store.last_step() == before


def test_a_write_that_is_wanted_no_more_is_broken_off_and_changes_nothing(
    store: Store, project: Path
) -> None:
    article = keep_text(store, TEXT)
    claims = [claim_of(article, TEXT, "The union", note=str(n)) for n in range(500)]
    with Store.beside(project) as other:
        other.give_up_unless(lambda: False)
        write = partial(other.apply, edits.add("Mark", *claims))
        assert other.while_wanted(write, lambda: False) is None
        with pytest.raises(sqlite3.OperationalError):
            other.while_wanted(write, lambda: True)
    assert store.marks(article.id).claims == ()


def test_removing_a_claim_takes_its_links_and_responses_and_undo_brings_all_back(
    store: Store,
) -> None:
    article = keep_text(store, TEXT)
    allegation = claim_of(article, TEXT, "the mill dumped waste", targets=("the mill",))
    denial = claim_of(article, TEXT, "The mill denies it")
    link = Link(new_id(), LinkKind.DENIES, denial.id, allegation.id)
    response = Response(new_id(), allegation.id, "the mill", ResponseStatus.SOUGHT)
    store.apply(edits.add("Mark", allegation, denial, link, response))
    before = store.marks(article.id)

    store.apply(edits.remove_claims(before, [allegation]))
    assert store.marks(article.id).claims == (denial,)
    assert store.marks(article.id).links == ()
    store.undo()
    assert store.marks(article.id) == before


def test_renaming_a_source_follows_it_into_targets_and_affiliations(store: Store) -> None:
    article = keep_wire_story(store)
    before = store.marks(article.id)
    huawei = next(source for source in before.sources if source.name == "Huawei")
    everywhere: tuple[Noun, ...] = (
        *before.claims,
        *before.responses,
        *before.waivers,
        *before.sources,
    )
    store.apply(edits.rename_source(huawei, "Huawei Technologies", everywhere))

    after = store.marks(article.id)
    assert [claim.targets for claim in after.claims if claim.targets] == [
        ("Huawei Technologies",)
    ] * 2
    store.undo()
    assert store.marks(article.id) == before


def test_the_events_of_an_identity_hold_no_values(store: Store, project: Path) -> None:
    article = keep_text(store, TEXT)
    source = Source(new_id(), "a mill worker", SourceKind.ANONYMOUS, article_id=article.id)
    store.apply(edits.add("Add a source", source))
    store.keep_identity(Identity(new_id(), source.id, "Canary Bird", "canary@example.org"))
    store.keep_identity(Identity(new_id(), source.id, "Second Bird"))

    assert "Canary Bird" in store.confidential()
    raw = sqlite3.connect(project)
    kept = raw.execute("SELECT coalesce(before, '') || coalesce(after, '') FROM event").fetchall()
    raw.close()
    assert not any("Bird" in row[0] or "canary" in row[0] for row in kept)
    undoable = store.undoable()
    assert undoable is not None
    assert undoable.label == "Add a source"


def test_a_source_on_the_list_is_the_articles_though_it_is_never_heard(store: Store) -> None:
    article = keep_text(store, TEXT)
    mayor = Source(new_id(), "Mayor Ruiz", SourceKind.NAMED)
    store.apply(edits.add("List a source", mayor, Listing(new_id(), article.id, mayor.id)))
    assert store.marks(article.id).sources == (mayor,)


def test_a_flipped_byte_in_a_claim_is_noticed_as_it_is_read(store: Store, project: Path) -> None:
    article = keep_text(store, TEXT)
    claim = claim_of(article, TEXT, "The union", note="heard by phone")
    store.apply(edits.add("Mark", claim))
    store.close()
    data = project.read_bytes()
    assert data.count(b"heard by phone") >= 2  # the claim and its event
    project.write_bytes(data.replace(b"heard by phone", b"heard by phony"))

    with Reader.open(project) as reader, pytest.raises(ProjectError, match="damaged"):
        reader.marks(article.id)


def test_a_full_disk_refuses_an_edit_in_one_sentence(store: Store) -> None:
    article = keep_text(store, TEXT)
    (pages,) = store._conn.execute("PRAGMA page_count").fetchone()  # noqa: SLF001
    store._conn.execute(f"PRAGMA max_page_count = {pages}")  # noqa: SLF001
    claim = claim_of(article, TEXT, "The union", note="x" * 100_000)

    with pytest.raises(StoreError, match="disk is full"):
        store.apply(edits.add("Mark", claim))
    assert store.marks(article.id).claims == ()


def test_an_empty_edit_is_refused(store: Store) -> None:
    with pytest.raises(EditError, match="nothing to change"):
        store.apply(Edit("Nothing", ()))


def test_the_full_text_index_follows_every_write(store: Store) -> None:
    article = keep_text(store, TEXT)
    claim = claim_of(article, TEXT, "The union", note="canary")
    changed = replace(claim, note="sparrow")

    def found(word: str) -> int:
        sql = "SELECT count(*) FROM claim_fts WHERE claim_fts MATCH ?"
        (count,) = store._conn.execute(sql, (word,)).fetchone()  # noqa: SLF001
        return int(count)

    store.apply(edits.add("Mark", claim))
    assert found("canary") == 1
    store.apply(edits.change("Note", (claim, changed)))
    assert (found("canary"), found("sparrow")) == (0, 1)
    store.undo()
    store.undo()
    assert (found("canary"), found("sparrow")) == (0, 0)


def test_a_project_that_was_moved_underneath_takes_no_change(store: Store, project: Path) -> None:
    article = keep_text(store, TEXT)
    project.rename(project.with_name("elsewhere.onrecord"))
    with pytest.raises(StoreError, match="moved, replaced or deleted"):
        store.apply(edits.add("Mark", claim_of(article, TEXT, "The union")))
    Store.create(project)
    with pytest.raises(StoreError, match="moved, replaced or deleted"):
        store.apply(edits.add("Mark", claim_of(article, TEXT, "The union")))
    rescued = project.with_name("rescued.onrecord")
    store.save_copy(rescued)
    with Reader.open(rescued) as reader:
        assert reader.articles() == [article]


def test_a_copy_is_a_project_with_the_same_marks(store: Store, project: Path) -> None:
    article = keep_wire_story(store)
    copy = project.with_name("copy.onrecord")
    store.save_copy(copy)
    store.save_copy(copy)
    with Reader.open(copy) as reader:
        assert reader.marks(article.id) == store.marks(article.id)
    with pytest.raises(ProjectError, match="the project that is open"):
        store.save_copy(project)
    with pytest.raises(ProjectError, match="could not be written"):
        store.save_copy(project.parent / "none" / "copy.onrecord")


def test_a_source_that_has_an_identity_can_still_be_taken_back(store: Store) -> None:
    article = keep_text(store, TEXT)
    source = Source(new_id(), "a mill worker", SourceKind.ANONYMOUS, article_id=article.id)
    store.apply(edits.add("Add a source", source))
    store.keep_identity(Identity(new_id(), source.id, "Canary Bird"))
    store.undo()
    store.undo()
    assert store.articles() == []


@pytest.mark.parametrize(("start", "end"), [(-3, -1), (5, 5), (10, 4), (0, 10_000)])
def test_a_claim_that_is_no_place_in_the_article_is_refused(
    store: Store, start: int, end: int
) -> None:
    article = keep_text(store, TEXT)
    claim = claim_of(article, TEXT, "The union")
    wrong = replace(claim, start=start, end=end, quote=TEXT[start:end])
    with pytest.raises(EditError, match=r"no place|not what the article says"):
        store.apply(edits.add("Mark", wrong))


def test_an_article_without_its_text_is_damage_in_words(store: Store, project: Path) -> None:
    article = keep_text(store, TEXT)
    store.close()
    raw = sqlite3.connect(project)
    raw.execute("DELETE FROM document")
    raw.commit()
    raw.close()
    with Reader.open(project) as reader, pytest.raises(ProjectError, match="damaged"):
        reader.marks(article.id)


def test_a_number_without_an_article_is_never_the_beginning_of_an_id(store: Store) -> None:
    for n in range(30):
        keep_text(store, f"Headline {n}\n\nWords.\n")
    begins = {article.id[0] for article in store.articles()} & set("123456789")
    assert begins
    for digit in begins:
        assert store.find_article(digit).number == int(digit)
        with pytest.raises(UsageError, match=f"no article “{digit}000”"):
            store.find_article(f"{digit}000")
    for article in store.articles():
        assert store.find_article(article.id[:9]) == article


def test_what_was_half_typed_goes_with_the_change_of_its_field(store: Store) -> None:
    source = Source(new_id(), "the union")
    store.apply(edits.add("Add", source))
    places = Place(source.id, "name"), Place(source.id, "aliases")
    assert store.draft_keeper.keep(dict.fromkeys(places, "half a"))
    renamed = replace(source, name="the Union")
    store.apply(edits.change("Rename", (source, renamed)))
    assert list(store.drafts()) == [places[1]]
    with pytest.raises(AnnotatorError):
        store.apply(edits.change("Alias", (source, replace(source, aliases=("x",)))))
    assert list(store.drafts()) == [places[1]]
