"""The balance: pictures whose marks lead to claims, their tables, the whole window, files."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.importers import read_bytes
from annotator.model import Source, new_id
from tests.factories import claim_of
from tests.ui.balance_marks import card, click, names
from tests.ui.marked_desk import MarkedDesk, marked
from tests.ui.seat import put_up
from ui.panels.balance import BalancePanel
from ui.project_sums import ProjectSums
from ui.settings import Settings
from ui.theme import Mode
from ui.workspace import Workspace

__all__ = ["marked"]
FEW = "Fewer than five claims have a source: too few to speak of shares."
BEGIN = "Mark claims to see who is heard, and how much."
TITLES = [
    "Plain numbers",
    "Story strip",
    "Words by source",
    "Allegations and their answers",
    "Named and unnamed, by words",
    "Words and prominence by side",
    "Claims by tag",
]


def made(marked: MarkedDesk, workspace: Workspace) -> BalancePanel:
    sums = ProjectSums(workspace, workspace)
    return BalancePanel(workspace, marked.look, Settings(), marked.actions.keymap, sums)


@pytest.fixture
def panel(qtbot: QtBot, marked: MarkedDesk) -> BalancePanel:
    panel = made(marked, marked.workspace)
    put_up(qtbot, panel, 370, 700)
    QApplication.processEvents()
    return panel


def words(panel: QWidget) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_every_picture_stands_there_with_its_title_and_what_is_seen(panel: BalancePanel) -> None:
    assert [one.title for one in panel.page.cards] == TITLES
    assert [text for text in words(panel) if text in TITLES] == TITLES
    for one in panel.page.cards:
        assert one.view.accessibleName() == one.title
        assert one.view.accessibleDescription().startswith(one.view.picture.description)
        assert "Press ? for what it measures" in one.view.accessibleDescription()
        assert one.view.picture.width <= one.width()
        assert one.view.height() >= one.view.picture.height
    assert names(panel, "Plain numbers") == [
        "2 of 2 allegations answered",
        "35.3% unnamed: 67 of 190 words",
        "6 : 3 named to unnamed, 1 other",
        "8 words to the farthest reply",
    ]
    assert names(panel, "Claims by tag") == [
        "allegation: 2 claims, 13 words",
        "denial: 1 claim, 3 words",
        "official statement: 9 claims, 120 words",
        "anonymous source: 5 claims, 67 words",
        "no tag: 4 claims, 51 words",
        "15 of 19 claims have a source",
        "2 claims have more than one tag and count with each",
    ]


def test_two_columns_stand_where_there_is_room_and_one_where_there_is_not(
    qtbot: QtBot, panel: BalancePanel
) -> None:
    def lefts() -> set[int]:
        return {one.mapTo(panel, QPoint(0, 0)).x() for one in panel.page.cards}

    assert len(lefts()) == 1
    panel.resize(1200, 800)
    qtbot.waitUntil(lambda: len(lefts()) == 2)
    widths = {round(one.view.picture.width) for one in panel.page.cards}
    assert len(widths) == 2
    assert max(widths) < 1200
    panel.resize(300, 800)
    qtbot.waitUntil(lambda: len(lefts()) == 1)
    assert all(one.view.picture.width <= 300 for one in panel.page.cards)


def test_many_changes_are_measured_once_and_the_keys_stay_on_their_mark(
    qtbot: QtBot, marked: MarkedDesk, panel: BalancePanel
) -> None:
    view = card(panel, "Claims by tag").view
    view.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(view, key)
    assert view.mark
    assert view.mark.name == "anonymous source: 5 claims, 67 words"
    before = view.mapTo(panel, QPoint(0, 0))
    assert 0 < before.y() + view.place_of(view.mark).bottom() < panel.height()
    for claim in marked.desk.claims[9:12]:
        marked.workspace.do(edits.remove_claims(marked.desk.marks(), [claim]))
    assert "no tag: 4 claims, 51 words" in names(panel, "Claims by tag")
    qtbot.waitUntil(lambda: any(n.startswith("no tag: 1") for n in names(panel, "Claims by tag")))
    assert view.mark.name == "anonymous source: 5 claims, 67 words"
    assert view.mapTo(panel, QPoint(0, 0)) == before


def test_what_nobody_sees_is_measured_when_it_is_shown(
    marked: MarkedDesk, panel: BalancePanel
) -> None:
    panel.hide()
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), marked.desk.claims[9:12]))
    QApplication.processEvents()
    assert "no tag: 4 claims, 51 words" in names(panel, "Claims by tag")
    panel.show()
    assert any(name.startswith("no tag: 1") for name in names(panel, "Claims by tag"))
    panel.hide()
    panel.resize(500, 700)
    panel.show()
    assert card(panel, "Story strip").view.picture.width > 370


def test_few_claims_with_a_source_have_no_shares_and_one_source_is_drawn(
    qtbot: QtBot, marked: MarkedDesk, panel: BalancePanel
) -> None:
    assert FEW not in words(panel)
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), marked.desk.claims[3:]))
    qtbot.waitUntil(lambda: FEW in words(panel))
    assert names(panel, "Plain numbers")[0] == "– no allegation has a target"
    assert [n for n in names(panel, "Words by source") if n.endswith("claims")] == [
        "unnamed officials (nationality not given): 41 words, 3 claims"
    ]
    with qtbot.assertNotEmitted(panel.claims_wanted):
        click(panel, "Plain numbers", "–")


def test_without_claims_or_words_or_a_project_it_says_how_to_begin(
    qtbot: QtBot, marked: MarkedDesk, panel: BalancePanel
) -> None:
    marked.workspace.show_article(marked.other.id)
    qtbot.waitUntil(lambda: BEGIN in words(panel))
    assert panel.start is panel.head.tables
    told: list[str] = []
    marked.workspace.said.connect(told.append)
    panel.save()
    assert told == ["There is nothing to draw: mark claims first."]
    furniture = marked.workspace.keep(read_bytes(b"Source: Read Full Article\n", "tail.txt"))
    assert furniture
    qtbot.waitUntil(lambda: any("All of this is furniture" in text for text in words(panel)))
    tail = claim_of(furniture, "Source: Read Full Article", "Read Full")
    marked.workspace.do(edits.add("Mark", tail))
    note = "Every claim stands in furniture, whose words do not count."
    qtbot.waitUntil(lambda: note in words(panel))
    bare = made(marked, Workspace())
    qtbot.addWidget(bare)
    bare.show()
    assert "Open an article to see who is heard, and how much." in words(bare)


def test_claims_of_signs_alone_are_not_called_furniture(
    qtbot: QtBot, marked: MarkedDesk, panel: BalancePanel
) -> None:
    workspace = marked.workspace
    bare = workspace.keep(read_bytes("…\n\n— … —\n".encode(), "bare.txt"))
    assert bare
    qtbot.waitUntil(lambda: "This story has no words to count, only signs." in words(panel))
    workspace.do(edits.add("Mark", claim_of(bare, marked.desk.text, "— …")))
    note = "The claims are signs alone: no word of theirs is there to count."
    qtbot.waitUntil(lambda: note in words(panel))
    text = "Port … audit\n\nAll is fine.\n\nSource: Read Full Article\n"
    both = workspace.keep(read_bytes(text.encode(), "both.txt"))
    assert both
    claims = [claim_of(both, marked.desk.text, said) for said in ("…", "Read Full")]
    workspace.do(edits.add("Mark", *claims))
    note = "No claim has a word that counts: they are signs alone, or stand in furniture."
    qtbot.waitUntil(lambda: note in words(panel))


def test_another_article_begins_at_the_top_and_an_edit_stays_where_it_is(
    qtbot: QtBot, marked: MarkedDesk, panel: BalancePanel
) -> None:
    workspace, first = marked.workspace, marked.desk.article
    claim = claim_of(marked.other, workspace.reader.document(marked.other.id).text, "is safe")
    workspace.show_article(marked.other.id)
    workspace.do(edits.add("Mark", claim))
    workspace.show_article(first.id)
    view = card(panel, "Claims by tag").view
    qtbot.waitUntil(lambda: "no tag: 4 claims, 51 words" in names(panel, "Claims by tag"))
    page = panel.page.cards[0].parentWidget()
    assert page
    assert page.y() == 0
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert page.y() < 0
    workspace.do(edits.remove_claims(marked.desk.marks(), marked.desk.claims[9:12]))
    qtbot.waitUntil(lambda: any(n.startswith("no tag: 1") for n in names(panel, "Claims by tag")))
    assert page.y() < 0
    workspace.show_article(marked.other.id)
    qtbot.waitUntil(lambda: "no tag: 1 claim, 2 words" in names(panel, "Claims by tag"))
    assert page.y() == 0


def test_forty_sources_are_drawn_in_the_dock(
    qtbot: QtBot, marked: MarkedDesk, panel: BalancePanel
) -> None:
    desk = marked.desk
    many = [
        Source(new_id(), f"Speaker {n} of the Association for Clean Rivers") for n in range(40)
    ]
    said = [claim_of(desk.article, desk.text, "Huawei", source_id=source.id) for source in many]
    marked.workspace.do(edits.add("Many", *many, *said))
    qtbot.waitUntil(lambda: "and 30 more: " in " ".join(names(panel, "Words by source")))
    card(panel, "Words by source").show_table(is_wanted=True)
    table = card(panel, "Words by source").table
    assert table.model().rowCount() == 50
    last = table.visualRect(table.model().index(49, 0))
    assert table.viewport().rect().contains(last.center())


def test_keys_go_from_mark_to_mark_and_say_where_they_are(
    qtbot: QtBot, panel: BalancePanel
) -> None:
    view = card(panel, "Plain numbers").view
    told: list[str] = []
    panel.told.connect(told.append)
    panel.start.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.hasFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
    QTest.keyClick(view, Qt.Key.Key_Home)
    all_four = names(panel, "Plain numbers")
    assert told == [all_four[n] for n in (0, 1, 2, 1, 3, 2, 0)]
    with qtbot.waitSignal(panel.claims_wanted) as led:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert led.args == ["2 of 2 allegations answered", view.picture.marks[0].claims]
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert card(panel, "Plain numbers").help.hasFocus()
    QTest.keyClick(card(panel, "Plain numbers").help, Qt.Key.Key_Tab)
    assert card(panel, "Story strip").view.hasFocus()


def test_the_focus_is_seen_and_what_lies_under_the_mouse_is_outlined(
    marked: MarkedDesk, panel: BalancePanel
) -> None:
    view = card(panel, "Plain numbers").view

    def seen() -> QImage:
        return view.grab().toImage()

    panel.head.tables.setFocus()
    plain = seen()
    QTest.mouseMove(view, QPoint(20, 20))
    hovered = seen()
    assert hovered != plain
    assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
    place = view.mapToGlobal(QPoint(20, 20))
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, QPoint(20, 20), place))
    assert QToolTip.text() == "<qt>2 of 2 allegations answered</qt>"
    QToolTip.hideText()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert seen() not in (plain, hovered)
    assert marked.look.theme.accent.name() in {
        seen().pixelColor(x, 1).name() for x in range(view.width())
    }
    marked.look.choose(Mode.DARK)
    assert seen().pixelColor(8, 8) == marked.look.theme.paper


def test_tables_take_the_place_of_pictures_and_lead_on(qtbot: QtBot, panel: BalancePanel) -> None:
    panel.start.setFocus()
    panel.toggle_tables()
    one = card(panel, "Plain numbers")
    assert one.table.hasFocus()
    assert not one.view.isVisible()
    assert one.table.accessibleName() == "Plain numbers"
    for each in panel.page.cards:
        rows = each.view.picture.table.rows
        assert each.table.model().rowCount() == len(rows)
        assert each.table.verticalScrollBar().maximum() == 0
        assert each.table.height() < 60 + len(rows) * 40
    QTest.keyClick(one.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.claims_wanted) as led:
        QTest.keyClick(one.table, Qt.Key.Key_Return)
    assert led.args[1] == one.view.picture.table.rows[1].claims
    strip = card(panel, "Story strip").table
    with qtbot.waitSignal(panel.claims_wanted) as led:
        where = strip.visualRect(strip.model().index(2, 0)).center()
        QTest.mouseDClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert led.args[0] == "claim 3"
    told = one.table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Number 2 of 2, What it counts allegations answered"
    assert Settings().flag("balance_table")
    one.table.setFocus()
    panel.toggle_tables()
    assert one.view.hasFocus()
    assert not Settings().flag("balance_table")
