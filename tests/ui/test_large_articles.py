"""A long article is read behind a card: the window waits for nothing, and Esc cancels."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Article, Claim, new_id
from annotator.store import Store
from tests.factories import keep_text, new_project
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import STORY, seated
from ui import jobs, opening
from ui.opening import LARGE_TEXT, MANY_CLAIMS

LINE = "The union said that the mill dumped waste in the river on a Friday night.\n\n"
BUSY = "A busy story\n\n" + LINE * 2000


def claim_on(article: Article, number: int) -> Claim:
    at = BUSY.index("union") + number % 2000 * len(LINE)
    return Claim(new_id(), article.id, at, at + 5, "union")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((300_000, 2_000), id="less"),
        pytest.param((LARGE_TEXT, MANY_CLAIMS), id="whole", marks=pytest.mark.slow),
    ],
)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Return how many characters are long here, and how many claims many."""
    characters, claims = request.param
    return characters, claims


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, size: tuple[int, int]) -> Path:
    characters, many = size
    path = new_project(tmp_path_factory.mktemp("large") / "desk.onrecord")
    with Store.open(path) as store:
        keep_text(store, STORY)
        keep_text(store, "A long story\n\n" + LINE * (characters // len(LINE) + 1), "long.txt")
        busy = keep_text(store, BUSY, "busy.txt")
        claims = [claim_on(busy, n) for n in range(many + 1)]
        store.apply(edits.add("Mark", *claims))
    return path


@pytest.fixture
def project(
    tmp_path: Path, made: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> Path:
    monkeypatch.setattr(opening, "LARGE_TEXT", size[0])
    return Path(copyfile(made, tmp_path / made.name))


@pytest.fixture
def desk(qtbot: QtBot, project: Path) -> Iterator[Reviewer]:
    yield from seated(qtbot, project)


def choose(desk: Reviewer, number: int) -> None:
    """Go to an article in the library, as with the arrow keys."""
    library = desk.window.library.list
    library.setFocus()
    library.setCurrentIndex(library.model().index(number, 0))


def title(desk: Reviewer) -> str:
    found = desk.window.workspace.desk
    return found.article.title if found else ""


def chosen(desk: Reviewer) -> int:
    return desk.window.library.list.currentIndex().row()


def card(desk: Reviewer) -> QWidget:
    found = desk.window.findChild(QWidget, "openingCard")
    assert found
    return found


@pytest.mark.slow
def test_a_long_article_is_there_once_it_is_read(qtbot: QtBot, desk: Reviewer) -> None:
    with qtbot.waitSignal(desk.window.workspace.article_opened):
        choose(desk, 1)
        assert title(desk) == "Mill accused of dumping"
        assert card(desk).isVisible()
        assert "Opening “A long story”… Esc cancels" in [
            label.text() for label in card(desk).findChildren(QLabel)
        ]
    assert title(desk) == "A long story"
    assert not card(desk).isVisible()
    assert chosen(desk) == 1


@pytest.mark.slow
def test_an_article_with_many_claims_on_its_first_page_is_opened_like_a_long_one(
    qtbot: QtBot, desk: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MANY_CLAIMS", 100)
    choose(desk, 2)
    assert card(desk).isVisible()
    assert title(desk) == "Mill accused of dumping"
    qtbot.waitUntil(lambda: title(desk) == "A busy story")
    assert not card(desk).isVisible()


@pytest.mark.slow
def test_esc_leaves_the_article_that_was_open(qtbot: QtBot, desk: Reviewer) -> None:
    workspace = desk.window.workspace
    with qtbot.assertNotEmitted(workspace.article_opened):
        choose(desk, 1)
        desk.press("Esc")
        assert not workspace.is_opening
        qtbot.waitUntil(lambda: not jobs.are_running())
    assert title(desk) == "Mill accused of dumping"
    assert chosen(desk) == 0
    assert not card(desk).isVisible()


@pytest.mark.slow
def test_another_article_is_opened_instead(qtbot: QtBot, desk: Reviewer) -> None:
    choose(desk, 1)
    choose(desk, 2)
    qtbot.waitUntil(lambda: title(desk) == "A busy story")
    qtbot.waitUntil(lambda: not jobs.are_running())
    assert title(desk) == "A busy story"
    assert chosen(desk) == 2
    assert not card(desk).isVisible()


def test_going_back_to_the_open_article_cancels(qtbot: QtBot, desk: Reviewer) -> None:
    choose(desk, 1)
    choose(desk, 0)
    qtbot.waitUntil(lambda: not jobs.are_running())
    assert title(desk) == "Mill accused of dumping"


def test_the_keys_of_the_text_do_nothing_to_what_is_covered(qtbot: QtBot, desk: Reviewer) -> None:
    desk.view.setFocus()
    desk.window.workspace.show_article(desk.window.workspace.articles()[1].id)
    QTest.keyClick(desk.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: title(desk) == "A long story")
    desk.window.workspace.show_article(desk.window.workspace.articles()[0].id)
    assert desk.window.workspace.desk
    assert desk.window.workspace.desk.claims == []
    assert desk.view.hasFocus()


@pytest.mark.slow
def test_an_edit_in_between_is_read_too(
    qtbot: QtBot, desk: Reviewer, size: tuple[int, int]
) -> None:
    workspace = desk.window.workspace
    busy = workspace.articles()[2]
    choose(desk, 2)
    with qtbot.assertNotEmitted(workspace.failed):
        workspace.do(edits.add("Mark", Claim(new_id(), busy.id, 2, 6, "busy")))
    qtbot.waitUntil(lambda: title(desk) == "A busy story")
    assert workspace.desk
    assert len(workspace.desk.claims) == size[1] + 2


def test_an_article_that_is_deleted_meanwhile_is_not_opened(qtbot: QtBot, desk: Reviewer) -> None:
    choose(desk, 1)
    desk.window.library.delete_chosen()
    qtbot.waitUntil(lambda: not jobs.are_running())
    assert title(desk) == "Mill accused of dumping"
    assert not card(desk).isVisible()


@pytest.mark.slow
def test_closing_the_window_meanwhile_lets_the_project_go(
    qtbot: QtBot, desk: Reviewer, project: Path
) -> None:
    choose(desk, 1)
    desk.window.close()
    qtbot.waitUntil(lambda: not jobs.are_running())
    with Store.open(project, patience=0) as store:
        assert len(store.articles()) == 3
