"""The inspector: every field is kept when focus leaves, and never on another claim."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Evidence
from annotator.store import Store
from annotator.vocabulary import EvidenceKind, LegalRisk, ResponseStatus, Tag, Verification
from tests.factories import claim_of
from tests.ui.marked_desk import ALLEGATION, DENIAL, MarkedDesk, marked
from tests.ui.seat import put_up
from ui.panels.inspector import Inspector

__all__ = ["marked"]
CONTROLS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, QAbstractSpinBox, QToolButton)


@pytest.fixture
def inspector(qtbot: QtBot, marked: MarkedDesk) -> Inspector:
    made = Inspector(marked.workspace, marked.selection, marked.look, marked.actions.keymap)
    put_up(qtbot, made, 380, 900)
    marked.selection.select(marked.claim(ALLEGATION))
    return made


def named(inspector: Inspector, name: str) -> QWidget:
    found = [w for w in inspector.findChildren(QWidget) if w.accessibleName() == name]
    shown = [w for w in found if w.isVisibleTo(inspector)]
    return shown[-1]


def line(inspector: Inspector, name: str) -> QLineEdit:
    field = named(inspector, name)
    assert isinstance(field, QLineEdit)
    return field


def choose(box: QWidget, words: str) -> None:
    assert isinstance(box, QComboBox)
    box.setFocus()
    row = box.findText(words)
    key = Qt.Key.Key_Down if row > box.currentIndex() else Qt.Key.Key_Up
    while box.currentIndex() != row:
        QTest.keyClick(box, key)


def type_note(inspector: Inspector, words: str) -> None:
    inspector.focus_note()
    QTest.keyClicks(inspector.form.note, words)


def test_no_claim_says_what_to_do(marked: MarkedDesk, inspector: Inspector) -> None:
    marked.selection.clear()
    words = [label.text() for label in inspector.findChildren(QLabel) if label.isVisible()]
    assert words == ["Select a claim to see everything about it: click on it, or press J."]


def test_a_note_is_kept_when_focus_leaves(marked: MarkedDesk, inspector: Inspector) -> None:
    type_note(inspector, "Ask again")
    assert marked.claim(ALLEGATION).note != "Ask again"
    QTest.keyClick(inspector.form.note, Qt.Key.Key_Tab)
    assert marked.claim(ALLEGATION).note == "Ask again"
    assert marked.said == ["Kept the note of claim 7"]
    step = marked.workspace.undoable()
    assert step
    assert step.label == "Note on claim 7"
    marked.workspace.undo()
    assert inspector.form.note.toPlainText() == marked.claim(ALLEGATION).note != "Ask again"


def test_esc_restores_and_is_done(qtbot: QtBot, marked: MarkedDesk, inspector: Inspector) -> None:
    before = marked.claim(ALLEGATION)
    via, share = line(inspector, "Via"), named(inspector, "Confidence")
    assert isinstance(share, QAbstractSpinBox)
    fields = [
        (inspector.form.note, inspector.form.note.toPlainText),
        (inspector.form.source, inspector.form.source.text),
        (inspector.form.targets.line, inspector.form.targets.line.text),
        (via, via.text),
        (share, share.text),
    ]
    for field, text in fields:
        field.setFocus()
        was = text()
        QTest.keyClick(field, Qt.Key.Key_Home)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, "1")
        assert text() != was
        with qtbot.waitSignal(inspector.finished):
            QTest.keyClick(field, Qt.Key.Key_Escape)
        assert text() == was
    inspector.setFocus()
    assert marked.claim(ALLEGATION) == before
    assert marked.said == []


def test_another_claim_gets_nothing_of_what_was_typed_for_the_first(
    marked: MarkedDesk, inspector: Inspector
) -> None:
    first, second = marked.claim(ALLEGATION), marked.claim(DENIAL)
    type_note(inspector, "For the first")
    marked.selection.select(second)
    assert marked.now(first).note == "For the first"
    assert marked.now(second) == second
    assert inspector.form.note.toPlainText() == second.note
    inspector.form.source.setFocus()
    assert marked.now(second) == second
    assert marked.said == ["Kept the note of claim 7"]


def test_another_article_gets_nothing_either(marked: MarkedDesk, inspector: Inspector) -> None:
    article = marked.desk.article
    type_note(inspector, "For the first")
    marked.workspace.show_article(marked.other.id)
    assert marked.failed == []
    marked.workspace.show_article(article.id)
    assert marked.claim(ALLEGATION).note == "For the first"


def test_a_claim_that_goes_takes_nothing_with_it(
    qtbot: QtBot, marked: MarkedDesk, inspector: Inspector
) -> None:
    others = [claim for claim in marked.desk.claims if claim != marked.claim(ALLEGATION)]
    type_note(inspector, "Late thought")
    with qtbot.waitSignal(inspector.finished):
        marked.workspace.do(
            edits.remove_claims(marked.desk.marks(), [marked.claim(ALLEGATION)]), "Removed"
        )
    assert marked.desk.claims == others
    assert marked.said == ["Note of claim 7 was not kept: “Late thought”", "Removed"]
    assert marked.failed == []
    marked.workspace.undo()
    marked.selection.select(marked.claim(ALLEGATION))
    assert inspector.form.note.toPlainText() == marked.claim(ALLEGATION).note


def test_what_is_typed_survives_a_change_from_elsewhere(
    marked: MarkedDesk, inspector: Inspector
) -> None:
    type_note(inspector, "Half a tho")
    claim = marked.claim(ALLEGATION)
    marked.workspace.do(edits.change("Risk", (claim, replace(claim, legal_risk=LegalRisk.HIGH))))
    assert inspector.form.note.toPlainText() == "Half a tho"
    QTest.keyClicks(inspector.form.note, "ught")
    inspector.form.source.setFocus()
    kept = marked.claim(ALLEGATION)
    assert (kept.note, kept.legal_risk) == ("Half a thought", LegalRisk.HIGH)


def test_a_known_source_needs_three_letters(
    qtbot: QtBot, marked: MarkedDesk, inspector: Inspector
) -> None:
    marked.selection.select(marked.claim(9))
    inspector.focus_source()
    QTest.keyClicks(inspector.form.source, "hua")
    with qtbot.waitSignal(inspector.finished):
        QTest.keyClick(inspector.form.source, Qt.Key.Key_Return)
    source = marked.desk.source_of(marked.claim(9))
    assert source
    assert source.name == inspector.form.source.text() == "Huawei"
    assert marked.said == ["Huawei is now the source of claim 10"]


def test_a_whole_word_is_a_name_of_its_own(marked: MarkedDesk, inspector: Inspector) -> None:
    marked.selection.select(marked.claim(9))
    inspector.focus_source()
    QTest.keyClicks(inspector.form.source, "Blair")
    QTest.keyClick(inspector.form.source, Qt.Key.Key_Return)
    source = marked.desk.source_of(marked.claim(9))
    assert source
    assert source.name == "Blair"


def test_the_nearest_attribution_is_offered_first(
    marked: MarkedDesk, inspector: Inspector
) -> None:
    text = marked.desk.text
    claim = claim_of(marked.desk.article, text, "being able")
    marked.workspace.do(edits.add("Mark", claim))
    marked.selection.select(claim)
    assert inspector.form.source.placeholderText() == "The White House"
    inspector.focus_source()
    QTest.keyClicks(inspector.form.source, "the wh")
    QTest.keyClick(inspector.form.source, Qt.Key.Key_Return)
    source = marked.desk.source_of(marked.now(claim))
    assert source
    # It is what the source is also called.
    assert source.name == "White House"


def test_an_empty_source_takes_it_away(marked: MarkedDesk, inspector: Inspector) -> None:
    inspector.focus_source()
    QTest.keyClick(inspector.form.source, Qt.Key.Key_Backspace)
    QTest.keyClick(inspector.form.source, Qt.Key.Key_Return)
    assert marked.claim(ALLEGATION).source_id is None
    assert marked.said == ["No source for claim 7 now"]


def test_targets_are_added_and_removed_with_their_outcomes(
    qtbot: QtBot, marked: MarkedDesk, inspector: Inspector
) -> None:
    inspector.focus_target()
    QTest.keyClicks(inspector.form.targets.line, "AT&T")
    with qtbot.waitSignal(inspector.finished):
        QTest.keyClick(inspector.form.targets.line, Qt.Key.Key_Return)
    assert marked.claim(ALLEGATION).targets == ("Huawei", "AT&T")
    assert inspector.form.targets.line.text() == ""
    choose(named(inspector, "Asking AT&T"), "declined")
    claim = marked.claim(ALLEGATION)
    outcome = marked.desk.response(claim, "AT&T")
    assert outcome
    assert outcome.status is ResponseStatus.DECLINED
    QTest.mouseClick(named(inspector, "Remove AT&T"), Qt.MouseButton.LeftButton)
    assert marked.claim(ALLEGATION).targets == ("Huawei",)
    assert marked.desk.response(claim, "AT&T") is None
    marked.workspace.undo()
    assert marked.desk.response(claim, "AT&T") == outcome


def test_the_outcome_of_asking_has_a_date_a_channel_and_a_deadline(
    marked: MarkedDesk, inspector: Inspector
) -> None:
    choose(named(inspector, "Asking Huawei"), "sought")
    date = line(inspector, "Asked on: Huawei")
    date.setFocus()
    QTest.keyClicks(date, "soon")
    QTest.keyClick(date, Qt.Key.Key_Return)
    assert marked.failed == ["“soon” is no date; write it as March 9, 2020 or 2020-03-09"]
    assert date.text() == "soon"
    date.clear()
    QTest.keyClicks(date, "2020-03-09")
    QTest.keyClick(date, Qt.Key.Key_Return)
    channel = line(inspector, "Channel: Huawei")
    channel.setFocus()
    QTest.keyClicks(channel, "phone")
    inspector.form.note.setFocus()
    response = marked.desk.response(marked.claim(ALLEGATION), "Huawei")
    assert response
    assert (response.date, response.channel) == ("2020-03-09", "phone")
    assert marked.said[-1] == "Kept what came of asking Huawei about claim 7: phone"
    choose(named(inspector, "Asking Huawei"), "not recorded")
    assert marked.desk.response(marked.claim(ALLEGATION), "Huawei") is None


def test_tags_are_toggled(marked: MarkedDesk, inspector: Inspector) -> None:
    QTest.mouseClick(named(inspector, "denial"), Qt.MouseButton.LeftButton)
    assert marked.claim(ALLEGATION).tags == (Tag.ALLEGATION, Tag.OFFICIAL, Tag.DENIAL)
    QTest.mouseClick(named(inspector, "allegation"), Qt.MouseButton.LeftButton)
    assert marked.claim(ALLEGATION).tags == (Tag.OFFICIAL, Tag.DENIAL)
    assert marked.said[-1] == "Tagged claim 7 as official statement and denial"


def test_every_other_field_is_kept(marked: MarkedDesk, inspector: Inspector) -> None:
    for name, words in (("Via", "AP"), ("Reported speaker", "Trump"), ("Legal note", "Careful")):
        field = line(inspector, name)
        field.setFocus()
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)
    choose(named(inspector, "Verification"), "verified")
    choose(named(inspector, "Legal risk"), "high")
    for name in ("Background that needs no source", "Denies something outside the article"):
        QTest.keyClick(named(inspector, name), Qt.Key.Key_Space)
    share = named(inspector, "Confidence")
    share.setFocus()
    QTest.keyClick(share, Qt.Key.Key_Down)
    kept = marked.claim(ALLEGATION)
    assert (kept.via, kept.reported_speaker, kept.legal_note) == ("AP", "Trump", "Careful")
    assert (kept.verification, kept.legal_risk) == (Verification.VERIFIED, LegalRisk.HIGH)
    assert (kept.background, kept.denies_outside, kept.confidence) == (True, True, 0.8)
    assert marked.failed == []
    assert marked.said[:3] == [
        "Kept the via of claim 7",
        "Kept the reported speaker of claim 7",
        "Kept the legal note of claim 7",
    ]
    assert "Set the verification of claim 7 to verified" in marked.said
    assert marked.said[-4:] == [
        "Set the legal risk of claim 7 to high",
        "Claim 7 is background now",
        "Claim 7 now denies something outside the article",
        "Set the confidence of claim 7 to 0.8",
    ]


def test_a_cue_is_found_in_the_text(marked: MarkedDesk, inspector: Inspector) -> None:
    cue = line(inspector, "Cue")
    cue.setFocus()
    cue.selectAll()
    QTest.keyClicks(cue, "accused")
    QTest.keyClick(cue, Qt.Key.Key_Return)
    claim = marked.claim(ALLEGATION)
    assert claim.cue == "accused"
    assert claim.cue_start == marked.desk.text.index("accused Huawei")


def test_evidence_is_added_changed_and_removed(marked: MarkedDesk, inspector: Inspector) -> None:
    add = inspector.form.evidence.button
    assert isinstance(add, QPushButton)
    for title in ("Notes", "Court file"):
        QTest.mouseClick(add, Qt.MouseButton.LeftButton)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, title)
        QTest.keyClick(field, Qt.Key.Key_Return)
    choose(named(inspector, "Kind of evidence 2"), "secondary")
    court = Evidence(EvidenceKind.SECONDARY, "Court file")
    assert marked.claim(ALLEGATION).evidence == (Evidence(title="Notes"), court)
    QTest.mouseClick(named(inspector, "Remove evidence 1"), Qt.MouseButton.LeftButton)
    assert marked.claim(ALLEGATION).evidence == (court,)
    assert marked.said[:2] == ["Added evidence for claim 7", "Kept the evidence for claim 7"]
    assert marked.said[-1] == "Removed evidence for claim 7"


def test_links_are_followed_and_removed(marked: MarkedDesk, inspector: Inspector) -> None:
    name = "Denied by claim 9: allegations Huawei denies"
    QTest.mouseClick(named(inspector, name), Qt.MouseButton.LeftButton)
    assert marked.selection.claim == marked.claim(DENIAL)
    remove = named(inspector, "Remove: Denies claim 8")
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert marked.said[-1] == "Removed a link of claim 9: denies claim 8"
    assert len(marked.desk.links_from(marked.claim(DENIAL))) == 1


def test_every_control_has_a_name_and_tab_reaches_it(
    marked: MarkedDesk, inspector: Inspector
) -> None:
    controls = [
        control
        for kind in CONTROLS
        for control in inspector.form.findChildren(kind)
        if control.isVisible() and not isinstance(control.parent(), QAbstractSpinBox)
    ]
    assert [control for control in controls if not control.accessibleName()] == []
    inspector.form.source.setFocus()
    reached: set[QWidget] = set()
    while (focused := QApplication.focusWidget()) and focused not in reached:
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert [c.accessibleName() for c in controls if c not in reached] == []
    assert marked.said == marked.failed == []


def test_words_of_the_article_are_shown_as_they_are(
    marked: MarkedDesk, inspector: Inspector
) -> None:
    claim = marked.claim(ALLEGATION)
    marked.workspace.do(edits.change("Target", (claim, replace(claim, targets=("<b>X</b> & Y",)))))
    labels = inspector.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert any(
        button.text() == "<b>X</b> && Y ×" for button in inspector.findChildren(QToolButton)
    )


def test_a_read_only_project_can_be_looked_at(marked: MarkedDesk, inspector: Inspector) -> None:
    path = marked.workspace.path
    assert path
    marked.workspace.close()
    with Store.open(path):
        assert marked.workspace.open(path, "Bea")
        marked.selection.select(marked.claim(ALLEGATION))
        assert not inspector.form.isEnabled()
        assert inspector.form.source.text() == "White House"
        marked.workspace.close()


def test_claims_of_any_shape_can_be_shown(marked: MarkedDesk, inspector: Inspector) -> None:
    for claim in marked.desk.claims:
        marked.selection.select(claim)
        assert inspector.form.note.toPlainText() == claim.note
    assert marked.said == []
