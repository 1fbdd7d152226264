"""A window's worth of objects on the marked wire story, for the tests of panels."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.desk import Desk
from annotator.model import Article, Claim
from annotator.store import Store
from tests.factories import keep_text, keep_wire_story, new_project
from ui.actions import Actions
from ui.keymap import Keymap
from ui.selection import Selection
from ui.settings import Settings
from ui.theme import Look, Mode, install_fonts
from ui.workspace import Workspace

ALLEGATION, DENIAL = 6, 8
"""Where the accusation of spying and Huawei's denial stand among the claims."""


@dataclass
class MarkedDesk:
    """The workspace on the marked story, what it said, and what failed."""

    workspace: Workspace
    selection: Selection
    look: Look
    actions: Actions
    other: Article
    said: list[str]
    failed: list[str]
    selected: list[Claim] = field(default_factory=list)
    """The claims that are selected in another panel."""

    @property
    def desk(self) -> Desk:
        assert self.workspace.desk
        return self.workspace.desk

    def claim(self, at: int) -> Claim:
        return self.desk.claims[at]

    def now(self, claim: Claim) -> Claim:
        found = self.desk.claim(claim.id)
        assert found
        return found


@pytest.fixture
def marked(qtbot: QtBot, tmp_path: Path) -> MarkedDesk:
    install_fonts()
    path = new_project(tmp_path / "story.onrecord")
    with Store.open(path, reviewer="Ann") as store:
        keep_wire_story(store)
        other = keep_text(store, "The mayor said the bridge is safe.\n\nCritics say it is not.\n")
    window = QWidget()
    qtbot.addWidget(window)
    workspace = Workspace(window)
    workspace.open(path, "Ann")
    said: list[str] = []
    failed: list[str] = []
    workspace.said.connect(said.append)
    workspace.failed.connect(lambda error: failed.append(str(error)))
    look = Look(Mode.LIGHT, window)
    selection = Selection(workspace, window)
    actions = Actions(Keymap(Settings()), window)
    return MarkedDesk(workspace, selection, look, actions, other, said, failed)
