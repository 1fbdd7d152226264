"""A project with one small story, and a reviewer at a window on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.store import Store
from tests.factories import keep_text, keep_wire_story, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import STORY, seated


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_text(store, STORY)
    return path


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, project)


@pytest.fixture
def wire(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    """Return a reviewer at the wire story with its 19 claims."""
    path = new_project(tmp_path / "wire.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    yield from seated(qtbot, path)
