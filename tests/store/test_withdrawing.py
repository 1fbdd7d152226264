"""Protecting a source in all files: its name leaves history and copies, and who it is stays."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator import edits
from annotator.errors import EditError
from annotator.model import Identity, Source, new_id
from annotator.store import Store
from annotator.store.backup import folder_of
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from annotator.store.withdrawing import LookingOn, Withdrawing, Withdrawn
from annotator.vocabulary import Level, SourceKind
from tests.factories import claim_of, keep_text, project_with
from tests.store.canaries import key_of, left_in, seen, spread

NAME, CONTACT = "Ottilie Zwetschgenkuch", "+49 170 5550199"
TEXT = "A mill dumped waste\n\nIt dumped waste, she said. The mill denied it.\n"


def heard(store: Store) -> None:
    """Let a person be heard by her name, and say so in a note and a label."""
    article = keep_text(store, TEXT)
    source = Source(new_id(), NAME, SourceKind.NAMED, role="clerk")
    claim = claim_of(article, TEXT, "It dumped waste", source_id=source.id)
    store.apply(edits.add(f"Meet {NAME}", source, claim))
    store.apply(edits.change("Note", (claim, replace(claim, note=f"surely {NAME}, {CONTACT}"))))
    keep_text(store, f"Another\n\nSo said {NAME}, of all people.\n")


@pytest.fixture
def project(tmp_path: Path, onrecord_home: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    made = project_with(folder / "mill.onrecord", heard)
    spread(made, onrecord_home, tmp_path / "stick")
    return made


def withdraw(project: Path, **values: object) -> Withdrawn:
    with Withdrawing.open(project) as store:
        (source,) = store.all_sources()
        identity = Identity(new_id(), source.id, NAME, CONTACT)
        return store.withdraw(identity, Level.CONFIDENTIAL, "a clerk", **values)  # type: ignore[arg-type]


@pytest.mark.slow
def test_the_name_leaves_every_file_but_the_identity_and_the_words_of_articles(
    project: Path, tmp_path: Path
) -> None:
    done = withdraw(project)
    kept = {place.partition(": ")[2] for place in left_in(tmp_path) if ": bytes" not in place}
    assert {place.partition(": ")[0] for place in kept} <= {
        *("identity", "document", "original", "document_fts", "document_fts_data")
    }
    assert len(done.rewritten) == 8
    assert (done.kept, done.remaining.copies) == ((), ())
    assert (list(done.remaining.articles.values()), done.remaining.deleted) == ([2], 0)
    for file in (project, *done.rewritten):
        assert examine(file) == []
    with Reader.open(project) as reader:
        assert reader.confidential() >= {NAME, CONTACT}
        labels = [step.label for step in reader.history()]
        assert labels[:2] == ["Protect a source", "Name a confidential source"]
        assert not any(seen(label.encode()) for label in labels)
        assert reader.marks(reader.find_article("1").id).claims[0].note == (
            "surely Source A, Source A"
        )
    with LookingOn.open(project) as reader:
        (source,) = reader.all_sources()
        assert list(reader.remaining(source.id).articles.values()) == [2]
        assert len(reader.remaining(source.id).copies) == 8


def test_no_word_goes_that_has_a_short_name_in_it_or_that_a_contact_shares(project: Path) -> None:
    said = (
        "Planned with Ann, ANN, A\u0301nn and Anns sister, by letter, at Hannover, met_ann, "
        "0170 55501."
    )
    with Store.open(project) as store:
        (claim,) = store.marks(store.find_article("1").id).claims
        store.apply(edits.change("Note", (claim, replace(claim, note=said))))
        store.apply(edits.add("Meet", Source(new_id(), "The annual fair", SourceKind.INSTITUTION)))
    with Withdrawing.open(project) as store:
        source = next(one for one in store.all_sources() if one.name == NAME)
        identity = Identity(new_id(), source.id, f"{NAME}\nAnn", "by letter\n0170 55501")
        store.withdraw(identity, Level.CONFIDENTIAL, "a clerk")
        (claim,) = store.marks(store.find_article("1").id).claims
        assert claim.note == (
            "Planned with Source A, Source A, Source A and Source A sister, by letter, at "
            "Hannover, met_Source A, Source A."
        )
        assert "The annual fair" in {one.name for one in store.all_sources()}
    assert examine(project) == []


@pytest.mark.slow
def test_what_is_wanted_no_more_stays_as_it_is_and_is_told(project: Path) -> None:
    told: list[tuple[int, int]] = []
    done = withdraw(
        project, is_wanted=lambda: len(told) < 3, tell=lambda n, of: told.append((n, of))
    )
    assert told == [(1, 9), (2, 9), (3, 9)]
    assert (len(done.rewritten), len(done.remaining.copies)) == (2, 6)
    again = withdraw(project)
    assert (len(again.rewritten), again.remaining.copies) == (8, ())


def test_what_is_refused_changes_no_file(project: Path) -> None:
    copies = sorted(folder_of(key_of(project)).glob("*.onrecord"))
    before = [file.read_bytes() for file in (project, *copies)]
    with Withdrawing.open(project) as store:
        (source,) = store.all_sources()
        with pytest.raises(EditError, match="would give away"):
            store.withdraw(
                Identity(new_id(), source.id, NAME), Level.BACKGROUND, f"the sister of {NAME}"
            )
    assert [file.read_bytes() for file in (project, *copies)] == before


def test_a_number_is_known_before_it_is_given(project: Path) -> None:
    with Store.open(project) as store:
        (source,) = store.all_sources()
        assert store.number_for(source.id) == 0
        assert store.pseudonyms() == {}
        store.protect(source.id, Identity(new_id(), source.id, NAME), Level.CONFIDENTIAL)
        assert store.number_for(source.id) == 0
        assert store.number_for(new_id()) == 1
