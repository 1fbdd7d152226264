"""The sources of the whole project: found, counted, sorted and edited from any article."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Claim, Source, new_id
from annotator.store import Store
from annotator.vocabulary import SourceKind
from tests.factories import claim_of, keep_text, keep_wire_story, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.marked_desk import MarkedDesk, marked
from tests.ui.seat import message, seated
from tests.ui.sources_desk import OTHER, drag, heard_elsewhere, panel, row_of, rows, source
from ui.models.claims import CLAIM_ROLE
from ui.models.sources import SOURCE_ROLE, SourceColumn, SourcesModel
from ui.panels.sources import SourcesPanel

__all__ = ["marked", "panel"]


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
        reviewer.press("Ctrl+Shift+S")
        reviewer.type("roe")
        assert reviewer.actions == 2
        assert list(rows(sources)) == ["Mayor"]
        assert sources.form.isVisible()
        assert (sources.form.name.text(), sources.form.role.text()) == ("Mayor", "since May")
        reviewer.press("Enter")
        reviewer.press("Enter")
        assert reviewer.window.workspace.desk.article.id == other.id  # type: ignore[union-attr]
        assert [c.quote for c in shown_claims(reviewer)] == ["the bridge is safe"]
        assert "speaks in this article alone" in message(reviewer)


def shown_claims(reviewer: Reviewer) -> list[Claim]:
    model = reviewer.window.claims.table.model()
    return [model.index(row, 0).data(CLAIM_ROLE) for row in range(model.rowCount())]
