"""Several rows of the claims table at once: one step and one sentence for all of them."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMenu

from annotator.vocabulary import Tag, Verification
from tests.journeys.claims_seat import (
    action,
    article,
    claims,
    desk,
    meant,
    open_menu,
    panel,
    project,
    select_five,
    steps,
    told,
)
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import message

__all__ = ["desk", "project"]


@pytest.mark.slow
def test_five_rows_are_tagged_by_one_key_and_one_undo_takes_it_back(desk: Reviewer) -> None:
    before, done = claims(desk), steps(desk)
    select_five(desk)
    desk.press("D")
    assert [claim.tags for claim in claims(desk)[1:6]] == [(Tag.DENIAL,)] * 5
    assert message(desk) == "Tagged 5 claims as denial"
    assert steps(desk) == done + 1
    assert meant(desk) == [2, 3, 4, 5, 6]
    assert panel(desk).table.chosen_rows() == [1, 2, 3, 4, 5]
    desk.press("Ctrl+Z")
    assert claims(desk) == before
    assert meant(desk) == [2, 3, 4, 5, 6]
    assert "19 claims · 5 selected" in told(desk)


@pytest.mark.slow
def test_shift_and_a_letter_adds_a_tag_to_all_then_takes_it_from_all(desk: Reviewer) -> None:
    select_five(desk)
    desk.press("Shift+O")
    assert all(Tag.OFFICIAL in claim.tags for claim in claims(desk)[1:6])
    assert claims(desk)[1].tags == (Tag.ANONYMOUS, Tag.OFFICIAL)
    assert message(desk) == "Tagged 3 claims also as official statement"
    desk.press("Shift+O")
    assert not any(Tag.OFFICIAL in claim.tags for claim in claims(desk)[1:6])
    assert message(desk) == "Took the tag official statement off 5 claims"


@pytest.mark.slow
def test_all_rows_are_removed_and_brought_back_with_their_links(desk: Reviewer) -> None:
    before, links = claims(desk), len(list(article(desk).links()))
    desk.press("Ctrl+A")
    assert len(meant(desk)) == 19
    desk.press("Del")
    assert claims(desk) == []
    assert message(desk) == "Removed 19 claims"
    desk.press("Ctrl+Z")
    assert claims(desk) == before
    assert len(list(article(desk).links())) == links


@pytest.mark.slow
def test_removing_some_rows_goes_on_to_their_neighbor(desk: Reviewer) -> None:
    select_five(desk)
    desk.press("Del")
    assert len(claims(desk)) == 14
    assert len(meant(desk)) == 1
    assert panel(desk).table.chosen_rows() == [meant(desk)[0] - 1]
    desk.press("Del")
    assert len(claims(desk)) == 13


@pytest.mark.slow
def test_one_source_is_asked_for_all_rows_once(desk: Reviewer) -> None:
    done = steps(desk)
    select_five(desk)
    desk.press("Ctrl+Enter")
    line = desk.window.findChild(QLineEdit, "sourceOfClaims")
    assert line
    assert line.hasFocus()
    assert line.accessibleName() == "Source of 5 claims"
    desk.type("Huaw")
    desk.press("Enter")
    sources = [article(desk).source_of(claim) for claim in claims(desk)[1:6]]
    assert {source.name for source in sources if source} == {"Huawei"}
    assert message(desk) == "Huawei is now the source of 5 claims"
    assert steps(desk) == done + 1
    assert not line.isVisible()
    assert panel(desk).table.hasFocus()
    assert meant(desk) == [2, 3, 4, 5, 6]


def test_a_source_that_all_rows_have_is_taken_away_by_emptying_the_line(desk: Reviewer) -> None:
    desk.press("Shift+Down")
    desk.press("Ctrl+Enter")
    line = desk.window.findChild(QLineEdit, "sourceOfClaims")
    assert line
    assert line.text() == "unnamed officials (nationality not given)"
    line.clear()
    line.setModified(True)
    desk.press("Enter")
    assert [claim.source_id for claim in claims(desk)[:2]] == [None, None]
    assert message(desk) == "No source for 2 claims now"


@pytest.mark.slow
def test_a_question_that_is_given_up_changes_nothing(desk: Reviewer) -> None:
    before = claims(desk)
    select_five(desk)
    desk.press("T")
    desk.type("Nobody")
    desk.press("Esc")
    assert claims(desk) == before
    assert panel(desk).table.hasFocus()
    said: list[str] = []
    desk.window.workspace.said.connect(said.append)
    desk.press("T")
    desk.type("Nobody")
    desk.press("Alt+Down")
    assert article(desk).text.startswith("The mayor")
    assert said == ["Target of 5 claims was not kept: “Nobody”"]


@pytest.mark.slow
def test_a_target_is_added_to_all_rows(desk: Reviewer) -> None:
    for _ in range(6):
        desk.press("Down")
    desk.press("Shift+Down")
    assert meant(desk) == [7, 8]
    desk.press("T")
    desk.type("the union")
    desk.press("Enter")
    assert [claim.targets for claim in claims(desk)[6:8]] == [("Huawei", "the union")] * 2
    assert message(desk) == "2 claims now about the union"
    desk.press("Y")
    assert message(desk) == "Put 2 claims to Huawei, the union, no reply yet"


@pytest.mark.slow
def test_verification_and_background_are_set_for_all_rows(desk: Reviewer) -> None:
    select_five(desk)
    menu = open_menu(desk)
    levels = action(menu, "Verification").menu()
    assert isinstance(levels, QMenu)
    action(levels, "Mark as verified").trigger()
    menu.close()
    found = {claim.verification for claim in claims(desk)[1:6]}
    assert found == {Verification.VERIFIED}
    assert message(desk) == "Set the verification of 5 claims to verified"
    assert desk.window.actions_.action("verify.verified").isChecked()
    desk.window.actions_.run("claim.background")
    assert all(claim.background for claim in claims(desk)[1:6])
    assert message(desk) == "Made 5 claims background"
    desk.window.actions_.run("claim.background")
    assert not any(claim.background for claim in claims(desk)[1:6])
    assert meant(desk) == [2, 3, 4, 5, 6]


@pytest.mark.slow
def test_what_is_about_one_claim_says_so_for_several(desk: Reviewer) -> None:
    select_five(desk)
    done = steps(desk)
    desk.press("L")
    assert message(desk) == "That works on one claim at a time: select one row alone."
    assert not desk.window.text_commands.linking.is_on
    menu = open_menu(desk)
    assert not action(menu, "Link to another claim…").isEnabled()
    assert action(menu, "Allegation").isEnabled()
    menu.close()
    assert steps(desk) == done


@pytest.mark.slow
def test_keys_of_the_text_are_about_one_claim_again(desk: Reviewer) -> None:
    select_five(desk)
    desk.press("Enter")
    assert desk.view.hasFocus()
    assert meant(desk) == [6]
    desk.press("D")
    assert [claim.tags for claim in claims(desk)[1:6]].count((Tag.DENIAL,)) == 1


@pytest.mark.slow
def test_rows_are_copied_one_a_line_with_source_and_tags(desk: Reviewer) -> None:
    for _ in range(6):
        desk.press("Down")
    for _ in range(3):
        desk.press("Shift+Down")
    desk.press("Ctrl+C")
    assert QGuiApplication.clipboard().text().splitlines() == [
        "being able to spy on customers (White House; allegation, official statement)",
        "maintaining close ties to the Chinese government"
        " (White House; allegation, official statement)",
        "allegations Huawei denies (Huawei; denial)",
        f"{claims(desk)[9].quote} (no source; no tag)",
    ]
    assert message(desk) == "Copied 4 claims"


def test_words_that_are_selected_in_the_text_are_not_what_rows_are_about(desk: Reviewer) -> None:
    desk.press("Ctrl+2")
    desk.drag_words("Speaking ahead of the meeting")
    desk.press("Ctrl+3")
    count = len(claims(desk))
    desk.press("Down")
    desk.press("Shift+Down")
    desk.press("D")
    assert len(claims(desk)) == count
    assert message(desk) == "Tagged 2 claims as denial"
