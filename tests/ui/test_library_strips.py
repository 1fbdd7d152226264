"""The story strips in the rows of the library, and the open checks where there is none."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.checks.checking import check
from annotator.store import Store
from annotator.vocabulary import Tag
from tests.factories import claim_of, keep_text, new_project
from tests.ui.drawn import rows_of
from ui.keymap import Keymap
from ui.models import library
from ui.models.library import STRIP_ROLE, SUMMARY_ROLE
from ui.panels.library import LibraryPanel
from ui.settings import Settings
from ui.theme import LIGHT, Look, Mode, install_fonts
from ui.workspace import Workspace


@pytest.fixture
def panel(qtbot: QtBot) -> LibraryPanel:
    install_fonts()
    look = Look(Mode.LIGHT)
    look.apply()
    workspace = Workspace()
    made = LibraryPanel(workspace, look, Settings(), Keymap(Settings()))
    for part in (look, workspace):
        part.setParent(made)
    qtbot.addWidget(made)
    made.resize(240, 600)
    made.show()
    return made


@pytest.fixture
def workspace(panel: LibraryPanel) -> Workspace:
    found = panel.findChild(Workspace)
    assert found
    return found


def test_a_row_draws_its_story_strip_and_follows_each_claim(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, tmp_path: Path
) -> None:
    path = new_project(tmp_path / "port.onrecord")
    with Store.open(path) as store:
        port = keep_text(store, "Port audit\n\nThe port said it was fine.\n")
    workspace.open(path, "Tester")
    blue = LIGHT.ink(Tag.DENIAL)
    row = panel.list.visualRect(panel.list.model().index(0, 0))

    def inked() -> int:
        image = panel.list.viewport().grab(row).toImage()
        return sum(row.count(blue.rgb()) for row in rows_of(image))

    assert inked() == 0
    text = workspace.reader.document(port.id).text
    workspace.do(edits.add("Mark", claim_of(port, text, "it was fine", tags=(Tag.DENIAL,))))
    qtbot.waitUntil(lambda: inked() > 0)
    claim_width = (row.width() - 36) * len("it was fine") / len(text)
    assert abs(inked() / 2 - claim_width) <= 2
    panel.resize(400, 600)
    qtbot.waitUntil(lambda: panel.list.viewport().width() > 300)
    row = panel.list.visualRect(panel.list.model().index(0, 0))
    claim_width = (row.width() - 36) * len("it was fine") / len(text)
    assert abs(inked() / 2 - claim_width) <= 2
    workspace.undo()
    assert inked() == 0


def test_open_checks_are_told_where_nothing_is_marked(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, tmp_path: Path
) -> None:
    path = new_project(tmp_path / "unmarked.onrecord")
    with Store.open(path) as store:
        for name in ("Mill", "Port"):
            keep_text(store, f"{name} audit\n\nAll is fine.\n\nSource: Read Full Article\n", name)
    workspace.open(path, "Tester")
    model = panel.list.model()

    def summary(row: int) -> str:
        return str(model.index(row, 0).data(SUMMARY_ROLE))

    assert workspace.desk
    (finding,) = check(workspace.desk.marks())
    assert finding.is_open
    told = "no claims · 1 open check · draft"  # of the open one, and of one that is not
    qtbot.waitUntil(lambda: summary(0) == summary(1) == told)


def test_a_long_article_without_claims_is_read_only_where_it_is_open(
    qtbot: QtBot,
    workspace: Workspace,
    panel: LibraryPanel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(library, "LONG", 8)
    path = new_project(tmp_path / "long.onrecord")
    with Store.open(path) as store:
        for n, text in enumerate(("All is fine", "It is fine", "All of this is fine " * 3)):
            keep_text(store, f"Audit {n}\n\n{text}.\n\nSource: Read Full Article\n", str(n))
    workspace.open(path, "Tester")
    model = panel.list.model()

    def is_told(row: int) -> bool:
        return "open check" in str(model.index(row, 0).data(SUMMARY_ROLE))

    qtbot.waitUntil(lambda: is_told(0) and is_told(1))
    assert not is_told(2)
    workspace.show_article(workspace.articles()[2].id)
    qtbot.waitUntil(lambda: is_told(2))


@pytest.mark.slow
def test_strips_are_made_only_for_the_rows_that_are_seen(
    qtbot: QtBot, workspace: Workspace, panel: LibraryPanel, tmp_path: Path
) -> None:
    path = new_project(tmp_path / "many.onrecord")
    with Store.open(path) as store:
        for n in range(60):
            text = f"Story {n}\n\nThe port said it was fine.\n"
            article = keep_text(store, text)
            claim = claim_of(article, store.document(article.id).text, "it was fine")
            store.apply(edits.add("Mark", claim))
    workspace.open(path, "Tester")
    model = panel.list.model()

    def has_strip(row: int) -> bool:
        return model.index(row, 0).data(STRIP_ROLE) is not None

    qtbot.waitUntil(lambda: has_strip(0) and has_strip(3))
    QApplication.processEvents()
    assert not any(has_strip(row) for row in range(30, 60))
    panel.list.scrollToBottom()
    qtbot.waitUntil(lambda: has_strip(59))
