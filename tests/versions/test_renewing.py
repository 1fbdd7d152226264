"""A new version in a project: it takes the marks over, once, with all that hangs on them."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator import claims_file
from annotator.edits import add, delete_article
from annotator.model import Article, Identity, Link, Response, Source, Waiver, new_id
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.versions import renewing
from annotator.versions.anchoring import Fate
from annotator.versions.carrying import said_aloud
from annotator.vocabulary import (
    Level,
    LinkKind,
    ResponseStatus,
    SourceKind,
    Tag,
    Verification,
)
from tests.factories import WIRE_STORY, claim_of, keep_text, keep_wire_story, new_project

OLD = """The mill and the river
Three people said on Monday that the mill had poured oil into the river for years.
The owner of the mill denied that it had poured anything into the river at all.
The town will ask a court to close the mill before the end of the summer, a judge said.
"""
POURED, DENIED = "the mill had poured oil into the river", "denied that it had poured anything"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return new_project(tmp_path / "desk.onrecord")


def marked(store: Store) -> Article:
    article = keep_text(store, OLD)
    people = Source(new_id(), "three people", SourceKind.ANONYMOUS, article_id=article.id)
    owner = Source(new_id(), "The mill", SourceKind.INSTITUTION)
    poured = claim_of(
        article, OLD, POURED, tags=(Tag.ALLEGATION, Tag.ANONYMOUS), source_id=people.id,
        targets=("The mill",), cue="said", cue_start=OLD.index("said"),
        verification=Verification.VERIFIED,
    )  # fmt: skip
    denied = claim_of(article, OLD, DENIED, tags=(Tag.DENIAL,), source_id=owner.id)
    answer = Link(new_id(), LinkKind.DENIES, denied.id, poured.id)
    asked = Response(new_id(), poured.id, "The mill", ResponseStatus.REPLIED)
    waiver = Waiver(new_id(), article.id, "SRC-01", "Two confirmed it", claim_id=poured.id)
    store.apply(add("Mark", people, owner, poured, denied, answer, asked, waiver))
    store.keep_identity(Identity(new_id(), people.id, "Ann Lee", "555"))
    return article


def renewed(store: Store, text: str, earlier: Article) -> tuple[Article, renewing.Renewal]:
    article = keep_text(store, text, "second.txt")
    return article, renewing.renewal(store, article, earlier.id)


def test_the_whole_wire_story_is_taken_over(project: Path) -> None:
    text = WIRE_STORY.read_text(encoding="utf-8")
    with Store.open(project) as store:
        earlier = keep_wire_story(store)
        article, renewal = renewed(store, text + "\nOne line more at the end.\n", earlier)
        compared = renewal.compared()
        assert {anchor.fate for anchor in compared} == {Fate.FOUND}
        renewing.take_over(store, renewal, renewing.found_again(compared))
        before = claims_file.dump(store.marks(earlier.id))
        after = claims_file.dump(store.marks(article.id))
        assert after == before
        (version,) = store.versions()
        assert (version.article_id, version.earlier_id) == (article.id, earlier.id)
        again = renewing.renewal(store, article, earlier.id)
        assert again.compared() == []
    assert examine(project) == []


def test_a_copied_source_stays_confidential_and_the_claim_has_what_it_had(project: Path) -> None:
    with Store.open(project) as store:
        earlier = marked(store)
        article, renewal = renewed(store, OLD + "One line more.\n", earlier)
        renewing.take_over(store, renewal, renewing.found_again(renewal.compared()))
        marks = store.marks(article.id)
        poured = next(claim for claim in marks.claims if claim.quote == POURED)
        source = marks.source_of(poured)
        assert source
        assert (source.name, source.article_id) == ("three people", article.id)
        assert [one.name for one in store.identities(source.id)] == ["Ann Lee"]
        given = store.pseudonyms()
        (before,) = [one for one in given.values() if one.id != source.id]
        assert (before.number, before.level) == (0, Level.CONFIDENTIAL)
        assert given[source.id] == replace(before, id=source.id)
        assert poured.cue_start == OLD.index("said")
        assert poured.verification is Verification.VERIFIED
        assert [r.status for r in marks.responses] == [ResponseStatus.REPLIED]
        assert [w.reason for w in marks.waivers] == ["Two confirmed it"]
        assert len(marks.links) == 1
    assert examine(project) == []


def test_what_is_accepted_later_is_linked_to_what_was_taken_over_before(project: Path) -> None:
    new = OLD.replace("The owner of the mill denied", "The owner of the works denied")
    with Store.open(project) as store:
        earlier = marked(store)
        article, renewal = renewed(store, new, earlier)
        compared = renewal.compared()
        assert [anchor.fate for anchor in compared] == [Fate.FOUND, Fate.CHANGED]
        assert said_aloud(compared, renewal.earlier.marks) == [
            "The denial by The mill (claim 2) was changed."
        ]
        renewing.take_over(store, renewal, renewing.found_again(compared))
        assert store.marks(article.id).links == ()
        later = renewing.renewal(store, article, earlier.id)
        (anchor,) = later.compared()
        assert anchor.span
        renewing.take_over(store, later, {anchor.claim.id: anchor.span})
        marks = store.marks(article.id)
        assert [link.kind for link in marks.links] == [LinkKind.DENIES]
        assert len(store.versions()) == 1
    assert examine(project) == []


def test_a_claim_in_other_words_has_to_be_verified_again(project: Path) -> None:
    new = OLD.replace("poured oil", "let some oil run")
    with Store.open(project) as store:
        earlier = marked(store)
        article, renewal = renewed(store, new, earlier)
        places = {a.claim.id: a.span for a in renewal.compared() if a.span}
        renewing.take_over(store, renewal, places)
        claims = store.marks(article.id).claims
        assert claims[0].quote == "the mill had let some oil run into the river"
        assert claims[0].verification is Verification.UNCHECKED


def test_taking_over_is_one_step_that_undo_takes_back(project: Path) -> None:
    with Store.open(project) as store:
        earlier = marked(store)
        article, renewal = renewed(store, OLD + "One line more.\n", earlier)
        change = renewing.take_over(store, renewal, renewing.found_again(renewal.compared()))
        assert change.label == "Take over 2 claims from “The mill and the river”"
        store.undo()
        assert store.marks(article.id).claims == ()
        assert store.versions() == []
        store.redo()
        assert len(store.marks(article.id).claims) == 2
    assert examine(project) == []


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_version_outlives_the_earlier_one(project: Path, *, is_kept: bool) -> None:
    with Store.open(project) as store:
        earlier = marked(store)
        article, renewal = renewed(store, OLD + "One line more.\n", earlier)
        renewing.take_over(store, renewal, renewing.found_again(renewal.compared()))
        gone = store.marks(earlier.id)
        store.apply(delete_article(gone, store.listings(earlier.id)))
        assert len(store.marks(article.id).claims) == 2
        if is_kept:
            store.undo()
            assert store.marks(earlier.id) == gone
    assert examine(project) == []
