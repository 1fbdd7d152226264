"""The claims model follows every change row by row and is always what a fresh one would be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator import attribution, edits
from annotator.edits import Edit, Move
from annotator.model import Claim, Response, new_id
from annotator.vocabulary import ResponseStatus, SourceKind, Tag, Verification
from tests.examples import examples
from tests.factories import claim_of
from tests.ui.marked_desk import ALLEGATION, DENIAL, MarkedDesk, marked
from ui.models.claim_cells import Column
from ui.models.claims import CLAIM_ROLE, ClaimsModel

__all__ = ["marked"]
MODES = QAbstractItemModelTester.FailureReportingMode


def cells(model: ClaimsModel, role: int = Qt.ItemDataRole.DisplayRole) -> list[list[Any]]:
    return [
        [model.index(row, column).data(role) for column in Column]
        for row in range(model.rowCount())
    ]


def is_as_fresh(model: ClaimsModel, marked: MarkedDesk) -> bool:
    fresh = ClaimsModel(marked.workspace, marked.look)
    assert cells(model) == cells(fresh)
    claims = [model.index(row, 0).data(CLAIM_ROLE) for row in range(model.rowCount())]
    assert claims == marked.desk.claims
    return True


@pytest.fixture
def model(marked: MarkedDesk) -> Iterator[ClaimsModel]:
    made = ClaimsModel(marked.workspace, marked.look, marked.workspace)
    # Warnings fail the test; a fatal one would take the other tests with it.
    tester = QAbstractItemModelTester(made, MODES.Warning)
    yield made
    assert tester.model() is made


def remove(marked: MarkedDesk, *rows: int) -> None:
    claims = [marked.claim(row) for row in rows]
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), claims))


def shows(marked: MarkedDesk, model: ClaimsModel, row: int, column: Column) -> str:
    assert marked.workspace.desk
    return str(model.index(row, column).data())


def test_a_row_says_what_a_reviewer_needs(marked: MarkedDesk, model: ClaimsModel) -> None:
    texts = [shows(marked, model, ALLEGATION, column) for column in Column]
    assert texts == [
        "7",
        "AO",
        "being able to spy on customers",
        "White House",
        "institution",
        "US government",
        "claim 9",
        "5",
        "unchecked",
        "Reviewer 1",
    ]
    assert shows(marked, model, 0, Column.PARAGRAPH) == "headline"


def test_a_row_is_one_spoken_sentence(model: ClaimsModel) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(ALLEGATION, 2).data(role) == (
        "Claim 7, allegation and official statement, White House: being able to spy on customers;"
        " answered by claim 9; unchecked; paragraph 5"
    )
    assert model.index(DENIAL, 2).data(role) == (
        "Claim 9, denial, Huawei: allegations Huawei denies; denies claim 7; denies claim 8;"
        " unchecked; paragraph 5"
    )


@pytest.mark.slow
def test_edits_undos_and_redos_leave_the_model_as_a_fresh_one(
    marked: MarkedDesk, model: ClaimsModel
) -> None:
    desk, workspace = marked.desk, marked.workspace
    article = desk.article
    new = claim_of(article, desk.text, "Ottawa sources", tags=(Tag.ALLEGATION,), targets=("X",))
    early = claim_of(article, desk.text, "Huawei role")
    white_house = next(s for s in desk.sources.values() if s.name == "White House")
    works: list[Callable[[], object]] = [
        lambda: workspace.do(edits.add("Mark", new)),
        lambda: workspace.do(edits.add("Mark", early)),
        lambda: remove(marked, 3, 4, 5, 9, 12),
        lambda: workspace.do(moved(marked.now(new), desk.text, "Top")),
        lambda: workspace.do(moved(marked.now(new), desk.text, "resilience")),
        lambda: workspace.do(edits.rename_source(white_house, "Zoo", desk.marks().claims)),
        lambda: remove(marked, *range(len(desk.claims))),
        *[workspace.undo] * 7,
        *[workspace.redo] * 7,
        *[workspace.undo] * 4,
        lambda: workspace.show_article(marked.other.id),
        lambda: workspace.show_article(article.id),
        *[workspace.undo] * 2,
    ]
    for work in works:
        work()
        assert is_as_fresh(model, marked)
    assert marked.failed == []


def moved(claim: Claim, text: str, word: str) -> Edit:
    start = text.index(word) if word in text else len(text) - 8
    end = min(len(text), start + 3)
    there = replace(claim, start=start, end=end, quote=text[start:end])
    return edits.change("Move a boundary", (claim, there))


WORKS = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "move", "undo", "redo"]), st.integers(0, 2**16)),
    max_size=8,
)


@pytest.mark.slow
@examples(25)
@given(WORKS)
def test_whatever_is_done_the_model_stays_as_a_fresh_one(works: list[tuple[str, int]]) -> None:
    # Hypothesis runs every example on one fixture, so each begins by taking the last one back.
    marked, model = _STAGE[0]
    while (top := marked.workspace.undoable()) and top.label != "Mark the gold":
        marked.workspace.undo()
    for kind, number in works:
        desk = marked.desk
        start = number % (len(desk.text) - 10)
        some = desk.claims[number % 5 :: 1 + number % 7]
        if kind == "add":
            quote = desk.text[start : start + 9]
            claim = Claim(new_id(), desk.article.id, start, start + 9, quote)
            marked.workspace.do(edits.add("Mark", claim))
        elif kind == "remove" and some:
            marked.workspace.do(edits.remove_claims(desk.marks(), some))
        elif kind == "move":
            places = [(start + 31 * n) % (len(desk.text) - 10) for n in range(len(some))]
            pairs = [(c, _at(c, at, desk.text)) for c, at in zip(some, places, strict=True)]
            marked.workspace.do(edits.change("Move", *pairs))
        elif kind == "undo" and (top := marked.workspace.undoable()):
            if top.label != "Mark the gold":
                marked.workspace.undo()
        elif kind == "redo":
            marked.workspace.redo()
        assert is_as_fresh(model, marked)


def _at(claim: Claim, start: int, text: str) -> Claim:
    return replace(claim, start=start, end=start + 7, quote=text[start : start + 7])


_STAGE: list[tuple[MarkedDesk, ClaimsModel]] = []


@pytest.fixture(autouse=True)
def stage(marked: MarkedDesk, model: ClaimsModel) -> Iterator[None]:
    _STAGE[:] = [(marked, model)]
    yield
    _STAGE.clear()


def test_a_changed_claim_keeps_its_row(marked: MarkedDesk, model: ClaimsModel) -> None:
    kept = QPersistentModelIndex(model.index(ALLEGATION, 0))
    gone: list[object] = []
    model.rowsRemoved.connect(lambda *_: gone.append(1))
    model.modelReset.connect(lambda: gone.append(1))
    claim = marked.claim(ALLEGATION)
    verified = replace(claim, verification=Verification.VERIFIED)
    marked.workspace.do(edits.change("Verify", (claim, verified)))
    assert shows(marked, model, ALLEGATION, Column.STATUS) == "verified"
    remove(marked, 0)
    assert kept.row() == ALLEGATION - 1
    assert gone == [1]


def test_numbers_of_the_rows_below_change_in_one_go(
    marked: MarkedDesk, model: ClaimsModel
) -> None:
    told: list[str] = []
    model.renumbered.connect(lambda: told.append("once"))
    remove(marked, 3)
    assert told == ["once"]
    assert [shows(marked, model, row, Column.NUMBER) for row in (3, 17)] == ["4", "18"]
    assert shows(marked, model, 5, Column.ANSWERED) == "claim 8"


def test_links_responses_and_sources_refresh_the_claims_they_are_about(
    marked: MarkedDesk, model: ClaimsModel
) -> None:
    denial, spying = marked.claim(DENIAL), marked.claim(ALLEGATION)
    for link in marked.desk.links_from(denial):
        marked.workspace.do(Edit("Unlink", (Move(link, None),)))
    assert shows(marked, model, ALLEGATION, Column.ANSWERED) == "unanswered"
    asked = Response(new_id(), spying.id, "Huawei", ResponseStatus.SOUGHT)
    marked.workspace.do(edits.add("Ask", asked))
    assert shows(marked, model, ALLEGATION, Column.ANSWERED) == "asked"
    declined = replace(asked, status=ResponseStatus.DECLINED)
    marked.workspace.do(edits.change("Declined", (asked, declined)))
    assert shows(marked, model, ALLEGATION, Column.ANSWERED) == "declined"
    told: set[int] = set()
    model.dataChanged.connect(lambda a, b: told.update(range(a.row(), b.row() + 1)))
    source = marked.desk.source_of(spying)
    assert source
    marked.workspace.do(edits.change("Kind", (source, replace(source, kind=SourceKind.NAMED))))
    assert told == {ALLEGATION, ALLEGATION + 1}
    assert shows(marked, model, ALLEGATION, Column.KIND) == "named"


def test_a_source_of_the_project_speaks_in_another_article(
    marked: MarkedDesk, model: ClaimsModel
) -> None:
    marked.workspace.show_article(marked.other.id)
    claim = claim_of(marked.other, marked.desk.text, "the bridge is safe")
    marked.workspace.do(edits.add("Mark", claim))
    known = marked.workspace.project_sources()
    edit = attribution.attribute(marked.desk, [claim], "white house", known)
    assert edit
    marked.workspace.do(edit)
    assert shows(marked, model, 0, Column.SOURCE) == "White House"
    marked.workspace.undo()
    marked.workspace.show_article(marked.workspace.articles()[0].id)
    marked.workspace.show_article(marked.other.id)
    marked.workspace.redo()
    assert shows(marked, model, 0, Column.SOURCE) == "White House"
    assert is_as_fresh(model, marked)
