"""A confidential project: what the window keeps of it outside its file, and where it is named."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Identity, Source, new_id
from annotator.store import Store
from annotator.store.reader import Reader
from tests.factories import keep_text, project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import STORY, message, seated
from ui import telling
from ui.dialogs import files
from ui.models.wording import plain_tip
from ui.settings import Settings

NAME = "Jane Roe"


def name_source(store: Store) -> None:
    keep_text(store, STORY)
    aide = Source(new_id(), "an aide")
    store.apply(edits.add("Aide", aide, Identity(new_id(), aide.id, NAME)))


@pytest.fixture
def leak(tmp_path: Path) -> Path:
    (tmp_path / "affair").mkdir()
    return project_with(tmp_path / "affair" / "leak.onrecord", name_source)


@pytest.fixture
def seat(qtbot: QtBot, leak: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, leak)


def kept(home: Path) -> str:
    path = home / "settings.json"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def disclose(reviewer: Reviewer, name: str = NAME) -> None:
    """Keep who a source of the open project really is."""
    aide = Source(new_id(), "an aide")
    identity = Identity(new_id(), aide.id, name)
    assert reviewer.window.workspace.do(edits.add("Aide", aide, identity))


def test_a_project_is_confidential_where_it_holds_who_a_source_is(
    leak: Path, project: Path
) -> None:
    for path, expected in ((leak, True), (project, False)):
        with Reader.open(path) as reader:
            assert reader.is_confidential() is expected


def test_a_confidential_project_is_neither_named_nor_listed(
    seat: Reviewer, onrecord_home: Path
) -> None:
    window = seat.window
    assert window.windowTitle() == "A confidential project — On Record"
    assert message(seat) == "Opened a confidential project"
    assert window.settings.recent == []
    window.settings.remember("folder.reports", "/srv/jane/affair")
    window.settings.remember("theme", "dark")
    assert window.settings.text("folder.reports") == "/srv/jane/affair"
    window.close()
    assert "affair" not in kept(onrecord_home)
    assert json.loads(kept(onrecord_home))["theme"] == "dark"


def test_one_that_was_listed_before_is_taken_out(
    qtbot: QtBot, leak: Path, onrecord_home: Path
) -> None:
    settings = Settings()
    settings.opened(leak)
    article = "1" * 32
    settings.remember_all(
        {
            "folder.projects": str(leak.parent),
            "folder.articles": "/elsewhere",
            "export.paths": json.dumps({f"{leak} full": "/r/a.docx", f"{article} x": "/b.docx"}),
        }
    )
    assert "leak" in kept(onrecord_home)
    for reviewer in seated(qtbot, leak):
        assert reviewer.window.workspace.path == leak
        assert "leak" not in kept(onrecord_home)
        assert "affair" not in kept(onrecord_home)
        assert Settings().text("folder.articles") == "/elsewhere"
        assert list(json.loads(Settings().text("export.paths"))) == [f"{article} x"]


def test_one_that_becomes_confidential_is_taken_out_at_once(
    desk: Reviewer, project: Path, onrecord_home: Path
) -> None:
    assert desk.window.windowTitle() == "desk — On Record"
    assert desk.window.settings.recent == [project]
    disclose(desk)
    assert desk.window.settings.recent == []
    assert str(project) not in kept(onrecord_home)
    assert desk.window.windowTitle() == "A confidential project — On Record"


def test_the_next_start_opens_no_confidential_project(qtbot: QtBot, leak: Path) -> None:
    for _ in seated(qtbot, leak):
        pass
    for reviewer in seated(qtbot, None):
        assert reviewer.window.workspace.path != leak


def test_a_project_that_is_opened_after_it_is_listed_as_usual(
    seat: Reviewer, project: Path, onrecord_home: Path
) -> None:
    window = seat.window
    assert window.open_project(project)
    assert window.windowTitle() == "desk — On Record"
    assert window.settings.recent == [project]
    assert not window.settings.is_silent
    assert "affair" not in kept(onrecord_home)
    assert telling.told(NAME) == NAME


def test_whoever_looks_for_it_is_told_why_it_is_not_listed(seat: Reviewer) -> None:
    window = seat.window
    (recent,) = (m for m in window.findChildren(QMenu) if m.title() == "Recent")
    recent.aboutToShow.emit()
    line = recent.actions()[-1]
    assert (line.text(), line.isEnabled()) == (
        "Confidential projects are not listed here",
        False,
    )
    why = window.findChild(QLabel, "unlisted")
    assert why
    assert not why.isVisible()
    window.workspace.leave()
    assert why.isVisible()
    assert why.text() == "Confidential projects are not opened by themselves, nor listed."


def test_the_systems_own_dialogs_keep_lists_and_are_not_asked(
    seat: Reviewer, project: Path
) -> None:
    window, native = seat.window, QFileDialog.Option.DontUseNativeDialog
    dialog = files.choose_articles(window, window.settings, print)
    assert dialog.testOption(native)
    dialog.reject()
    assert window.open_project(project)
    dialog = files.choose_articles(window, window.settings, print)
    assert not dialog.testOption(native)
    dialog.reject()


def test_what_is_told_around_the_page_holds_no_confidential_name(desk: Reviewer) -> None:
    window = desk.window
    assert telling.told(f"as {NAME} said") == f"as {NAME} said"
    disclose(desk)
    for told in (telling.told(f"as {NAME} said"), plain_tip(f"as {NAME.upper()} said")):
        assert "roe" not in told.casefold()
        assert "[name withheld]" in told
    window.workspace.said.emit(f"Imported {NAME} talks")
    assert message(desk) == "Imported [name withheld] talks"
    window.close()
    assert telling.told(NAME) == NAME
