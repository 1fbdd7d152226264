"""Whatever anybody does to the window, it stands, and shows what is stored."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.store import Store
from tests.factories import keep_text, keep_wire_story, new_project
from tests.journeys.monkey import Monkey
from tests.ui.seat import STORY, seated
from ui import opening

LOOKED_AT_EVERY, EXAMINED_EVERY = 25, 200
"""After how many events the picture is compared, and the project file gone through."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
        keep_text(store, STORY)
    return path


def let_loose(qtbot: QtBot, project: Path, seed: int, events: int) -> None:
    """Do `events` random things; a failure tells the seed and the last of them."""
    for reviewer in seated(qtbot, project):
        monkey = Monkey(reviewer, seed)
        for n in range(1, events + 1):
            try:
                monkey.act()
                faults = monkey.faults() if n % LOOKED_AT_EVERY == 0 else []
                if n % EXAMINED_EVERY == 0 or n == events:
                    faults += monkey.findings()
                assert faults == []
            except BaseException as error:
                told = "\n".join(monkey.done)
                error.add_note(f"seed {seed}, event {n}, the last of them:\n{told}")
                raise
        pause = f"{monkey.longest * 1000:.0f} ms, at {monkey.slowest!r}"
        work = f"the most work {monkey.hardest * 1000:.0f} ms"
        print(f"seed {seed}: the longest pause was {pause}, {work}")  # noqa: T201
        assert monkey.longest < 2


FEW = [100, pytest.param(300, marks=pytest.mark.slow)]


@pytest.mark.slow
@pytest.mark.parametrize("events", FEW)
def test_a_few_random_events_break_nothing(qtbot: QtBot, project: Path, events: int) -> None:
    let_loose(qtbot, project, 1, events)


@pytest.mark.parametrize("events", FEW)
@pytest.mark.parametrize("seed", [4, pytest.param(5, marks=pytest.mark.slow)])
def test_random_events_break_nothing_while_articles_are_read_behind_their_first_page(
    qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch, seed: int, events: int
) -> None:
    monkeypatch.setattr(opening, "FIRST_PAGE", 400)
    monkeypatch.setattr(opening, "LARGE_REST", 1)
    let_loose(qtbot, project, seed, events)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_a_thousand_random_events_break_nothing(qtbot: QtBot, project: Path, seed: int) -> None:
    let_loose(qtbot, project, seed, 1_000)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(10, 20))
def test_thousands_of_random_events_break_nothing(qtbot: QtBot, project: Path, seed: int) -> None:
    let_loose(qtbot, project, seed, 2_000)
