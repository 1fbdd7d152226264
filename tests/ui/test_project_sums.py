"""The sums of a project's stories: counted in the background, kept, and following each change."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.checks.registry import RULES
from annotator.counting import kept_overview, told_of
from annotator.model import Source, new_id
from annotator.overview import Overview
from annotator.rules import HouseRules, shipped
from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from annotator.vocabulary import Tag
from tests.factories import claim_of, keep_text, new_project
from ui import jobs, project_sums
from ui.project_sums import ProjectSums
from ui.workspace import Workspace

TEXT = "Story {n}\n\nThe mill dumped waste in river {n}, a clerk said.\n"
STORIES = 5


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of five stories with one claim each; two of them are counted a turn."""
    monkeypatch.setattr(project_sums, "TURN", 2)
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        clerk = Source(new_id(), "a clerk")
        store.apply(edits.add("Meet", clerk))
        for n in range(STORIES):
            text = TEXT.format(n=n)
            claim = claim_of(keep_text(store, text), text, "dumped waste", source_id=clerk.id)
            store.apply(edits.add("Mark", claim))
    return path


@pytest.fixture
def workspace(qapp: QApplication, project: Path) -> Iterator[Workspace]:
    made = Workspace(qapp)
    made.open(project, "Ann")
    yield made
    made.close()


def wanted(qtbot: QtBot, workspace: Workspace) -> ProjectSums:
    """Return the sums of all stories, once all are counted and kept."""
    sums = ProjectSums(workspace, workspace)
    sums.want("the test", is_wanted=True)
    settled(qtbot, sums)
    return sums


def settled(qtbot: QtBot, sums: ProjectSums) -> None:
    qtbot.waitUntil(lambda: sums.is_settled, timeout=15_000)


def as_counted(workspace: Workspace) -> dict[str, object]:
    ids = [article.id for article in workspace.articles()]
    every = workspace.reader.marks_by_turns(ids)
    return {marks.article.id: told_of(marks, shipped()) for marks in every}


def held(overview: Overview | None) -> dict[str, object]:
    return {one.article.id: one for one in overview.stories} if overview else {}


@pytest.mark.slow
def test_nothing_is_read_before_it_is_wanted_then_all_is_counted_and_kept(
    qtbot: QtBot, workspace: Workspace, project: Path
) -> None:
    sums = ProjectSums(workspace, workspace)
    assert not jobs.are_running()
    told: list[str] = []
    sums.changed.connect(lambda: told.append(sums.progress))
    sums.want("the test", is_wanted=True)
    settled(qtbot, sums)
    assert told == [
        "Counted 1 of 5 stories",
        "Counted 2 of 5 stories",
        "Counted 4 of 5 stories",
        "",
    ]
    assert held(sums.overview) == as_counted(workspace)
    sums.want("the test", is_wanted=False)
    workspace.close()
    with Reader.open(project) as reader:
        assert len(reader.kept_sums(shipped())) == STORIES
        assert held(kept_overview(reader, shipped(), lambda: True)) == held(sums.overview)


@pytest.mark.slow
def test_an_edit_is_followed_at_once_and_what_is_kept_is_sound_in_the_end(
    qtbot: QtBot, workspace: Workspace, project: Path
) -> None:
    sums = wanted(qtbot, workspace)
    desk = workspace.desk
    assert desk
    (claim,) = desk.claims
    workspace.do(edits.change("Tag", (claim, replace(claim, tags=(Tag.ALLEGATION,)))))
    assert held(sums.overview) == as_counted(workspace)
    assert sums.progress == ""
    source = workspace.reader.all_sources()[0]
    workspace.do(edits.change("Rename", (source, replace(source, name="the clerk"))))
    assert sums.progress == "Counted 1 of 5 stories"
    last = workspace.articles()[-1]
    listings = workspace.reader.listings(last.id)
    workspace.do(edits.delete_article(workspace.reader.marks(last.id), listings))
    workspace.undo()
    article = workspace.articles()[1]
    workspace.do(edits.change("Date", (article, replace(article, published="2020-03-09"))))
    settled(qtbot, sums)
    assert held(sums.overview) == as_counted(workspace)
    assert len(workspace.reader.kept_sums(shipped())) == STORIES
    workspace.close()
    assert examine(project) == []


@pytest.mark.slow
def test_other_house_rules_have_everything_counted_anew(
    qtbot: QtBot, workspace: Workspace
) -> None:
    house: list[HouseRules] = [shipped()]
    sums = ProjectSums(workspace, workspace, lambda: house[0])
    sums.want("the test", is_wanted=True)
    settled(qtbot, sums)
    article = workspace.articles()[0].id
    before = sums.of(article)
    assert before
    assert before.open_checks
    house[0] = replace(shipped(), severities=dict.fromkeys(RULES))
    sums.count_anew()
    settled(qtbot, sums)
    now = sums.of(article)
    assert now
    assert now.open_checks == 0
    assert now.numbers == before.numbers


@pytest.mark.slow
def test_a_project_of_somebody_else_is_counted_and_not_changed(
    qtbot: QtBot, qapp: QApplication, project: Path
) -> None:
    before = project.read_bytes()
    with Store.open(project):
        workspace = Workspace(qapp)
        workspace.open(project, "Bo")
        sums = wanted(qtbot, workspace)
        assert len(held(sums.overview)) == STORIES
        workspace.close()
    assert project.read_bytes() == before


@pytest.mark.slow
def test_a_file_that_stays_busy_keeps_nobody_from_being_counted(
    qtbot: QtBot, workspace: Workspace, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_sums, "TRIES", 1)
    with closing(sqlite3.connect(project)) as other:
        other.execute("BEGIN IMMEDIATE")
        sums = wanted(qtbot, workspace)
        assert held(sums.overview) == as_counted(workspace)
    assert workspace.reader.kept_sums(shipped()) == []


@pytest.mark.slow
def test_a_project_that_cannot_be_read_leaves_the_next_one_to_be_counted(
    qtbot: QtBot, workspace: Workspace, project: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    workspace.said.connect(said.append)
    other = tmp_path / "other.onrecord"
    other.write_bytes(project.read_bytes())
    project.unlink()
    sums = ProjectSums(workspace, workspace)
    sums.want("the test", is_wanted=True)
    qtbot.waitUntil(lambda: bool(said))
    workspace.open(other, "Ann")
    settled(qtbot, sums)
    assert len(held(sums.overview)) == STORIES
    settled(qtbot, sums)
    assert len(held(sums.overview)) == STORIES
