"""What a person did in the new version stands: nothing is doubled, and nothing comes back."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.edits import Edit, Move, add
from annotator.errors import EditError
from annotator.model import Article, Link, Listing, Noun, Source, new_id
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.versions import renewing
from annotator.versions.anchoring import Fate
from annotator.vocabulary import LinkKind, Tag
from tests.command_line import onrecord
from tests.factories import claim_of, keep_text, new_project

OLD = """The mill and the river
Three people said on Monday that the mill had poured oil into the river for years.
The owner of the mill said, and the clerk said, that it had poured nothing in at all.
The town will ask a court to close the mill before the end of the summer, a judge said.
"""
NEW = OLD.replace("before the end of the summer", "before the end of the winter")
POURED, DENIED = "the mill had poured oil into the river", "it had poured nothing in at all"
CLOSE = "will ask a court to close the mill before the end of the summer"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return new_project(tmp_path / "desk.onrecord")


def marked(store: Store) -> Article:
    """Keep a story whose denial and later claim both answer its allegation."""
    article = keep_text(store, OLD)
    owner = Source(new_id(), "The mill")
    cue = OLD.index("said, and")
    poured = claim_of(article, OLD, POURED, tags=(Tag.ALLEGATION,))
    denied = claim_of(
        article, OLD, DENIED, tags=(Tag.DENIAL,), source_id=owner.id, cue="said", cue_start=cue
    )
    close = claim_of(article, OLD, CLOSE, tags=(Tag.OFFICIAL,))
    links = [Link(new_id(), LinkKind.DENIES, one.id, poured.id) for one in (denied, close)]
    listed = Listing(new_id(), article.id, owner.id)
    store.apply(add("Mark", owner, listed, poured, denied, close, *links))
    return article


def renewed(store: Store, article: Article, earlier: Article) -> renewing.Renewal:
    renewal = renewing.renewal(store, article, earlier.id)
    renewing.take_over(store, renewal, renewing.found_again(renewal.compared()))
    return renewing.renewal(store, article, earlier.id)


def test_a_link_that_a_person_removed_does_not_come_back(project: Path) -> None:
    with Store.open(project) as store:
        earlier, article = marked(store), keep_text(store, NEW, "new.txt")
        left = renewed(store, article, earlier)
        marks = store.marks(article.id)
        listed = store.listings(article.id)
        gone: list[Noun] = [*marks.links, *listed]
        store.apply(Edit("Unlink", tuple(Move(one, None) for one in gone)))
        (anchor,) = left.compared()
        assert (anchor.fate, len(gone)) == (Fate.CHANGED, 2)
        assert anchor.span
        renewing.take_over(store, left, {anchor.claim.id: anchor.span})
        marks = store.marks(article.id)
        (link,) = marks.links
        assert marks.claim(link.from_id).quote == CLOSE.replace("summer", "winter")
        assert store.listings(article.id) == []
    assert examine(project) == []


def test_what_stands_on_the_list_of_sources_already_is_listed_once(project: Path) -> None:
    with Store.open(project) as store:
        earlier, article = marked(store), keep_text(store, NEW, "new.txt")
        (listed,) = store.listings(earlier.id)
        own = replace(listed, id=new_id(), article_id=article.id)
        store.apply(add("List", own))
        renewed(store, article, earlier)
        assert store.listings(article.id) == [own]
        assert len(store.marks(article.id).claims) == 2


def test_words_that_a_person_marked_so_are_not_marked_twice(project: Path) -> None:
    with Store.open(project) as store:
        earlier, article = marked(store), keep_text(store, NEW, "new.txt")
        text = store.document(article.id).text
        mine = [
            claim_of(article, text, POURED, tags=(Tag.ALLEGATION,)),
            claim_of(article, text, CLOSE.replace("summer", "winter"), tags=(Tag.OFFICIAL,)),
        ]
        store.apply(add("Mark", *mine))
        left = renewed(store, article, earlier)
        assert [claim.quote for claim in store.marks(article.id).claims] == [
            POURED, DENIED, mine[1].quote,
        ]  # fmt: skip
        (anchor,) = left.compared()
        assert anchor.span
        with pytest.raises(EditError, match="already"):
            renewing.take_over(store, left, {anchor.claim.id: anchor.span})


def test_a_third_version_has_each_claim_once_whatever_it_is_compared_with(project: Path) -> None:
    with Store.open(project) as store:
        first, second = marked(store), keep_text(store, NEW, "second.txt")
        third = keep_text(store, NEW + "A line more.\n", "third.txt")
        renewed(store, second, first)
        renewed(store, third, second)
    assert b"0 taken over" in onrecord("renew", project, 3, 1).stdout
    with Store.open(project) as store:
        marks = store.marks(third.id)
        assert [claim.quote for claim in marks.claims] == [POURED, DENIED]
        assert len(marks.links) == 1
        assert [claim.cue_start for claim in marks.claims] == [None, OLD.index("said, and")]
    assert examine(project) == []
