"""Cue and mention: the selected words, else what stands nearest."""

import pytest
from PySide6.QtWidgets import QApplication, QListView

from annotator.attribution import attributions_near
from annotator.desk import Desk
from annotator.store import Store
from tests.factories import claim_of, keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message, selected_claim


def test_c_and_shift_c_take_the_nearest_attribution(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("C")
    claim = selected_claim(desk)
    assert (claim.cue, claim.cue_start) == ("said", desk.text.index("said"))
    assert message(desk) == "“said” is now the cue of claim 1"
    desk.press("Shift+C")
    claim = selected_claim(desk)
    assert (claim.mention, claim.mention_start) == ("The union", desk.text.index("The union"))
    desk.press("Ctrl+Z")
    assert selected_claim(desk).mention is None


def test_selected_words_are_taken_while_the_claim_stays_selected(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.drag_words("a clerk")
    desk.press("Shift+C")
    claim = selected_claim(desk)
    assert claim.quote == "mill dumped waste"
    assert claim.mention == "a clerk"
    assert claim.mention_start == desk.text.index("a clerk")


def test_pressing_again_proposes_the_next_one(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("Shift+C")
    first = selected_claim(desk).mention
    desk.press("Shift+C")
    assert selected_claim(desk).mention not in {first, None}


def test_esc_drops_the_words_first_and_then_the_claim(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.drag_words("a clerk")
    desk.press("Esc")
    assert desk.view.span() is None
    assert selected_claim(desk).quote == "mill dumped waste"
    desk.press("Esc")
    assert desk.window.selection.claim is None


def test_delete_never_removes_a_claim_while_other_words_are_selected(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.drag_words("a clerk")
    desk.press("Del")
    assert desk.window.workspace.desk
    assert len(desk.window.workspace.desk.claims) == 1
    assert message(desk) == "Words are selected, not the claim: press Esc first."


def test_without_a_claim_it_says_what_to_do(desk: Reviewer) -> None:
    begin = "Select words and press 1–4, or click a sentence and press a letter."
    desk.press("C")
    assert message(desk) == begin
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("Esc")
    desk.press("C")
    assert message(desk) == "Select a claim first: click on it, or press J."


@pytest.mark.parametrize(
    ("text", "words", "mention", "cue"),
    [
        ("The mayor said the bridge is safe.", "the bridge is safe", "The mayor", "said"),
        ("“It is safe,” said Ana Ruiz.", "“It is safe,”", "Ana Ruiz", "said"),
        ("The mill has accused the union of lies.", "lies", "The mill", "has accused"),
        ("Bridge is safe: officials", "Bridge is safe", "officials", None),
    ],
)
def test_attributions_stand_before_or_after_their_cue(
    tmp_path_factory: pytest.TempPathFactory, text: str, words: str, mention: str, cue: str | None
) -> None:
    path = new_project(tmp_path_factory.mktemp("cue") / "p.onrecord")
    with Store.open(path) as store:
        article = keep_text(store, f"Headline\n\n{text}\n")
        desk = Desk(store.marks(article.id))
    near = attributions_near(desk, claim_of(article, desk.text, words))[0]
    assert near.mention.of(desk.text) == mention
    assert (near.cue.of(desk.text) if near.cue else None) == cue


def test_a_list_that_was_put_away_holds_no_name(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("Enter")
    desk.type("Vance")
    lists = [one for one in QApplication.allWidgets() if isinstance(one, QListView)]
    (shown,) = [one for one in lists if one.isVisible() and one.property("popup")]
    assert "Vance" in shown.model().index(0, 0).data()
    desk.press("Enter")
    # It may be confidential by the time somebody looks into it.
    assert not shown.model().hasIndex(0, 0)
