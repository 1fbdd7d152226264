"""Who is the same: merged by keys, by a drag and by an offer; and split again."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from annotator import edits, merging
from annotator.home import home
from annotator.model import Identity, Listing, Source, Waiver, new_id
from annotator.store import Store
from annotator.vocabulary import Level, SourceKind
from tests.factories import claim_of, keep_wire_story, new_project
from tests.ui.marked_desk import MarkedDesk, marked
from tests.ui.seat import message, seated
from tests.ui.sources_desk import (
    drag,
    heard_elsewhere,
    panel,
    place_of,
    row_of,
    rows,
    source,
)
from ui.models.sources import SOURCE_ROLE
from ui.panels.sources import SourcesPanel

__all__ = ["marked", "panel"]
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def listed_here(marked: MarkedDesk, *sources: Source) -> None:
    listings = [Listing(new_id(), marked.desk.article.id, one.id) for one in sources]
    marked.workspace.do(edits.add("Sources", *sources, *listings))


def click_row(panel: SourcesPanel, name: str, held: Qt.KeyboardModifier) -> None:
    port = panel.table.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, held, place_of(panel, name))


def press(button: QPushButton | QToolButton) -> None:
    assert button.isVisible()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_selected_rows_are_merged_into_the_current_one_and_that_is_said_before(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    before = rows(panel)
    click_row(panel, "Trump administration", NONE)
    click_row(panel, "White House", CTRL)
    assert panel.offer.words == (
        "Ctrl+M merges “Trump administration” into “White House”, which keeps its name."
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


def test_a_merge_that_would_be_refused_is_not_offered_and_the_way_out_comes_first(
    panel: SourcesPanel,
) -> None:
    click_row(panel, "White House", NONE)
    click_row(panel, "two unnamed U.S. sources", CTRL)
    assert panel.offer.words == (
        "Give “two unnamed U.S. sources” another kind than “anonymous” first, if it may be known "
        "who it is: it belongs to one article, and “White House” does not."
    )
    assert not panel.offer.take.isVisible()
    assert not panel.offer.decline.isVisible()
    click_row(panel, "White House", NONE)
    click_row(panel, "Trump administration", CTRL)
    assert panel.offer.take.isVisible()


def test_what_would_lose_a_person_on_file_is_not_offered(
    qtbot: QtBot, marked: MarkedDesk, panel: SourcesPanel
) -> None:
    twin = Source(new_id(), "Huawai")
    listed_here(marked, twin)
    qtbot.waitUntil(panel.offer.isVisible)
    panel.show_project(is_wanted=True)
    assert "spelled almost alike" in panel.offer.words
    store = marked.workspace.reader
    assert isinstance(store, Store)
    for one in (twin, source(marked, "Huawei")):
        store.keep_identity(Identity(new_id(), one.id, f"Jane {one.name}"))
    panel.show_project(is_wanted=False)
    assert panel.offer.words == ""


def test_an_offer_gives_its_reason_and_is_taken_or_declined_by_key(
    qtbot: QtBot, marked: MarkedDesk, panel: SourcesPanel
) -> None:
    listed_here(marked, Source(new_id(), "the embassy"), Source(new_id(), "Huawai"))
    qtbot.waitUntil(panel.offer.isVisible)
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
    qtbot.waitUntil(panel.offer.isVisible)
    assert "spelled almost alike" in panel.offer.words


def test_what_was_declined_stays_so_and_the_settings_hold_no_name(
    qtbot: QtBot, marked: MarkedDesk, panel: SourcesPanel
) -> None:
    listed_here(marked, Source(new_id(), "the embassy"))
    qtbot.waitUntil(panel.offer.isVisible)
    press(panel.offer.decline)
    remembered = (home() / "settings.json").read_text(encoding="utf-8")
    assert "embassy" not in remembered
    assert all(one.id not in remembered for one in marked.desk.sources.values())
    assert len(json.loads(remembered)["declined_merges"]) == 1
    first = marked.desk.article.id
    marked.workspace.show_article(marked.other.id)
    marked.workspace.show_article(first)
    listed_here(marked, Source(new_id(), "the Huawei"))
    qtbot.waitUntil(panel.offer.isVisible)
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
        f"“{alias}” is a source of its own now; claims that went with it: 1; others stay with "
        "“Navdeep Bains”: 2. To take some along, undo this and select their rows in the claims "
        "table first."
    )
    assert rows(panel)[alias][0] == "1"
    assert rows(panel)["Navdeep Bains"][0] == "2"
    assert panel.form.name.text() == alias
    marked.workspace.undo()
    assert alias not in rows(panel)
    assert source(marked, "Navdeep Bains").aliases == (alias,)


def test_a_source_that_was_merged_gets_its_claims_back_with_the_article_before_its_name(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    click_row(panel, "White House", NONE)
    click_row(panel, "Huawei", CTRL)
    QTest.keyClick(panel.table, Qt.Key.Key_Up, CTRL)
    panel.merge_selected()
    panel.select(source(marked, "Huawei"))
    QTest.keyClick(open_menu(panel, "White House", Qt.Key.Key_Space), Qt.Key.Key_Return)
    assert rows(panel)["White House"][0] == "2"
    assert source(marked, "White House").aliases == ("The White House",)
    assert "White House" not in " ".join(source(marked, "Huawei").aliases)


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


def test_who_is_split_off_a_protected_source_is_protected_too(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    here, names = marked.desk.article.id, ("a guard", "a porter")
    clerk = Source(new_id(), "a clerk", SourceKind.ANONYMOUS, aliases=names, article_id=here)
    listed_here(marked, clerk)
    marked.workspace.protect(Identity(new_id(), clerk.id, "Jane Roe"), Level.BACKGROUND, "a clerk")
    panel.select(source(marked, "Source D (a clerk)"))
    QTest.keyClick(open_menu(panel, "a guard", Qt.Key.Key_Space), Qt.Key.Key_Return)
    assert marked.said[-1] == (
        "“Source E (a guard)” is a source of its own now; claims that went with it: 0; it is "
        "promised the same as “Source D (a clerk)”, and who it is, is not on file"
    )
    guard = source(marked, "Source E (a guard)")
    assert panel.form.name.text() == guard.name
    assert marked.workspace.known_levels.of(guard.id) is Level.BACKGROUND
    marked.workspace.undo()
    marked.workspace.redo()
    assert marked.workspace.known_levels.of(guard.id) is Level.BACKGROUND
    assert marked.failed == []


def test_an_alias_is_still_taken_away(marked: MarkedDesk, panel: SourcesPanel) -> None:
    panel.select(source(marked, "White House"))
    menu = open_menu(panel, "The White House", Qt.Key.Key_Space)
    QTest.mouseClick(
        menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[-1]).center()
    )
    assert source(marked, "White House").aliases == ()


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


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_desk_is_as_if_opened_anew_also_where_it_did_not_know_the_kept_source(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    """One is listed here, one waived, one a party; what they become speaks elsewhere."""
    article = marked.desk.article
    mayor, listed, waived, party = (
        Source(new_id(), name) for name in ("Mayor", "Town", "Hall", "Major")
    )
    heard_elsewhere(marked, mayor)
    listed_here(marked, listed)
    claim = claim_of(article, marked.desk.text, "Ottawa", targets=("Major",))
    waiver = Waiver(new_id(), article.id, "ATT-08", "known", source_id=waived.id)
    marked.workspace.do(edits.add("More", waived, party, waiver, claim))
    panel.show_project(is_wanted=True)

    def agrees() -> None:
        assert marked.desk.marks() == marked.workspace.reader.marks(article.id)

    for name in ("Town", "Hall", "Major"):
        marked.workspace.show_article(article.id)  # a new desk, on which the mayor is unknown
        drag(panel, name, "Mayor")
        agrees()
        assert source(marked, "Mayor").names >= {name}
        marked.workspace.undo()
        agrees()
    assert marked.failed == []


def test_the_desk_meets_a_source_that_takes_the_place_of_its_namesake(marked: MarkedDesk) -> None:
    """Of two that are called alike the kept one does not change: only the listing tells of it."""
    article = marked.desk.article
    kept, twin = Source(new_id(), "Mayor"), Source(new_id(), "Mayor")
    heard_elsewhere(marked, kept)
    listed_here(marked, twin)
    marked.workspace.show_article(article.id)
    marked.workspace.do(merging.merge(marked.workspace.reader, kept, [twin]).edit)
    assert marked.desk.marks() == marked.workspace.reader.marks(article.id)
    assert kept.id in marked.desk.sources
    marked.workspace.undo()
    assert marked.desk.marks() == marked.workspace.reader.marks(article.id)
