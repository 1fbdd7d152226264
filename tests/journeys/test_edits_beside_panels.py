"""Whatever is edited, every panel follows, and shows what a fresh one would show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QThreadPool
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from annotator.counting import told_of
from annotator.rules import shipped
from annotator.store import Store, integrity
from tests.factories import keep_text, keep_wire_story, new_project
from tests.journeys.editing import RandomEditor
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import STORY, seated
from ui.panels.checks import ChecksPanel
from ui.panels.claims import ClaimsPanel
from ui.panels.history import HistoryPanel
from ui.panels.library import LibraryPanel
from ui.panels.responses import ResponsesPanel
from ui.panels.sources import SourcesPanel

COMPARED_EVERY = 40
NAMES = ("claimsTable", "sourcesTable", "checksTable", "historyTable")
LISTS = ("libraryList", "responsesList")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
        keep_text(store, STORY)
        keep_text(store, "Third\n\nThe mayor said the bridge is safe. Critics deny it.\n")
    yield from seated(qtbot, path)


def settle() -> None:
    """Let everything that was begun come to its end."""
    for _ in range(3):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


def content(view: QAbstractItemView) -> list[list[str]]:
    """Return what a view shows, cell by cell."""
    model = view.model()
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    return [
        [str(model.index(row, column).data()) for column in range(columns)]
        for row in range(model.rowCount())
    ]


def found(window: object, name: str) -> QAbstractItemView:
    view = window.findChild(QAbstractItemView, name)  # type: ignore[attr-defined]
    assert isinstance(view, QAbstractItemView)
    return view


def differences(desk: Reviewer) -> list[str]:
    """Return which panels show something else than a fresh one."""
    window = desk.window
    workspace, selection, look = window.workspace, window.selection, window.look
    settle()
    fresh = [
        ClaimsPanel(workspace, selection, look, window.actions_, window.text_commands.details),
        SourcesPanel(workspace, look, window.settings, window.keymap, list),
        ChecksPanel(workspace, selection, look, window.actions_, window.preferences.house),
        HistoryPanel(workspace),
        LibraryPanel(workspace, look, window.settings, window.keymap),
        ResponsesPanel(workspace, look, window.keymap),
    ]
    wrong = []
    for panel, name in zip(fresh, (*NAMES, *LISTS), strict=True):
        panel.show()
        settle()
        ours = found(window, name)
        tab = ours.parentWidget()
        while tab is not None and tab not in tabs(desk):
            tab = tab.parentWidget()
        assert tab
        show(desk, tab)
        settle()
        shown, anew = content(ours), content(found(panel, name))
        # Steps are fetched as one scrolls: ours may have fetched more of the old ones.
        if (shown[: len(anew)] if name == "historyTable" else shown) != anew:
            wrong.append(name)
        panel.close()
        panel.deleteLater()
    settle()
    return wrong


def tabs(desk: Reviewer) -> list[object]:
    return [
        holder.widget(at)
        for holder in (desk.window.tabs, desk.window.project_tabs)
        for at in range(holder.count())
    ]


def show(desk: Reviewer, panel: object) -> None:
    for holder in (desk.window.tabs, desk.window.project_tabs):
        at = holder.indexOf(panel)  # type: ignore[arg-type]
        if at >= 0:
            holder.setCurrentIndex(at)


def let_loose(qtbot: QtBot, desk: Reviewer, seed: int, edits: int) -> None:
    """Edit at random with another panel in front each time; a failure tells the last edits."""
    window = desk.window
    models: list[QAbstractItemModel] = [found(window, n).model() for n in (*NAMES, *LISTS)]
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    editor = RandomEditor(window.workspace, seed)
    panels = tabs(desk)
    window.sums.want("the test", is_wanted=True)
    for n in range(1, edits + 1):
        try:
            show(desk, panels[n % len(panels)])
            editor.act()
            QApplication.processEvents()
            if n % COMPARED_EVERY == 0 or n == edits:
                assert differences(desk) == []
        except BaseException as error:
            error.add_note(f"seed {seed}, edit {n}, the last of them:\n" + "\n".join(editor.done))
            raise
    qtbot.waitUntil(lambda: window.sums.is_settled, timeout=20_000)
    path, overview, reader = window.workspace.path, window.sums.overview, window.workspace.reader
    assert path
    assert overview
    for marks in reader.marks_by_turns([article.id for article in reader.articles()]):
        assert overview.story(marks.article.id) == told_of(marks, shipped())
    assert len(reader.kept_sums(shipped())) == len(overview)
    assert len(testers) == len(models)
    assert integrity.examine(path) == []


@pytest.mark.parametrize("edits", [30, pytest.param(100, marks=pytest.mark.slow)])
def test_random_edits_leave_every_panel_as_a_fresh_one(
    qtbot: QtBot, desk: Reviewer, edits: int
) -> None:
    let_loose(qtbot, desk, 1, edits)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(2, 8))
def test_a_thousand_random_edits_leave_every_panel_as_a_fresh_one(
    qtbot: QtBot, desk: Reviewer, seed: int
) -> None:
    let_loose(qtbot, desk, seed, 1_000)
