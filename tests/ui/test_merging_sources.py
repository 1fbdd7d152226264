"""Who is the same: merged by keys, by a drag and by an offer; split again; the whole project."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.home import home
from annotator.model import Claim, Listing, Source, new_id
from annotator.store import Store
from annotator.vocabulary import SourceKind
from tests.factories import claim_of, keep_text, keep_wire_story, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.marked_desk import MarkedDesk, marked
from tests.ui.seat import message, seated
from tests.ui.sources_desk import panel, rows, source
from ui.models.claims import CLAIM_ROLE
from ui.models.sources import SOURCE_ROLE, SourceColumn, SourcesModel
from ui.panels.sources import SourcesPanel

__all__ = ["marked", "panel"]
OTHER = "The mayor said the bridge is safe.\n\nCritics say it is not.\n"


def listed_here(marked: MarkedDesk, *sources: Source) -> None:
    listings = [Listing(new_id(), marked.desk.article.id, one.id) for one in sources]
    marked.workspace.do(edits.add("Sources", *sources, *listings))


def heard_elsewhere(marked: MarkedDesk, *sources: Source) -> None:
    words = ("mayor", "bridge", "safe", "Critics")
    claims = [
        claim_of(marked.other, OTHER, word, source_id=one.id)
        for one, word in zip(sources, words, strict=False)
    ]
    marked.workspace.do(edits.add("Elsewhere", *sources, *claims))


def row_of(panel: SourcesPanel, name: str) -> int:
    model = panel.table.model()
    found = (model.index(row, 0).data(SOURCE_ROLE) for row in range(model.rowCount()))
    return [one.name for one in found].index(name)


def place_of(panel: SourcesPanel, name: str) -> QPoint:
    place = panel.table.visualRect(panel.table.model().index(row_of(panel, name), 0)).center()
    assert panel.table.viewport().rect().contains(place)
    return place


def click_row(panel: SourcesPanel, name: str, held: Qt.KeyboardModifier) -> None:
    port = panel.table.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, held, place_of(panel, name))


def press(button: QPushButton | QToolButton) -> None:
    assert button.isVisible()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def drag(panel: SourcesPanel, name: str, goal: str) -> None:
    port, button = panel.table.viewport(), Qt.MouseButton.LeftButton
    first, last = place_of(panel, name), place_of(panel, goal)
    QTest.mousePress(port, button, pos=first)
    QTest.mouseMove(port, (first + last) / 2)
    QTest.mouseMove(port, last)
    QTest.mouseRelease(port, button, pos=last)


CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def test_selected_rows_are_merged_into_the_current_one_and_that_is_said_before(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    before = rows(panel)
    click_row(panel, "Trump administration", NONE)
    click_row(panel, "White House", CTRL)
    assert panel.offer.words == (
        "Merge “Trump administration” into “White House”, which keeps its name."
    )
    assert not panel.offer.decline.isVisible()
    press(panel.offer.take)
    assert marked.said[-1] == (
        "Merged “Trump administration” into “White House”; claims that went with it: 1"
    )
    told = rows(panel)
    assert "Trump administration" not in told
    assert told["White House"][0] == "3"
    assert source(marked, "White House").aliases == (
        "The White House",
        "Trump administration",
        "The administration of U.S. President Donald Trump",
    )
    assert panel.offer.words == ""
    assert panel.table.hasFocus()
    assert panel.form.name.text() == "White House"
    marked.workspace.undo()
    assert rows(panel) == before
    assert marked.failed == []


def test_what_the_kept_source_says_otherwise_is_told(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    click_row(panel, "Huawei", NONE)
    click_row(panel, "White House", CTRL)
    panel.merge_selected()
    assert marked.said[-1].endswith("; kept its own sector and side")


def test_a_row_that_is_dragged_onto_another_is_merged_into_it(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    drag(panel, "Trump administration", "White House")
    assert "Trump administration" not in rows(panel)
    assert source(marked, "White House").names >= {"Trump administration"}
    assert panel.form.name.text() == "White House"
    assert panel.table.selectionModel().selectedRows()[0].row() == row_of(panel, "White House")


def test_a_drag_that_ends_where_it_began_or_is_called_off_merges_nothing(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    before = rows(panel)
    drag(panel, "White House", "White House")
    port, button = panel.table.viewport(), Qt.MouseButton.LeftButton
    first, last = place_of(panel, "Trump administration"), place_of(panel, "White House")
    QTest.mousePress(port, button, pos=first)
    QTest.mouseMove(port, last)
    assert port.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, button, pos=last)
    assert port.cursor().shape() is not Qt.CursorShape.ClosedHandCursor
    assert rows(panel) == before
    assert marked.said == marked.failed == []


def test_one_row_alone_cannot_be_merged(marked: MarkedDesk, panel: SourcesPanel) -> None:
    click_row(panel, "White House", NONE)
    panel.merge_selected()
    assert marked.said[-1].startswith("Select two sources or more first")


def test_an_anonymous_source_cannot_be_merged_with_a_named_one(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    before = rows(panel)
    drag(panel, "two unnamed U.S. sources", "White House")
    assert "belongs to one article" in marked.failed[-1]
    assert rows(panel) == before


def test_an_offer_gives_its_reason_and_is_taken_or_declined_by_key(
    qtbot: QtBot, marked: MarkedDesk, panel: SourcesPanel
) -> None:
    listed_here(marked, Source(new_id(), "the embassy"), Source(new_id(), "Huawai"))
    qtbot.waitUntil(lambda: panel.offer.isVisible())
    assert panel.offer.words == (
        "The same source? “the embassy” may be “U.S. embassy”, the only embassy in this article."
    )
    press(panel.offer.decline)
    assert marked.said[-1] == (
        "Not the same: “U.S. embassy” and “the embassy”; this is not offered again"
    )
    assert "spelled almost alike" in panel.offer.words
    assert panel.offer.decline.hasFocus()
    press(panel.offer.take)
    assert "Huawai" in source(marked, "Huawei").aliases
    assert not panel.offer.isVisible()
    assert panel.table.hasFocus()
    marked.workspace.undo()
    qtbot.waitUntil(lambda: panel.offer.isVisible())
    assert "spelled almost alike" in panel.offer.words


def test_what_was_declined_stays_so_and_the_settings_hold_no_name(
    qtbot: QtBot, marked: MarkedDesk, panel: SourcesPanel
) -> None:
    listed_here(marked, Source(new_id(), "the embassy"))
    qtbot.waitUntil(lambda: panel.offer.isVisible())
    press(panel.offer.decline)
    remembered = (home() / "settings.json").read_text(encoding="utf-8")
    assert "embassy" not in remembered
    assert all(one.id not in remembered for one in marked.desk.sources.values())
    assert len(json.loads(remembered)["declined_merges"]) == 1
    first = marked.desk.article.id
    marked.workspace.show_article(marked.other.id)
    marked.workspace.show_article(first)
    listed_here(marked, Source(new_id(), "the Huawei"))
    qtbot.waitUntil(lambda: panel.offer.isVisible())
    assert "embassy" not in panel.offer.words


def test_the_sources_of_the_wire_story_are_offered_to_nobody(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    listed_here(marked, Source(new_id(), "Mr. Blair"))
    panel.show_project(is_wanted=True)
    assert panel.offer.words == ""


def open_menu(panel: SourcesPanel, alias: str, key: Qt.Key) -> QMenu:
    chips = [b for b in panel.form.aliases.findChildren(QToolButton) if b.isVisible()]
    button = next(b for b in chips if alias.startswith(b.text().rstrip(" ▾…")))
    button.setFocus()
    QTest.keyClick(button, key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_an_alias_becomes_a_source_of_its_own_by_keys(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    alias = "Innovation Minister Navdeep Bains"
    panel.select(source(marked, "Navdeep Bains"))
    menu = open_menu(panel, alias, Qt.Key.Key_Space)
    assert [action.text() for action in menu.actions()] == [
        "Make it a source of its own",
        "Remove",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert marked.said[-1] == (
        f"“{alias}” is a source of its own now; claims that went with it: 1"
    )
    assert rows(panel)[alias][0] == "1"
    assert rows(panel)["Navdeep Bains"][0] == "2"
    assert panel.form.name.text() == alias
    marked.workspace.undo()
    assert alias not in rows(panel)
    assert source(marked, "Navdeep Bains").aliases == (alias,)


def test_the_selected_claims_go_with_an_alias_where_that_is_chosen(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    bains = source(marked, "Navdeep Bains")
    marked.selected = list(marked.desk.said_by(bains.id))
    panel.select(bains)
    panel.split_alias()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[1].text().endswith("with the selected claims (3)")
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert marked.said[-1].endswith("claims that went with it: 3")


def test_an_alias_is_still_taken_away(marked: MarkedDesk, panel: SourcesPanel) -> None:
    panel.select(source(marked, "White House"))
    menu = open_menu(panel, "The White House", Qt.Key.Key_Space)
    QTest.mouseClick(
        menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[-1]).center()
    )
    assert source(marked, "White House").aliases == ()


def test_the_whole_project_shows_every_source_and_where_it_is_heard(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    mayor = Source(new_id(), "Mayor", SourceKind.NAMED, aliases=("Jane Roe",))
    critics = Source(new_id(), "critics", SourceKind.ANONYMOUS, article_id=marked.other.id)
    heard_elsewhere(marked, mayor, critics)
    here = rows(panel)
    assert "Mayor" not in here
    panel.show_project(is_wanted=True)
    told = rows(panel)
    assert told["Mayor"][:3] == ["1", "1", "1"]
    assert f"critics · {marked.other.title}" in told
    assert told["White House"][:3] == ["2", "13", "1"]
    sentence = panel.table.model().index(row_of(panel, "Mayor"), 0)
    assert sentence.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Mayor, named, side unknown; claims: 1, words: 1, articles: 1, also called Jane Roe"
    )
    panel.show_project(is_wanted=False)
    assert rows(panel) == here


def test_the_project_follows_every_change_as_if_read_anew(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    panel.show_project(is_wanted=True)
    mayor, town = Source(new_id(), "Mayor"), Source(new_id(), "Town hall")

    def agrees() -> None:
        fresh = SourcesModel(marked.workspace, marked.look)
        fresh.show_project(is_wanted=True)
        known = [
            [str(fresh.index(row, column).data()) for column in SourceColumn]
            for row in range(fresh.rowCount())
        ]
        assert [[name, *cells] for name, cells in rows(panel).items()] == known

    heard_elsewhere(marked, mayor, town)
    agrees()
    drag(panel, "Town hall", "Mayor")
    agrees()
    assert rows(panel)["Mayor"][0] == "2"
    marked.workspace.undo()
    agrees()
    marked.workspace.show_article(marked.other.id)
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), marked.desk.claims[:1]))
    agrees()
    marked.workspace.undo()
    marked.workspace.undo()
    agrees()


def test_a_source_of_another_article_has_every_field(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    critics = Source(new_id(), "critics", SourceKind.ANONYMOUS, article_id=marked.other.id)
    mayor = Source(new_id(), "Mayor", SourceKind.NAMED)
    heard_elsewhere(marked, mayor, critics)
    panel.show_project(is_wanted=True)
    panel.select(critics)
    panel.form.name.selectAll()
    QTest.keyClicks(panel.form.name, "three critics")
    QTest.keyClick(panel.form.name, Qt.Key.Key_Return)
    panel.form.count.setFocus()
    QTest.keyClicks(panel.form.count, "3")
    QTest.keyClick(panel.form.count, Qt.Key.Key_Return)
    panel.select(mayor)
    panel.form.kind.setFocus()
    QTest.keyClicks(panel.form.kind, "anonymous")
    kept = {one.name: one for one in marked.workspace.reader.all_sources()}
    assert kept["three critics"].descriptor.count == 3  # type: ignore[union-attr]
    assert kept["Mayor"].article_id == marked.other.id
    assert marked.failed == []


@pytest.mark.parametrize("scope", [False, True])
def test_the_filter_asks_for_names_and_aliases(
    marked: MarkedDesk, panel: SourcesPanel, *, scope: bool
) -> None:
    panel.show_project(is_wanted=scope)
    panel.filter.setFocus()
    QTest.keyClicks(panel.filter, "house the")
    assert list(rows(panel)) == ["White House"]
    QTest.keyClicks(panel.filter, "zzz")
    assert not panel.table.isVisible()
    QTest.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert len(rows(panel)) == len(marked.desk.sources)


def test_a_column_sorts_and_the_selection_stays(marked: MarkedDesk, panel: SourcesPanel) -> None:
    panel.select(source(marked, "Huawei"))
    header = panel.table.horizontalHeader()
    panel.table.sortByColumn(SourceColumn.CLAIMS, Qt.SortOrder.DescendingOrder)
    assert header.sortIndicatorSection() == SourceColumn.CLAIMS
    counts = [int(cells[0]) for cells in rows(panel).values()]
    assert counts == sorted(counts, reverse=True)
    current = panel.table.currentIndex().data(SOURCE_ROLE)
    assert current == source(marked, "Huawei")
    assert panel.table.selectionModel().isRowSelected(row_of(panel, "Huawei"))


def test_where_somebody_else_has_the_project_nothing_is_offered(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = new_project(tmp_path / "story.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
        store.apply(edits.add("Sources", Source(new_id(), "Huawai"), Source(new_id(), "Huwei")))
        for reviewer in seated(qtbot, path):
            reviewer.press("Ctrl+4")
            sources = reviewer.window.sources
            sources.show_project(is_wanted=True)
            assert len(rows(sources)) > 5
            assert sources.offer.words == ""
            assert not reviewer.window.actions_.action("source.merge").isEnabled()


def test_two_actions_tell_who_that_source_was(qtbot: QtBot, tmp_path: Path) -> None:
    """Another article's source is found from anywhere: a key, a word, and Enter its claims."""
    path = new_project(tmp_path / "story.onrecord")
    mayor = Source(new_id(), "Mayor", SourceKind.NAMED, role="since May", aliases=("Jane Roe",))
    with Store.open(path) as store:
        keep_wire_story(store)
        other = keep_text(store, OTHER)
        claim = claim_of(other, OTHER, "the bridge is safe", source_id=mayor.id)
        store.apply(edits.add("Mark", mayor, claim))
    for reviewer in seated(qtbot, path):
        sources = reviewer.window.sources
        reviewer.press("Ctrl+Shift+4")
        sources.filter.setFocus()
        reviewer.type("roe")
        assert list(rows(sources)) == ["Mayor"]
        reviewer.press("Enter")
        reviewer.press("Enter")
        assert reviewer.window.workspace.desk.article.id == other.id  # type: ignore[union-attr]
        assert [c.quote for c in shown_claims(reviewer)] == ["the bridge is safe"]
        assert "speaks in this article alone" in message(reviewer)


def shown_claims(reviewer: Reviewer) -> list[Claim]:
    model = reviewer.window.claims.table.model()
    return [model.index(row, 0).data(CLAIM_ROLE) for row in range(model.rowCount())]


def test_ctrl_m_merges_in_the_window_and_ctrl_z_parts_again(qtbot: QtBot, tmp_path: Path) -> None:
    path = new_project(tmp_path / "story.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    for reviewer in seated(qtbot, path):
        reviewer.press("Ctrl+4")
        sources = reviewer.window.sources
        before = rows(sources)
        known = reviewer.window.workspace.project_sources()
        sources.select(next(one for one in known if one.name == "Huawei"))
        reviewer.press("Shift+Down")
        kept = sources.table.currentIndex().data(SOURCE_ROLE)
        reviewer.press("Ctrl+M")
        assert f"into “{kept.name}”" in message(reviewer)
        assert len(rows(sources)) == len(before) - 1
        reviewer.press("Ctrl+Z")
        assert rows(sources) == before
