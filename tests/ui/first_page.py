"""A window on an article with many claims, as far as its first page; the rest waits."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.desk import Desk
from annotator.model import Article, Claim, Link, Source, new_id
from annotator.store import Store
from annotator.vocabulary import LinkKind, Tag
from tests.factories import keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import STORY, seated
from ui import jobs, opening

LINE = "The union said that the mill dumped waste in the river on a Friday night.\n\n"
BUSY = "A busy story\n\n" + LINE * 120
EARLY, MANY = 40, 120
"""How many lines begin on the first page, and how many there are; one claim on each."""
TAGS = ((Tag.ALLEGATION,), (Tag.DENIAL,), (Tag.OFFICIAL, Tag.ALLEGATION), ())


def place_of(line: int) -> int:
    return BUSY.index("union") + line * len(LINE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with a claim on each line, some answered from far below."""
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_text(store, STORY)
        busy = keep_text(store, BUSY, "busy.txt")
        union, mill = Source(new_id(), "The union"), Source(new_id(), "The mill")
        claims = [claim_on(busy, line, (union, mill)[line % 2]) for line in range(MANY)]
        links = [
            Link(new_id(), kind, claims[a].id, claims[b].id)
            for a, b, kind in (
                (MANY - 3, 0, LinkKind.DENIES),
                (5, 2, LinkKind.DENIES),
                (MANY - 2, MANY - 3, LinkKind.CONTINUES),
                (9, MANY - 4, LinkKind.DENIES),
            )
        ]
        store.apply(edits.add("Mark", union, mill, *claims, *links))
    return path


def claim_on(article: Article, line: int, source: Source) -> Claim:
    at, tags = place_of(line), TAGS[line % len(TAGS)]
    targets = ("The mill",) if Tag.ALLEGATION in tags else ()
    return Claim(
        new_id(), article.id, at, at + 20, BUSY[at : at + 20], tags, source.id, targets=targets
    )


@pytest.fixture
def release() -> Iterator[Callable[[], None]]:
    """Keep everything in the background waiting until what is returned is called."""
    pool, gate = QThreadPool.globalInstance(), Event()
    pool.waitForDone()
    threads = pool.maxThreadCount()
    pool.setMaxThreadCount(1)
    jobs.start(gate.wait, lambda _: None, lambda _: None)
    yield gate.set
    gate.set()
    pool.setMaxThreadCount(threads)


@pytest.fixture
def desk(
    qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch, release: Callable[[], None]
) -> Iterator[Reviewer]:
    monkeypatch.setattr(opening, "FIRST_PAGE", place_of(EARLY))
    monkeypatch.setattr(opening, "LARGE_REST", 3)
    del release
    yield from seated(qtbot, project)


def choose(desk: Reviewer, number: int) -> None:
    chosen = desk.window.library.list.selectionModel()
    chosen.setCurrentIndex(chosen.model().index(number, 0), chosen.SelectionFlag.ClearAndSelect)


def begin(desk: Reviewer) -> Desk:
    """Open the busy story as far as its first page, painted."""
    choose(desk, 1)
    QApplication.processEvents()
    beginning = desk.window.workspace.beginning
    assert beginning
    assert desk.window.workspace.desk is None
    return beginning


def finish(qtbot: QtBot, desk: Reviewer, release: Callable[[], None]) -> Desk:
    """Let the rest be read; return the whole."""
    release()
    qtbot.waitUntil(lambda: not desk.window.workspace.is_opening)
    QApplication.processEvents()
    whole = desk.window.workspace.desk
    assert whole
    assert len(whole.claims) == MANY
    return whole


def pictures(desk: Reviewer) -> list[QImage]:
    pane = desk.window.pane
    QApplication.processEvents()
    return [part.grab().toImage() for part in (pane.view.viewport(), pane.margin, pane.cards)]


def counts(desk: Reviewer) -> str:
    label = desk.window.findChild(QLabel, "counts")
    assert label
    return label.text()


def point_of(desk: Reviewer, claim: Claim) -> QPoint:
    frame = desk.view.frame_now()
    assert frame
    return frame.of(claim)[0].rect.center().toPoint()
