"""A project's file that is moved, replaced or deleted underneath: the work goes on in a copy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.home import home
from annotator.importers import read_bytes
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from tests.factories import keep_text, new_project, project_with
from tests.file_limit import no_file_larger_than
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import claims, message, quotes, seated
from ui.settings import Settings

UNION = "The union said that the mill dumped waste"


def rename(project: Path) -> None:
    project.rename(project.with_name("elsewhere.onrecord"))


def delete(project: Path) -> None:
    project.unlink()


def replace(project: Path) -> None:
    other = project_with(
        project.with_name("other"), lambda store: keep_text(store, "Another story.\n")
    )
    other.replace(project)


HAPPENED: dict[Callable[[Path], None], str] = {
    rename: "was moved or deleted",
    delete: "was moved or deleted",
    replace: "was replaced by another file",
}


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("desk (recovered *).onrecord"))


def marked(path: Path) -> list[str]:
    with Reader.open(path) as reader:
        (article,) = reader.articles()
        return [claim.quote for claim in reader.marks(article.id).claims]


@pytest.mark.parametrize("lose", HAPPENED)
def test_the_window_goes_on_with_a_copy_and_the_change_is_made_in_it(
    desk: Reviewer, qtbot: QtBot, project: Path, lose: Callable[[Path], None]
) -> None:
    desk.click("union said")
    desk.press("A")
    lose(project)
    theirs = project.read_bytes() if project.exists() else None
    desk.click("denies")
    desk.press("D")
    qtbot.waitUntil(lambda: quotes(desk) == [UNION, "The mill denies it"])
    (copy,) = copies(project.parent)
    assert desk.window.workspace.path == copy
    assert desk.window.banner.accessibleName() == (
        f"desk.onrecord {HAPPENED[lose]} while it was open; your work goes on in {copy.name}"
    )
    assert desk.window.windowTitle().startswith(copy.stem)
    assert Settings().recent[0] == copy
    desk.press("Ctrl+Z")
    desk.press("Ctrl+Y")
    assert marked(copy) == quotes(desk) == [UNION, "The mill denies it"]
    assert (project.read_bytes() if project.exists() else None) == theirs
    assert examine(copy) == []


def test_a_note_that_is_being_typed_comes_along(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    desk.click("union said")
    desk.press("A")
    desk.press("M")
    desk.type("call her")
    rename(project)
    desk.press("Ctrl+Enter")
    qtbot.waitUntil(lambda: bool(copies(project.parent)) and claims(desk)[0].note == "call her")


def test_all_that_is_done_while_it_is_copied_is_done_in_the_copy_in_its_order(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    delete(project)
    workspace = desk.window.workspace
    for number in range(3):
        assert workspace.do(edits.add("Meet", Source(new_id(), f"Source {number}"))) is None
    qtbot.waitUntil(lambda: len(workspace.history()) == 4)
    assert [source.name for source in workspace.project_sources()] == [
        f"Source {number}" for number in range(3)
    ]
    assert len(copies(project.parent)) == 1


def test_a_window_that_is_closed_on_a_deleted_file_leaves_its_work_in_a_copy(
    qtbot: QtBot, project: Path
) -> None:
    for reviewer in seated(qtbot, project):
        reviewer.click("union said")
        reviewer.press("A")
        reviewer.press("M")
        reviewer.type("call her")
        delete(project)
        assert reviewer.window.close()
    (copy,) = copies(project.parent)
    assert marked(copy) == [UNION]
    with Reader.open(copy) as reader:
        (article,) = reader.articles()
        assert reader.marks(article.id).claims[0].note == "call her"
    assert sorted(path.name for path in project.parent.glob("desk*")) == [copy.name]


def test_a_file_that_was_only_renamed_is_not_copied_at_closing(
    qtbot: QtBot, project: Path
) -> None:
    for reviewer in seated(qtbot, project):
        reviewer.click("union said")
        reviewer.press("A")
        rename(project)
        assert reviewer.window.close()
    assert copies(project.parent) == []
    assert marked(project.with_name("elsewhere.onrecord")) == [UNION]


def test_where_the_folder_is_gone_the_copy_is_among_the_persons_own_files(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    path = project_with(folder / "desk.onrecord", lambda store: keep_text(store, UNION))
    for reviewer in seated(qtbot, path):
        shutil.rmtree(folder)
        reviewer.press("S")
        with qtbot.waitSignal(reviewer.window.workspace.changed):
            reviewer.press("A")
        assert quotes(reviewer) == [UNION]
        (copy,) = copies(home() / "recovered")
        assert reviewer.window.banner.accessibleName().endswith(f"your work goes on in {copy}")


def test_a_file_that_was_copied_over_takes_no_change_and_is_shown_as_it_is(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    earlier = project.read_bytes()
    desk.click("union said")
    desk.press("A")
    project.write_bytes(earlier)
    desk.click("denies")
    desk.press("D")
    assert "overwritten by another program" in desk.window.banner.accessibleName()
    assert project.read_bytes() == earlier
    qtbot.waitUntil(lambda: quotes(desk) == [])
    desk.click("denies")
    desk.press("D")
    assert marked(project) == quotes(desk) == ["The mill denies it"]


def test_what_was_typed_for_a_claim_that_was_copied_away_is_told(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    earlier = project.read_bytes()
    desk.click("union said")
    desk.press("A")
    desk.press("M")
    desk.type("call her")
    project.write_bytes(earlier)
    desk.press("Ctrl+Enter")
    assert "overwritten by another program" in desk.window.banner.accessibleName()
    qtbot.waitUntil(lambda: quotes(desk) == [])
    assert "call her" in message(desk)


@pytest.mark.parametrize("key", ["Ctrl+Z", "Alt+Down"])
def test_also_an_undo_and_another_article_notice_what_was_copied_over(
    desk: Reviewer, qtbot: QtBot, project: Path, key: str
) -> None:
    store = desk.window.workspace.reader
    assert isinstance(store, Store)
    other = project_with(
        project.with_name("other"), lambda store: keep_text(store, "Another story.\n")
    )
    keep_text(store, "The port is safe.\n", "port.txt")
    desk.window.open_project(other)
    desk.window.open_project(project)
    shutil.copyfile(other, project)
    desk.press(key)
    assert "overwritten by another program" in desk.window.banner.accessibleName()
    qtbot.waitUntil(lambda: desk.text.strip() == "Another story.")
    assert [article.title for article in desk.window.workspace.articles()] == ["Another story."]


def test_an_article_that_comes_in_just_then_is_refused_and_taken_once_the_copy_is_there(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    workspace = desk.window.workspace
    delete(project)
    came = [(read_bytes(f"Story {n}.\n".encode(), f"{n}.txt"), None) for n in range(2)]
    assert workspace.keep_all(came) == [None, None]
    qtbot.waitUntil(lambda: workspace.path != project)
    assert [article.title for article in filter(None, workspace.keep_all(came))] == [
        "Story 0.",
        "Story 1.",
    ]
    assert len(workspace.articles()) == 3


def test_a_file_that_another_project_was_copied_over_is_shown_as_it_is(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    other = project_with(
        project.with_name("other"), lambda store: keep_text(store, "Another story.\n")
    )
    shutil.copyfile(other, project)
    desk.click("denies")
    desk.press("D")
    assert "overwritten by another program" in desk.window.banner.accessibleName()
    qtbot.waitUntil(lambda: desk.text.strip() == "Another story.")
    assert marked(project) == []


def test_another_windows_file_of_the_name_keeps_its_lock_and_its_journal(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    moved = project.parent.with_name("moved")
    moved.mkdir()
    for path in project.parent.glob("desk.onrecord*"):
        path.rename(moved / path.name)
    new_project(project)
    with Store.open(project, patience=0) as theirs:
        desk.click("union said")
        desk.press("A")
        qtbot.waitUntil(lambda: quotes(desk) == [UNION])
        assert project.with_name("desk.onrecord.lock").exists()
        keep_text(theirs, "Their story.\n")
    assert examine(project) == []


def test_where_no_copy_can_be_made_closing_is_refused_once_and_works_when_it_can(
    desk: Reviewer, project: Path
) -> None:
    desk.click("union said")
    desk.press("A")
    delete(project)
    with no_file_larger_than(4096):
        assert not desk.window.close()
        assert "could not be put elsewhere" in desk.window.banner.accessibleName()
    assert copies(project.parent) == []
    assert desk.window.close()
    assert marked(copies(project.parent)[0]) == [UNION]


def test_where_no_copy_can_be_made_all_that_was_wanted_is_made_by_trying_again(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    workspace = desk.window.workspace
    delete(project)
    with no_file_larger_than(4096):
        for name in ("Ann", "Ben"):
            assert workspace.do(edits.add("Meet", Source(new_id(), name))) is None
        qtbot.waitUntil(lambda: workspace.can_try_again)
    assert "could not be put elsewhere" in desk.window.banner.accessibleName()
    assert workspace.project_sources() == []
    workspace.try_again()
    qtbot.waitUntil(lambda: len(workspace.project_sources()) == 2)
    assert marked(copies(project.parent)[0]) == []


@pytest.mark.slow
def test_the_window_does_not_wait_for_the_copy_of_a_large_project(
    desk: Reviewer, qtbot: QtBot, project: Path
) -> None:
    workspace = desk.window.workspace
    store = workspace.reader
    assert isinstance(store, Store)
    keep_text(store, "word " * 3_000_000, "long.txt")
    delete(project)
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        ticks += workspace.path == project

    timer = QTimer(interval=1)
    timer.timeout.connect(tick)
    timer.start()
    assert workspace.do(edits.add("Meet", Source(new_id(), "Ann"))) is None
    qtbot.waitUntil(lambda: workspace.path != project, timeout=60_000)
    assert ticks > 2
    assert [source.name for source in workspace.project_sources()] == ["Ann"]
