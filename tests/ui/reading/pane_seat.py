"""A reading pane on a project with marks, without the window around it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.desk import Desk
from annotator.edits import add
from annotator.model import Claim, Link, Source
from annotator.store import Store
from annotator.vocabulary import LinkKind, SourceKind, Tag
from tests.factories import claim_of, keep_text, new_project
from ui.reading.pane import ReadingPane
from ui.reading.scroll_map import ScrollMap
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.theme import Look, Mode, install_fonts
from ui.workspace import Workspace

Mark = tuple[str, tuple[Tag, ...]]
"""Words of the text, and the tags of the claim on them."""


@dataclass
class PaneSeat:
    """A pane, and what stands behind it."""

    pane: ReadingPane
    workspace: Workspace
    selection: Selection
    look: Look
    parent: QWidget

    @property
    def view(self) -> ArticleView:
        return self.pane.view

    @property
    def desk(self) -> Desk:
        assert self.workspace.desk
        return self.workspace.desk

    def claim(self, words: str) -> Claim:
        return next(claim for claim in self.desk.claims if claim.quote == words)


ShowPane = Callable[..., PaneSeat]


def pane_shower(qtbot: QtBot, tmp_path: Path) -> Iterator[ShowPane]:
    """Yield what shows a text with marks on it on a pane of some size."""
    made: list[PaneSeat] = []

    def show(
        text: str,
        marks: list[Mark],
        *,
        answers: tuple[tuple[str, str], ...] = (),
        about: tuple[str, ...] = (),
        mode: Mode = Mode.LIGHT,
        size: tuple[int, int] = (620, 360),
    ) -> PaneSeat:
        install_fonts()
        path = new_project(tmp_path / f"pane{len(made)}.onrecord")
        _keep(path, text, marks, answers, about)
        parent = QWidget()
        qtbot.addWidget(parent)
        workspace = Workspace(parent)
        look = Look(mode, parent)
        look.apply()
        selection = Selection(workspace, parent)
        view = ArticleView(workspace, selection, look, lambda _chord: False)
        pane = ReadingPane(view, selection, look, ScrollMap(workspace, look, view))
        qtbot.addWidget(pane)
        pane.resize(*size)
        workspace.open(path, "Ann")
        with qtbot.waitExposed(pane):
            pane.show()
        QApplication.processEvents()
        made.append(PaneSeat(pane, workspace, selection, look, parent))
        return made[-1]

    yield show
    for seat in made:
        seat.workspace.close()
    Look(Mode.LIGHT, QApplication.instance()).apply()


def _keep(
    path: Path,
    text: str,
    marks: list[Mark],
    answers: tuple[tuple[str, str], ...],
    about: tuple[str, ...],
) -> None:
    """Keep a text with its claims; those in `about` are about the mill, which `answers`."""
    with Store.open(path) as store:
        article = keep_text(store, text)
        mill = Source("mill", "the mill", SourceKind.INSTITUTION)
        claims = {}
        for words, tags in marks:
            claim = claim_of(article, text, words, tags=tags)
            if words in about:
                claim = replace(claim, targets=(mill.name,))
            if words in {start for start, _ in answers}:
                claim = replace(claim, source_id=mill.id)
            claims[words] = claim
        links = [
            Link(f"l{n}", LinkKind.DENIES, claims[start].id, claims[goal].id)
            for n, (start, goal) in enumerate(answers)
        ]
        store.apply(add("Mark", mill, *claims.values(), *links))
