"""Protecting a source: its name is where only its dialog looks, a letter everywhere else."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import edits, reporting
from annotator.confidential import folded
from annotator.errors import EditError, UsageError
from annotator.export.published import published
from annotator.model import Identity, Listing, Noun, Response, Source, Waiver, new_id
from annotator.protecting import is_name
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.rebuilding import rebuild
from annotator.vocabulary import Level, ResponseStatus, SourceKind, Tag, Variant
from tests.factories import claim_of, keep_text, new_project

FIRST = "The first\n\nIt leaked, she said. The mill said no. All of it, she said."
SECOND = "The second\n\nIt still leaks, she said. The mill said no."
CANARIES = ("Dorothea Vance", "Dory V.", "Thea Vance", "+1 (555) 010-7788", "dory@example.org")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return new_project(tmp_path / "news.onrecord")


@pytest.fixture
def store(project: Path) -> Iterator[Store]:
    with Store.open(project) as opened:
        yield opened


@pytest.fixture
def vance(store: Store) -> Source:
    """Let a named person be heard, listed, waived, asked and named as a party in two articles."""
    first, second = keep_text(store, FIRST), keep_text(store, SECOND)
    person = Source(
        new_id(),
        "Dorothea Vance",
        SourceKind.NAMED,
        role="clerk",
        aliases=("Dory V.", "the clerk"),
    )
    mill = Source(new_id(), "The mill", SourceKind.INSTITUTION, affiliation="Dorothea Vance")
    say = {"source_id": person.id, "tags": (Tag.ALLEGATION,), "targets": ("The mill",)}
    deny = {"source_id": mill.id, "tags": (Tag.DENIAL,)}
    claims = [
        claim_of(first, FIRST, "It leaked", **say),
        claim_of(first, FIRST, "All of it", **say),
        claim_of(first, FIRST, "The mill said no", **deny, targets=("Dorothea Vance",)),
        claim_of(second, SECOND, "It still leaks", **say),
        claim_of(second, SECOND, "The mill said no", **deny, implicated=("Dory V.",)),
    ]
    store.apply(edits.add("Mark", person, mill, *claims))
    store.apply(edits.add("List", *(Listing(new_id(), a.id, person.id) for a in (first, second))))
    waiver = Waiver(new_id(), second.id, "SRC-01", "known", source_id=person.id)
    asked = Response(new_id(), claims[2].id, "Dorothea Vance", ResponseStatus.SOUGHT)
    store.apply(edits.add("Ask and waive", waiver, asked))
    store.apply(edits.change("Role", (person, replace(person, role="night clerk"))))
    return replace(person, role="night clerk")


def identity_of(source: Source) -> Identity:
    contact = "+1 (555) 010-7788, dory@example.org"
    return Identity(new_id(), source.id, "Dorothea Vance\nThea Vance", contact, "met at the docks")


def rows_with(project: Path, *words: str) -> list[str]:
    """Return the tables in which one of these words can be read, as often as it can be."""
    found = []
    with closing(sqlite3.connect(project)) as conn:
        tables = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in conn.execute(f'SELECT * FROM "{table}"'):
                told = folded(" ".join(str(value) for value in row))
                if any(folded(word) in told for word in words):
                    found.append(table)
    return found


def test_a_protected_source_stands_nowhere_by_its_name(
    project: Path, store: Store, vance: Source
) -> None:
    store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL, "a night clerk")

    # Two articles, two sources, who both are one person.
    assert set(rows_with(project, *CANARIES)) == {"identity"}
    assert rows_with(project, *CANARIES) == ["identity", "identity"]
    people = store.same_person(vance.id)
    assert {one.name for one in people} == {"Source A (a night clerk)"}
    assert {one.kind for one in people} == {SourceKind.ANONYMOUS}
    assert {one.aliases for one in people} == {("the clerk",)}
    # Nor in the parts of the index, nor where rows were before.
    assert project.read_bytes().lower().count(b"dorothea") == 2
    assert store.confidential() >= {*CANARIES, "15550107788"}
    assert examine(project) == []


def test_a_source_of_several_articles_becomes_one_in_each(store: Store, vance: Source) -> None:
    store.protect(vance.id, identity_of(vance), Level.BACKGROUND)

    for article in store.articles():
        marks = store.marks(article.id)
        (own,) = [one for one in marks.sources if one.article_id == article.id]
        assert own.name == "Source A"
        assert [c.source_id for c in marks.claims if Tag.ALLEGATION in c.tags] == [own.id] * (
            3 - article.number
        )
        assert [listing.source_id for listing in store.listings(article.id)] == [own.id]
        assert all(waiver.source_id == own.id for waiver in marks.waivers)
        parties = {name for c in marks.claims for name in (*c.targets, *c.implicated)}
        assert parties == {"The mill", "Source A"}
        (told,) = store.identities(own.id)
        assert told.names == ("Dorothea Vance", "Thea Vance", "Dory V.")
        assert store.pseudonyms()[own.id].level is Level.BACKGROUND


def test_no_undo_brings_the_name_back(project: Path, store: Store, vance: Source) -> None:
    store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL)
    after = sorted(store.all_sources(), key=lambda one: one.id)
    undone = 0
    while store.undoable():
        store.undo()
        undone += 1
        assert set(rows_with(project, *CANARIES)) == {"identity"}
    assert store.articles() == []
    for _ in range(undone):
        store.redo()
    assert sorted(store.all_sources(), key=lambda one: one.id) == after
    assert examine(project) == []


def test_views_are_told_what_changes(store: Store, vance: Source) -> None:
    before: dict[str, Noun] = {noun.id: noun for noun in everything(store)}
    change = store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL)
    for move in change.moves:
        if move.before:
            assert before.pop(move.before.id) == move.before
        if move.after:
            before[move.after.id] = move.after
    assert before == {noun.id: noun for noun in everything(store)}


def everything(store: Store) -> list[Noun]:
    found: list[Noun] = [*store.all_sources()]
    for article in store.articles():
        marks = store.marks(article.id)
        found += [*marks.claims, *marks.responses, *marks.waivers, *store.listings(article.id)]
    return found


def test_a_recovered_project_knows_the_history_of_a_protected_source(
    project: Path, store: Store, vance: Source, tmp_path: Path
) -> None:
    store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL)
    known = store.pseudonyms()
    store.close()
    found = rebuild(project, tmp_path / "recovered.onrecord")
    assert found.losses == []
    with Store.open(tmp_path / "recovered.onrecord") as recovered:
        assert recovered.pseudonyms() == known


def test_a_label_is_no_name_and_becomes_the_descriptor(store: Store) -> None:
    article = keep_text(store, FIRST)
    aide = Source(new_id(), "two aides", SourceKind.ANONYMOUS, article_id=article.id)
    said = claim_of(article, FIRST, "It leaked", source_id=aide.id)
    store.apply(edits.add("Mark", aide, said))
    store.protect(aide.id, Identity(new_id(), aide.id, "Ann Lee"), Level.CONFIDENTIAL)
    (now,) = store.all_sources()
    assert (now.name, now.aliases) == ("Source A (two aides)", ("two aides",))
    assert store.confidential() == {"Ann Lee"}
    store.undo()
    assert [one.name for one in store.all_sources()] == ["two aides"]


def test_an_unnamed_spokesperson_stays_one_and_is_hidden_all_the_same(store: Store) -> None:
    article = keep_text(store, FIRST)
    voice = Source(new_id(), "the spokesman", SourceKind.UNNAMED_SPOKESPERSON)
    store.apply(
        edits.add("Mark", voice, claim_of(article, FIRST, "It leaked", source_id=voice.id))
    )
    store.protect(voice.id, Identity(new_id(), voice.id, "Ann Lee"), Level.BACKGROUND)
    (now,) = store.all_sources()
    assert (now.kind, now.article_id) == (SourceKind.UNNAMED_SPOKESPERSON, None)
    (told,) = published(reporting.build(store, (), Variant.PUBLIC)).articles[0].sources
    assert told.name == "Source A"
    assert told.kind is SourceKind.ANONYMOUS


@pytest.mark.parametrize(
    ("words", "kind", "is_one"),
    [
        ("Jane Roe", SourceKind.NAMED, True),
        ("the Widow Roe", SourceKind.WITNESS, True),
        ("The clerk", SourceKind.NAMED, False),
        ("a U.S. official", SourceKind.ANONYMOUS, False),
        ("Roe", SourceKind.ANONYMOUS, True),
        ("Mrs. JANE ROE’s aide", SourceKind.ANONYMOUS, True),
        ("Source B (a clerk)", SourceKind.NAMED, False),
        ("李明", SourceKind.NAMED, True),
    ],
)
def test_what_is_a_name(words: str, kind: SourceKind, *, is_one: bool) -> None:
    assert is_name(words, kind, ["Jane Roe"]) is is_one


@pytest.mark.parametrize("name", ["", " ", "JR", "\n"])
def test_a_name_that_would_be_found_everywhere_is_refused(
    store: Store, vance: Source, name: str
) -> None:
    last = store.last_step()
    with pytest.raises(EditError, match="write the name in full"):
        store.protect(vance.id, Identity(new_id(), vance.id, name), Level.CONFIDENTIAL)
    assert (store.last_step(), store.pseudonyms()) == (last, {})


def test_what_would_give_the_source_away_is_refused(store: Store, vance: Source) -> None:
    with pytest.raises(EditError, match="the descriptor would give away"):
        store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL, "the dorothea  vance aide")
    store.apply(edits.change("Side", (vance, replace(vance, side="Team Vance"))))
    with pytest.raises(EditError, match="its side would give away"):
        store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL)
    with pytest.raises(EditError, match="choose what was promised"):
        store.protect(vance.id, identity_of(vance), Level.PUBLIC)
    assert [one.name for one in store.all_sources()] == ["Dorothea Vance", "The mill"]
    assert not store.is_confidential()


def test_what_hints_at_the_name_goes_to_who_the_source_is(
    project: Path, store: Store, vance: Source
) -> None:
    hints = ("Thea Vance’s own clerk", "Vance & Sons", "Clerk Vance")
    role, office, label = hints
    told = replace(vance, role=role, affiliation=office, aliases=(*vance.aliases, label))
    store.apply(edits.change("Office", (vance, told)))
    store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL)
    for one in store.same_person(vance.id):
        assert (one.role, one.affiliation) == (None, None)
        assert label not in one.aliases
    known = store.identities(vance.id)[0]
    assert set(hints) <= {*known.note.splitlines(), *known.names}
    assert {row.split()[0] for row in rows_with(project, *hints)} == {"identity"}
    while store.undoable():
        store.undo()
    assert examine(project) == []


def test_no_edit_gives_a_protected_source_away(store: Store, vance: Source) -> None:
    store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL)
    now = store.same_person(vance.id)[0]
    for field in (
        {"name": "Source A (Dory V.)"},
        {"aliases": ("DORY V.",)},
        {"role": "dory@example.org"},
        {"aliases": ("Vance",)},
        {"role": "Vance’s own clerk"},
        {"side": "the Vance camp"},
        {"affiliation": "Friends of Thea Vance"},
    ):
        with pytest.raises(EditError, match="would give away who a protected source really is"):
            store.apply(edits.change("Say it", (now, replace(now, **field))))
    for name in ("D. V.", "Source B", "the clerk"):
        with pytest.raises(
            EditError, match=r"^“Source A” is protected, and goes by its pseudonym"
        ):
            store.apply(edits.rename_source(now, name, store.naming(now)))
    store.apply(edits.change("Role", (now, replace(now, role="clerk in advance"))))


def test_protecting_again_changes_promise_person_and_descriptor(
    project: Path, store: Store, vance: Source
) -> None:
    store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL, "a clerk")
    told = store.identities(vance.id)[0]
    store.protect(vance.id, replace(told, name="Dorothea Vance"), Level.BACKGROUND, "an aide")
    names = sorted(one.name for one in store.same_person(vance.id))
    assert names == ["Source A (a clerk)", "Source A (an aide)"]  # each as its own story tells it
    assert {one.level for one in store.pseudonyms().values()} == {Level.BACKGROUND}
    assert rows_with(project, "Dory V.") == []
    assert rows_with(project, "Dorothea Vance") == ["identity", "identity"]
    assert examine(project) == []


def test_a_released_source_may_be_named_in_all_its_articles(
    project: Path, store: Store, vance: Source
) -> None:
    store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL)
    store.release(vance.id, "Dorothea Vance")
    assert {one.name for one in store.same_person(vance.id)} == {"Dorothea Vance"}
    assert {one.kind for one in store.same_person(vance.id)} == {SourceKind.NAMED}
    assert store.confidential() == frozenset()
    assert store.is_confidential()
    (mill,) = [one for one in store.all_sources() if one.name == "The mill"]
    assert mill.affiliation == "Dorothea Vance"
    store.undo()
    assert {one.name for one in store.same_person(vance.id)} == {"Source A"}
    store.redo()
    store.release(vance.id, "Thea Vance", forget=True)
    assert not store.is_confidential()
    assert examine(project) == []


def test_who_is_forgotten_keeps_letter_and_promise(store: Store, vance: Source) -> None:
    store.protect(vance.id, identity_of(vance), Level.CONFIDENTIAL)
    known = store.pseudonyms()
    store.forget_identity(vance.id)
    assert not store.is_confidential()
    assert store.pseudonyms() == known
    assert store.is_protected(vance.id)
    (told, _) = published(reporting.build(store, ("1",), Variant.PUBLIC)).articles[0].sources
    assert told.name == "Source A"


def test_what_is_purged_besides_is_told_by_the_strings_and_the_pseudonym(
    store: Store, vance: Source
) -> None:
    told: list[tuple[frozenset[str], str]] = []
    store.protect(
        vance.id,
        identity_of(vance),
        Level.CONFIDENTIAL,
        "a clerk",
        purge=lambda secrets, instead: told.append((secrets, instead)),
    )
    assert told == [(store.confidential(), "Source A")]


def test_a_name_that_a_source_once_had_is_brought_back_by_no_undo(
    project: Path, store: Store
) -> None:
    article = keep_text(store, FIRST)
    lee = Source(new_id(), "Ann Lee", SourceKind.NAMED)
    mill = Source(new_id(), "The mill", SourceKind.INSTITUTION)
    said = claim_of(article, FIRST, "It leaked", source_id=lee.id)
    deny = claim_of(article, FIRST, "The mill said no", source_id=mill.id, targets=("Ann Lee",))
    store.apply(edits.add("Mark", lee, mill, said, deny))
    wrong = replace(lee, name="The mill", kind=SourceKind.INSTITUTION)
    store.apply(edits.change("Take for the mill", (lee, wrong)))
    aide = replace(lee, name="an aide", kind=SourceKind.ANONYMOUS, article_id=article.id)
    store.apply(edits.change("Call an aide", (wrong, aide)))
    store.protect(lee.id, Identity(new_id(), lee.id, "Ann B. Lee"), Level.CONFIDENTIAL)
    assert rows_with(project, "Ann Lee") == ["identity"]
    (known,) = store.identities(lee.id)
    # Another goes by the name that was a mistake.
    assert known.names == ("Ann B. Lee", "Ann Lee")
    assert examine(project) == []
    while store.undoable():
        store.undo()
        assert not {"Ann Lee"} & {one.name for one in store.all_sources()}


def test_a_source_that_is_gone_cannot_be_protected(store: Store) -> None:
    with pytest.raises(UsageError, match="not in the project any more"):
        store.protect(new_id(), Identity(new_id(), "x", "Ann Lee"), Level.CONFIDENTIAL)


def test_a_name_means_another_where_another_has_it(project: Path, store: Store) -> None:
    article, other = keep_text(store, FIRST), keep_text(store, SECOND)
    lee = Source(new_id(), "Ann Lee", SourceKind.NAMED)
    own = Source(new_id(), "Ann Lee", SourceKind.UNNAMED_PUBLIC, article_id=other.id)
    store.apply(
        edits.add(
            "Mark",
            lee,
            own,
            claim_of(article, FIRST, "It leaked", source_id=lee.id, targets=("Ann Lee",)),
            claim_of(other, SECOND, "It still leaks", source_id=own.id, targets=("Ann Lee",)),
        )
    )
    store.protect(lee.id, Identity(new_id(), lee.id, "Ann Lee"), Level.CONFIDENTIAL)
    targets = [store.marks(a.id).claims[0].targets for a in (article, other)]
    assert targets == [("Source A",), ("Ann Lee",)]
    assert examine(project) == []
