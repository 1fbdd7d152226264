"""Half-typed words: a kill loses two seconds at most, and the rest comes back in its field."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Article, Evidence
from annotator.store import Store
from annotator.store.drafts import Place
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from annotator.vocabulary import EvidenceKind
from tests.factories import keep_wire_story, project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import claims, go_to, message, seated, selected
from ui.dialogs.article_details import ArticleDetails
from ui.panels.fields import LineField, NoteField

ROOT = Path(__file__).parents[2]
MOST_LOST = 2.0
"""Seconds of typing that a kill may cost."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "wire.onrecord", keep_wire_story)


def kept(project: Path) -> dict[Place, str]:
    with Reader.open(project) as reader:
        return reader.drafts()


def steps(project: Path) -> int:
    with Reader.open(project) as reader:
        return len(reader.history())


def type_note(reviewer: Reviewer, words: str, number: int = 1) -> NoteField:
    go_to(reviewer, number)
    reviewer.window.inspector.focus_note()
    note = reviewer.window.inspector.form.note
    QTest.keyClicks(note, words)
    return note


def killed(project: Path) -> Path:
    """Return the project as a kill of a window on it at this moment would leave it."""
    left = project.with_name("left.onrecord")
    shutil.copyfile(project, left)
    return left


def reopened(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    return seated(qtbot, project)


@pytest.mark.slow
def test_a_killed_window_loses_two_seconds_of_typing_at_most(qtbot: QtBot, project: Path) -> None:
    before = steps(project)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typist", str(project)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    assert child.stdout
    typed: dict[int, float] = {}
    for line in child.stdout:
        number, at = line.split()
        typed[int(number)] = float(at)
        if at and float(at) - typed[0] > 2 * MOST_LOST:
            break
    ended = monotonic()
    child.kill()
    rest = child.communicate()[0].split()
    typed |= {int(n): float(at) for n, at in zip(rest[::2], rest[1::2], strict=False)}
    due = [number for number, at in typed.items() if at <= ended - MOST_LOST]
    assert len(due) > 20
    ((place, words),) = kept(project).items()
    assert place.field == "note"
    assert words.startswith("".join(f"{number} " for number in due))
    assert steps(project) == before
    for reviewer in reopened(qtbot, project):
        note = reviewer.window.inspector.form.note
        assert (selected(reviewer), note.toPlainText()) == (1, words)
        assert note.isVisible()
        assert "typing is back in its field" in message(reviewer)
        note.setFocus()
        QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert claims(reviewer)[0].note == words.rstrip()
        qtbot.waitUntil(lambda: kept(project) == {})
    assert examine(project) == []


@pytest.mark.slow
def test_words_that_are_kept_or_given_up_are_no_draft_and_leave_no_trace(
    qtbot: QtBot, project: Path
) -> None:
    for reviewer in reopened(qtbot, project):
        note = type_note(reviewer, "Zwetschgen ")
        qtbot.waitUntil(lambda: len(kept(project)) == 1)
        assert b"Zwetschgen" in project.read_bytes()
        QTest.keyClick(note, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: kept(project) == {})
        assert b"Zwetschgen" not in project.read_bytes()
        note = type_note(reviewer, "Kept")
        qtbot.waitUntil(lambda: len(kept(project)) == 1)
        go_to(reviewer, 2)
        qtbot.waitUntil(lambda: kept(project) == {})
    assert "typing" not in message(reviewer)
    with Reader.open(project) as reader:
        (article,) = reader.articles()
        assert [c.note for c in reader.marks(article.id).claims if c.note == "Kept"] == ["Kept"]


def test_what_cannot_be_kept_on_closing_is_back_the_next_time(qtbot: QtBot, project: Path) -> None:
    for reviewer in reopened(qtbot, project):
        window = reviewer.window
        source = claims(reviewer)[0].source_id
        assert source
        go_to(reviewer, 1)
        window.show_tab(window.sources)
        form = window.sources.form
        form.show_source(next(s for s in window.workspace.project_sources() if s.id == source))
        form.name.setFocus()
        form.name.selectAll()
        QTest.keyClick(form.name, Qt.Key.Key_Delete)
        QTest.keyClicks(form.name, " ")
        assert not window.close()
        assert window.close()
    assert [place.field for place in kept(project)] == ["name"]


def test_the_field_of_every_noun_brings_its_own_words_back(qtbot: QtBot, project: Path) -> None:
    for reviewer in reopened(qtbot, project):
        window = reviewer.window
        first, second = claims(reviewer)[:2]
        window.workspace.drafts.note(Place(first.id, "via"), "by telephone")
        window.workspace.drafts.note(Place(second.id, "targetField"), "the mayor")
        window.workspace.drafts.note(Place(second.id, "note"), "ask again")
        left = window.workspace.path
    assert left
    for reviewer in reopened(qtbot, project):
        window = reviewer.window
        assert selected(reviewer) == 2
        assert window.inspector.form.note.toPlainText() == "ask again"
        assert window.inspector.form.targets.line.text() == "the mayor"
        go_to(reviewer, 1)
        shown = [field.text() for field in window.inspector.findChildren(LineField)]
        assert "by telephone" in shown
        assert "the mayor" not in shown
        # What was left was kept, as what is typed is.
        desk = window.workspace.desk
        assert desk
        now = desk.claim(second.id)
        assert now
        assert (now.note, "the mayor" in now.targets) == ("ask again", True)


def test_every_field_for_words_keeps_what_is_half_typed(qtbot: QtBot, project: Path) -> None:
    with Store.open(project) as store:
        (article,) = store.articles()
        claim = next(c for c in store.marks(article.id).claims if c.targets)
        borne_out = replace(claim, evidence=(Evidence(EvidenceKind.PRIMARY, "Ledger"),))
        store.apply(edits.change("Add evidence", (claim, borne_out)))
    typed = set()
    for reviewer in reopened(qtbot, project):
        window = reviewer.window
        window.show_tab(window.sources)
        go_to(reviewer, [c.id for c in claims(reviewer)].index(claim.id) + 1)
        window.sources.show_source(window.workspace.project_sources()[0])
        window.claims.ask_source()
        window.claims.ask_target()
        waiving = window.checks.waiving
        waiving.ask(list(window.checks.open_findings())[:1])
        fields: list[LineField | NoteField] = []
        fields += window.findChildren(LineField)
        fields += window.findChildren(NoteField)
        for number, field in enumerate(fields):
            field.restore()
            words = str(number + 1) if field is window.sources.form.count else f"typed {number}"
            field.resume(words)
            typed.add(words)
        window.workspace.close()
        assert set(kept(project).values()) == typed
        for field in fields:
            field.restore()
    assert len(typed) > 20


@pytest.mark.slow
def test_a_dialog_brings_its_words_back_until_it_is_done_with(qtbot: QtBot, project: Path) -> None:
    def details(reviewer: Reviewer) -> ArticleDetails:
        reviewer.window.actions_.run("article.rename")
        dialog = reviewer.window.findChild(QDialog, "articleDetails")
        assert isinstance(dialog, ArticleDetails)
        return dialog

    for reviewer in reopened(qtbot, project):
        QTest.keyClicks(details(reviewer).byline, "and others")
        qtbot.waitUntil(lambda: len(kept(project)) == 1)
        left = killed(project)
    for reviewer in reopened(qtbot, left):
        assert "typing is back when" in message(reviewer)
        dialog = details(reviewer)
        assert dialog.byline.text().endswith("and others")
        dialog.accept()
        qtbot.waitUntil(lambda: kept(left) == {})
        article = reviewer.window.workspace.article
        assert isinstance(article, Article)
        assert str(article.byline).endswith("and others")


@pytest.mark.slow
def test_a_busy_file_holds_no_key_up_and_gets_the_words_when_it_is_free(
    qtbot: QtBot, project: Path
) -> None:
    for reviewer in reopened(qtbot, project):
        rival = sqlite3.connect(project, isolation_level=None)
        rival.execute("BEGIN IMMEDIATE")
        type_note(reviewer, "typed meanwhile")
        drafts = reviewer.window.workspace.drafts
        # Found busy more than once: it is tried again, and nothing is told.
        with qtbot.waitSignal(drafts.file_wanted):
            pass
        assert "could not" not in message(reviewer)
        rival.execute("ROLLBACK")
        rival.close()
        qtbot.waitUntil(lambda: list(kept(project).values()) == ["typed meanwhile"])


@pytest.mark.slow
def test_words_never_come_into_a_file_that_took_the_place_of_theirs(
    qtbot: QtBot, project: Path
) -> None:
    other = project_with(project.with_name("other.onrecord"), keep_wire_story)
    for reviewer in reopened(qtbot, project):
        other.replace(project)
        with qtbot.waitSignal(reviewer.window.workspace.failed) as failed:
            type_note(reviewer, "for the other file")
        assert "replaced" in str(failed.args)
        assert kept(project) == {}
        QTest.keyClick(reviewer.window.inspector.form.note, Qt.Key.Key_Escape)


def test_a_damaged_draft_is_told_by_the_doctor_and_never_offered(project: Path) -> None:
    with Store.open(project) as store:
        assert store.draft_keeper.keep({Place("a", "note"): "whole", Place("b", "note"): "right"})
    with sqlite3.connect(project) as conn:
        conn.execute("UPDATE draft SET words = 'wrong' WHERE about = 'b'")
    assert kept(project) == {Place("a", "note"): "whole"}
    (found,) = examine(project)
    assert "the draft" in found
