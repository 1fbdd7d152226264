"""The desk follows every change and answers as a fresh reading of the store would."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import edits
from annotator.desk import Desk
from annotator.model import Link, Listing, Noun, Response, Source, new_id
from annotator.report import pairs
from annotator.store import Store
from annotator.vocabulary import LinkKind, ResponseStatus, Tag
from tests.factories import claim_of, keep_text, keep_wire_story, new_project


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "story.onrecord")) as opened:
        yield opened


def agrees(desk: Desk, store: Store) -> bool:
    marks = store.marks(desk.article.id)
    found = [pair for claim in desk.claims for pair in desk.pairs_of(claim)]
    assert [desk.number_of(claim) for claim in desk.claims] == list(range(1, len(desk.claims) + 1))
    assert desk.over(0, len(desk.text)) == desk.claims
    assert found == list(pairs(marks))
    now = desk.marks()
    return (now.claims, now.links, now.responses) == (marks.claims, marks.links, marks.responses)


def test_the_desk_follows_edits_undos_and_redos(store: Store) -> None:
    article = keep_wire_story(store)
    desk = Desk(store.marks(article.id))
    assert agrees(desk, store)
    claim = claim_of(article, desk.text, "Ottawa sources", tags=(Tag.ALLEGATION,), targets=("X",))
    response = Response(new_id(), claim.id, "X", ResponseStatus.SOUGHT)
    huawei = next(source for source in desk.sources.values() if source.name == "Huawei")
    link = Link(new_id(), LinkKind.SUPPORTS, claim.id, desk.claims[0].id)
    works = [
        lambda: store.apply(edits.add("Mark", claim, response)),
        lambda: store.apply(edits.link(desk.marks(), link)),
        lambda: store.apply(edits.change("Note", (claim, replace(claim, note="x")))),
        lambda: store.apply(edits.rename_source(huawei, "Aaa", everywhere(desk))),
        lambda: store.apply(edits.remove_claims(desk.marks(), desk.claims[3:7])),
        *[store.undo] * 6,
        *[store.redo] * 5,
        *[store.undo] * 2,
    ]
    for work in works:
        desk.follow(work())
        assert agrees(desk, store)


def everywhere(desk: Desk) -> list[Noun]:
    marks = desk.marks()
    return [*marks.claims, *marks.responses, *marks.waivers, *marks.sources]


def test_an_allegation_is_unanswered_until_its_target_replies(store: Store) -> None:
    article = keep_wire_story(store)
    desk = Desk(store.marks(article.id))
    spying = desk.claims[6]
    assert spying.tags[0] is Tag.ALLEGATION
    assert not desk.is_unanswered(spying)
    for link in desk.links_to(spying):
        desk.follow(store.apply(edits.Edit("Unlink", (edits.Move(link, None),))))
    assert desk.is_unanswered(spying)
    declined = Response(new_id(), spying.id, "Huawei", ResponseStatus.DECLINED)
    desk.follow(store.apply(edits.add("Declined", declined)))
    assert not desk.is_unanswered(spying)


def test_a_source_that_speaks_elsewhere_alone_is_not_the_articles(store: Store) -> None:
    article = keep_wire_story(store)
    other = keep_text(store, "Another\n\nMayor Ruiz said no.\n")
    desk = Desk(store.marks(article.id))
    ruiz = Source(new_id(), "Mayor Ruiz")
    claim = claim_of(other, "Another\n\nMayor Ruiz said no.\n", "no", source_id=ruiz.id)
    desk.follow(store.apply(edits.add("Mark", ruiz, claim)))
    assert desk.marks().sources == store.marks(article.id).sources
    listing = Listing(new_id(), article.id, ruiz.id)
    desk.follow(store.apply(edits.add("List", listing)))
    assert desk.marks().sources == store.marks(article.id).sources
    assert ruiz.id in desk.sources
    desk.follow(store.undo())
    assert ruiz.id not in desk.sources


def test_a_reply_by_another_is_no_answer(store: Store) -> None:
    article = keep_wire_story(store)
    desk = Desk(store.marks(article.id))
    spying = desk.claims[6]
    (denial,) = [desk.claim(link.from_id) for link in desk.links_to(spying)]
    assert denial
    neighbor = Source(new_id(), "A neighbor")
    moved = replace(denial, source_id=neighbor.id)
    edit = edits.Edit("Neighbor", (edits.Move(None, neighbor), edits.Move(denial, moved)))
    desk.follow(store.apply(edit))
    assert desk.is_unanswered(spying)
    speaks = replace(neighbor, affiliation="Huawei")
    desk.follow(store.apply(edits.change("Speaks for it", (neighbor, speaks))))
    assert not desk.is_unanswered(spying)


def test_a_denial_of_either_half_answers_the_allegation_that_is_in_two(store: Store) -> None:
    text = "Head\n\n“We saw dead fish,” a clerk said, “at the mill.” The mill denies it.\n"
    article = keep_text(store, text)
    desk = Desk(store.marks(article.id))
    clerk, mill = Source(new_id(), "a clerk"), Source(new_id(), "The mill")
    alleged = {"tags": (Tag.ALLEGATION,), "source_id": clerk.id, "targets": ("The mill",)}
    first = claim_of(article, text, "“We saw dead fish,”", **alleged)
    second = claim_of(article, text, "“at the mill.”", **alleged)
    denial = claim_of(article, text, "The mill denies it", source_id=mill.id)
    desk.follow(store.apply(edits.add("Mark", clerk, mill, first, second, denial)))
    assert desk.is_unanswered(second)

    joining = Link(new_id(), LinkKind.CONTINUES, second.id, first.id)
    desk.follow(store.apply(desk.link(joining)))
    assert agrees(desk, store)
    assert [desk.is_unanswered(half) for half in (first, second)] == [True, False]

    change = store.apply(desk.link(Link(new_id(), LinkKind.DENIES, denial.id, second.id)))
    desk.follow(change)
    assert agrees(desk, store)
    assert not desk.is_unanswered(first)
    assert first.id in desk.touched_by(change)

    desk.follow(store.apply(edits.Edit("Part", (edits.Move(joining, None),))))
    assert agrees(desk, store)
    assert [desk.is_unanswered(half) for half in (first, second)] == [True, False]
