"""What each journey at the text costs, in actions: one chord, click, drag or typed string each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.store import Store
from annotator.vocabulary import LinkKind, ResponseStatus, Tag
from tests.factories import keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.importing import progress
from tests.ui.seat import quotes, seated, selected_claim
from ui.dialogs.import_dialog import ImportDialog

STORY = (
    "Mill accused of dumping\n\n"
    "The union said that the mill dumped waste. “It did so twice,” a clerk said.\n\n"
    "The mill denies it. The council said it will test the river. A test costs little.\n"
)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    path = new_project(tmp_path / "costs.onrecord")
    with Store.open(path) as store:
        keep_text(store, STORY)
    yield from seated(qtbot, path)


class Cost:
    """Counts the actions from here on."""

    def __init__(self, desk: Reviewer) -> None:
        self._desk = desk
        self._from = desk.actions

    @property
    def actions(self) -> int:
        return self._desk.actions - self._from


def source_of(desk: Reviewer) -> str | None:
    assert desk.window.workspace.desk
    source = desk.window.workspace.desk.source_of(selected_claim(desk))
    return source.name if source else None


def accused(desk: Reviewer) -> None:
    """Mark an allegation about the mill and the mill's denial."""
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("T")
    desk.type("the mill")
    desk.press("Enter")
    desk.press("Esc")
    desk.drag_words("The mill denies it")
    desk.press("D")
    desk.press("Enter")
    desk.type("the mill")
    desk.press("Enter")


def test_1_from_the_first_start_to_the_first_claim(qtbot: QtBot) -> None:
    for reviewer in seated(qtbot, None):
        before = len(quotes(reviewer))
        reviewer.click("inspection papers")
        reviewer.press("A")
        assert len(quotes(reviewer)) == before + 1
        assert reviewer.actions <= 4


@pytest.mark.slow
def test_2_a_file_is_imported_and_its_first_claim_tagged(
    qtbot: QtBot, desk: Reviewer, tmp_path: Path
) -> None:
    file = tmp_path / "second.txt"
    file.write_text("Another story\n\nThe mayor said the bridge is safe.\n", encoding="utf-8")
    cost = Cost(desk)
    desk.press("Ctrl+I")
    chooser = desk.window.findChild(QFileDialog)
    assert chooser
    chooser.filesSelected.emit([str(file)])  # what the system's dialog does, and is not counted
    chooser.close()
    dialog = desk.window.findChild(ImportDialog, "importDialog")
    assert dialog
    qtbot.waitUntil(lambda: not progress(dialog).startswith("Reading"))
    desk.press("Enter")
    qtbot.waitUntil(lambda: desk.text.startswith("Another story"))
    desk.activate(desk.window)
    desk.drag_words("the bridge is safe")
    desk.press("O")
    assert quotes(desk) == ["the bridge is safe"]
    assert cost.actions == 4


def test_3_a_phrase_is_tagged(desk: Reviewer) -> None:
    cost = Cost(desk)
    desk.drag_words("mill dumped waste")
    desk.press("A")
    assert quotes(desk) == ["mill dumped waste"]
    assert cost.actions == 2


def test_4_a_sentence_is_tagged_by_mouse(desk: Reviewer) -> None:
    cost = Cost(desk)
    desk.click("union said")
    desk.press("A")
    assert quotes(desk) == ["The union said that the mill dumped waste"]
    assert cost.actions == 2


def test_5_sentences_are_tagged_by_keyboard(desk: Reviewer) -> None:
    cost = Cost(desk)
    desk.press("S")
    desk.press("0")
    assert quotes(desk) == ["Mill accused of dumping"]
    assert cost.actions == 2
    desk.press("S")
    desk.press("A")
    assert quotes(desk)[1:] == ["The union said that the mill dumped waste"]
    assert cost.actions == 4


def test_6_the_quotation_at_the_caret_is_tagged(desk: Reviewer) -> None:
    desk.click("did so")
    cost = Cost(desk)
    desk.press("Q")
    desk.press("N")
    assert quotes(desk) == ["“It did so twice,”"]
    assert cost.actions == 2


