"""Which rows the claims table shows, and in which order: always what a plain look would give."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator import attribution, edits
from annotator.desk import Desk
from annotator.edits import Edit, Move
from annotator.model import Claim, Link, Source, new_id
from annotator.vocabulary import LinkKind, SourceKind, Tag, Verification
from tests.examples import examples
from tests.ui.marked_desk import ALLEGATION, MarkedDesk, marked
from ui.models.claim_cells import Column, cell_text
from ui.models.claims import ClaimsModel
from ui.models.claims_filter import CHIPS, Asked

__all__ = ["marked"]
MODES = QAbstractItemModelTester.FailureReportingMode
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def model(marked: MarkedDesk) -> Iterator[ClaimsModel]:
    made = ClaimsModel(marked.workspace, marked.look, marked.workspace)
    tester = QAbstractItemModelTester(made, MODES.Warning)
    yield made
    assert tester.model() is made


def rows(model: ClaimsModel) -> list[Claim]:
    found = [model.claim_at(row) for row in range(model.rowCount())]
    assert [model.row_of(claim.id) for claim in found if claim] == list(range(len(found)))
    return [claim for claim in found if claim]


def numbers(model: ClaimsModel) -> list[int]:
    assert model.desk
    return [model.desk.number_of(claim) for claim in rows(model)]


def plainly(desk: Desk, asked: Asked, column: Column, order: Qt.SortOrder) -> list[Claim]:
    """Return what is to be shown, looked for without any memory."""
    found = [claim for claim in desk.claims if passes(desk, claim, asked)]
    keys = {claim.id: key(desk, claim, column) for claim in found}
    return sorted(found, key=lambda claim: keys[claim.id], reverse=order is DOWN)


def passes(desk: Desk, claim: Claim, asked: Asked) -> bool:
    source = desk.source_of(claim)
    words = [claim.quote, claim.note, *claim.targets, *claim.tags, " and ".join(claim.tags)]
    words += [source.name, *source.aliases] if source else []
    words += [] if claim.tags else ["no tag"]
    return (
        all(any(word in part.casefold() for part in words) for word in asked.words)
        and all(chip.holds(desk, claim) for chip in CHIPS if chip.name in asked.chips)
        and asked.source in {None, claim.source_id}
        and asked.side in {None, source.side if source else None}
        and (asked.only is None or claim.id in asked.only)
    )


def key(desk: Desk, claim: Claim, column: Column) -> Any:
    text = cell_text(desk, claim, column)
    if column in {Column.NUMBER, Column.PARAGRAPH}:
        return desk.number_of(claim)
    if column is Column.STATUS:
        return list(Verification).index(claim.verification)
    if column is not Column.ANSWERED:
        return (not text, text.casefold())
    if not text:
        return (3, 0)
    waits = any(not pair.is_answered for pair in desk.pairs_of(claim)) or text == "no target"
    replies = [reply.start for pair in desk.pairs_of(claim) for reply in pair.replies]
    return (0, 0) if waits else (1, min(replies)) if replies else (2, text)


WORDS = ("a", "huawei", "u.s.", "no tag", "denial", "zoo", "official statement")
ASKED = st.builds(
    Asked,
    st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
    st.sets(st.sampled_from([chip.name for chip in CHIPS]), max_size=2).map(frozenset),
)
NUMBERS = st.integers(0, 2**16)
WORKS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), ASKED),
        st.tuples(st.just("one"), NUMBERS),
        st.tuples(st.just("sort"), st.tuples(st.sampled_from(list(Column)), st.booleans())),
        st.tuples(
            st.sampled_from(
                ["add", "remove", "tag", "verify", "speak", "rename", "kind", "link", "undo"]
            ),
            NUMBERS,
        ),
    ),
    max_size=12,
)


@pytest.mark.slow
@examples(60)
@given(WORKS)
def test_whatever_is_done_the_rows_are_those_that_a_plain_look_gives(
    works: list[tuple[str, Any]],
) -> None:
    # Hypothesis runs every example on one fixture, so each begins by taking the last one back.
    marked, model = _STAGE[0]
    while (top := marked.workspace.undoable()) and top.label != "Mark the gold":
        marked.workspace.undo()
    marked.workspace.show_article(marked.desk.article.id)
    asked, column, order = Asked(), Column.NUMBER, UP
    model.ask(asked)
    model.sort(column, order)
    for kind, value in works:
        if kind == "ask":
            asked = value
        elif kind == "one":
            asked = one_thing(marked.desk, value)
        elif kind == "sort":
            column, order = value[0], DOWN if value[1] else UP
        else:
            change(marked, kind, value)
        model.ask(asked)
        model.sort(column, order)
        assert rows(model) == plainly(marked.desk, asked, column, order)


def one_thing(desk: Desk, number: int) -> Asked:
    """Return a wish for one source, one side, or some claims."""
    sources = list(desk.sources.values())
    source = sources[number % len(sources)]
    ids = frozenset(claim.id for claim in desk.claims[number % 3 :: 2])
    return (Asked(source=source.id), Asked(side=source.side), Asked(only=ids))[number % 3]


def change(marked: MarkedDesk, kind: str, number: int) -> None:
    """Change something of the article."""
    desk, workspace = marked.desk, marked.workspace
    some = desk.claims[number % 5 :: 1 + number % 7]
    sources = list(desk.sources.values())
    source = sources[number % len(sources)]
    if kind == "undo":
        if (top := workspace.undoable()) and top.label != "Mark the gold":
            workspace.undo()
    elif kind == "add":
        start = number % (len(desk.text) - 10)
        quote = desk.text[start : start + 9]
        tags = (list(Tag)[number % 4],)
        where = (desk.article.id, start, start + 9)
        claim = Claim(new_id(), *where, quote, tags, source.id, targets=("X",))
        workspace.do(edits.add("Mark", claim))
    elif kind == "rename":
        workspace.do(edits.rename_source(source, f"Zoo {number % 9}", desk.marks().claims))
    elif kind == "kind":
        workspace.do(edits.change("Kind", (source, with_kind(source, number))))
    elif some:
        workspace.do(change_of(desk, kind, some, number))


def change_of(desk: Desk, kind: str, some: list[Claim], number: int) -> Edit:
    if kind == "remove":
        return desk.removal(some)
    if kind == "link":
        goal = desk.claims[number % len(desk.claims)]
        link = Link(new_id(), LinkKind.DENIES, some[0].id, goal.id)
        old = [link for link in desk.links_from(some[0]) if link.to_id == goal.id]
        return Edit("Link", (Move(old[0], None) if old else Move(None, link),))
    if kind == "speak":
        edit = attribution.attribute(desk, some, f"Zoo {number % 9}", ())
        return edit or Edit("Nothing", ())
    values: dict[str, Any] = {
        "tag": {"tags": tuple(list(Tag)[: number % 5])},
        "verify": {"verification": list(Verification)[number % len(Verification)]},
    }
    return edits.change("Change", *((old, replace(old, **values[kind])) for old in some))


def with_kind(source: Source, number: int) -> Source:
    kinds = [kind for kind in SourceKind if kind.belongs_to_one_article == bool(source.article_id)]
    return replace(source, kind=kinds[number % len(kinds)], side=f"side {number % 3}")


_STAGE: list[tuple[MarkedDesk, ClaimsModel]] = []


@pytest.fixture(autouse=True)
def stage(marked: MarkedDesk, model: ClaimsModel) -> Iterator[None]:
    _STAGE[:] = [(marked, model)]
    yield
    _STAGE.clear()


def test_a_row_moves_to_its_new_place_and_stays_itself(
    marked: MarkedDesk, model: ClaimsModel
) -> None:
    model.sort(Column.STATUS, DOWN)
    claim = marked.claim(ALLEGATION)
    kept = QPersistentModelIndex(model.index(ALLEGATION, Column.QUOTE))
    resets: list[str] = []
    model.modelReset.connect(lambda: resets.append("anew"))
    verified = replace(claim, verification=Verification.VERIFIED)
    marked.workspace.do(edits.change("Verify", (claim, verified)))
    assert kept.row() == 0
    assert model.claim_at(0) == verified
    marked.workspace.undo()
    assert kept.row() == ALLEGATION
    assert resets == []


def test_claims_alike_in_a_column_stay_in_reading_order(model: ClaimsModel) -> None:
    model.sort(Column.BADGES, DOWN)
    tagged = [cell_text(model.desk, claim, Column.BADGES) for claim in rows(model) if model.desk]
    assert tagged == [*[""] * 4, *"O" * 7, *"N" * 5, "D", "AO", "AO"]
    assert numbers(model)[:4] == [10, 11, 12, 16]
    assert numbers(model)[-2:] == [7, 8]


def test_what_waits_for_an_answer_sorts_first(marked: MarkedDesk, model: ClaimsModel) -> None:
    model.sort(Column.ANSWERED, UP)
    assert numbers(model)[:2] == [7, 8]
    link = next(link for link in marked.desk.links() if link.to_id == marked.claim(7).id)
    marked.workspace.do(Edit("Unlink", (Move(link, None),)))
    assert numbers(model)[:2] == [8, 7]


def test_what_a_claim_says_is_read_again_when_it_changes(
    marked: MarkedDesk, model: ClaimsModel
) -> None:
    model.ask(Asked(("zebra",)))
    assert numbers(model) == []
    claim = marked.claim(3)
    marked.workspace.do(edits.change("Note", (claim, replace(claim, note="A ZEBRA"))))
    assert numbers(model) == [4]
    source = marked.desk.source_of(marked.claim(ALLEGATION))
    assert source
    marked.workspace.do(edits.change("Alias", (source, replace(source, aliases=("Zebras",)))))
    assert numbers(model) == [4, 7, 8]


def test_the_sorting_is_spoken_with_its_column(model: ClaimsModel) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    header = Qt.Orientation.Horizontal
    assert model.headerData(Column.NUMBER, header, role) == "Number, sorted"
    assert model.headerData(Column.SOURCE, header, role) == "Source"
    model.sort(Column.SOURCE, DOWN)
    assert model.headerData(Column.NUMBER, header, role) == "Number"
    assert model.headerData(Column.SOURCE, header, role) == "Source, sorted down"


def test_a_row_describes_what_its_sentence_leaves_out(
    marked: MarkedDesk, model: ClaimsModel
) -> None:
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    claim = marked.claim(ALLEGATION)
    changed = replace(claim, background=True, note="Ask again")
    marked.workspace.do(edits.change("Note", (claim, changed)))
    assert model.index(ALLEGATION, Column.SIDE).data(role) == (
        "institution; side US government; background; note: Ask again; Reviewer 1"
    )
    own_voice = str(model.index(9, 0).data(role))
    assert own_voice.startswith("note: Reporter voice.")


def test_words_are_sorted_as_they_are_read_in_the_table(
    marked: MarkedDesk, model: ClaimsModel
) -> None:
    start = marked.desk.text.index(" network:")
    quote = marked.desk.text[start : start + 9]
    claim = Claim(new_id(), marked.desk.article.id, start, start + 9, quote)
    marked.workspace.do(edits.add("Mark", claim))
    model.sort(Column.QUOTE, UP)
    assert rows(model) == plainly(marked.desk, Asked(), Column.QUOTE, UP)
