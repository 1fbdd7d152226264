"""A project with one small story, and a reviewer at a window on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.store import Store, cipher
from tests.factories import keep_text, keep_wire_story, project_with
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import STORY, seated
from ui import far_project


def _story(store: Store) -> None:
    keep_text(store, STORY)


@pytest.fixture(autouse=True)
def no_key_left() -> Iterator[None]:
    """Leave no key of one test to the next."""
    yield
    cipher.forget_all()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "desk.onrecord", _story)


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, project)


@pytest.fixture
def wire(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    """Return a reviewer at the wire story with its 19 claims."""
    path = project_with(tmp_path / "wire.onrecord", keep_wire_story)
    yield from seated(qtbot, path)


@pytest.fixture
def synced(tmp_path: Path) -> Path:
    """Return a project in a folder that is synced with other machines."""
    folder = tmp_path / "Sync" / "stories"
    folder.mkdir(parents=True)
    (tmp_path / "Sync" / ".stfolder").mkdir()
    return project_with(folder / "mill.onrecord", _story)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is far away be written back at once after each change."""
    monkeypatch.setattr(far_project, "QUIET", 1)
    monkeypatch.setattr(far_project, "_REST", 0)