def test_7_a_second_tag_is_one_key(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    cost = Cost(desk)
    desk.press("Shift+O")
    assert selected_claim(desk).tags == (Tag.ALLEGATION, Tag.OFFICIAL)
    assert cost.actions == 1


def test_8_a_tag_is_changed_by_a_click_and_a_key(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("Esc")
    cost = Cost(desk)
    desk.click("dumped")
    desk.press("3")
    assert selected_claim(desk).tags == (Tag.OFFICIAL,)
    assert cost.actions == 2


def test_9_a_boundary_is_moved_by_a_word(desk: Reviewer) -> None:
    desk.drag_words("mill dumped")
    desk.press("A")
    cost = Cost(desk)
    desk.press("Alt+Right")
    assert quotes(desk) == ["mill dumped waste"]
    assert cost.actions == 1


def test_10_a_denial_is_linked_to_its_allegation(desk: Reviewer) -> None:
    accused(desk)
    cost = Cost(desk)
    desk.press("L")
    desk.press("Enter")
    open_desk = desk.window.workspace.desk
    assert open_desk
    (link,) = open_desk.links()
    assert link.kind is LinkKind.DENIES
    assert not any(open_desk.is_unanswered(claim) for claim in open_desk.claims)
    assert cost.actions == 2


def test_11_a_source_is_set_with_the_nearest_attribution_offered_first(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    cost = Cost(desk)
    desk.press("Enter")
    field = desk.window.findChild(QLineEdit, "sourceField")
    assert field
    desk.type("the u")
    desk.press("Enter")
    assert source_of(desk) == "The union"
    assert desk.window.focusWidget() is desk.view
    assert cost.actions == 3


def test_12_the_same_tag_and_source_again(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("Enter")
    desk.type("The union")
    desk.press("Enter")
    cost = Cost(desk)
    desk.drag_words("It did so twice")
    desk.press("R")
    assert selected_claim(desk).tags == (Tag.ALLEGATION,)
    assert source_of(desk) == "The union"
    assert cost.actions == 2


def test_12a_whom_an_allegation_is_about(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    cost = Cost(desk)
    desk.press("T")
    desk.type("the mill")
    desk.press("Enter")
    assert [name.casefold() for name in selected_claim(desk).targets] == ["the mill"]
    assert cost.actions == 3


def test_12b_cue_and_mention_are_one_key_each_as_proposed(desk: Reviewer) -> None:
    desk.drag_words("it will test the river")
    desk.press("O")
    cost = Cost(desk)
    desk.press("C")
    desk.press("Shift+C")
    assert (selected_claim(desk).mention, selected_claim(desk).cue) == ("The council", "said")
    assert cost.actions == 2


def test_13_the_next_allegation_without_an_answer(desk: Reviewer) -> None:
    accused(desk)
    cost = Cost(desk)
    desk.press("U")
    assert selected_claim(desk).quote == "mill dumped waste"
    assert cost.actions == 1


def test_14_put_to_the_subject_without_a_reply_yet(desk: Reviewer) -> None:
    accused(desk)
    desk.press("U")
    cost = Cost(desk)
    desk.press("Y")
    open_desk = desk.window.workspace.desk
    assert open_desk
    response = open_desk.response(selected_claim(desk), selected_claim(desk).targets[0])
    assert response
    assert response.status is ResponseStatus.SOUGHT
    assert cost.actions == 1


def test_15_the_next_open_check(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.click("accused")
    cost = Cost(desk)
    desk.press("F8")
    assert selected_claim(desk).quote == "mill dumped waste"
    assert cost.actions == 1


def test_18_anything_is_undone_by_one_key_each(desk: Reviewer) -> None:
    desk.drag_words("mill dumped waste")
    desk.press("A")
    desk.press("Alt+Left")
    cost = Cost(desk)
    desk.press("Ctrl+Z")
    desk.press("Ctrl+Z")
    assert quotes(desk) == []
    assert cost.actions == 2
