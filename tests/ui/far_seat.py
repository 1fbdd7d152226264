"""A reviewer at a project in a synced folder, or on a drive that may be away."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.store.reader import Reader
from tests.journeys.reviewer import Reviewer
from tests.ui.seat import seated
from ui import jobs

UNION = "The union said that the mill dumped waste"
ROOT = Path(__file__).parents[2]


def seated_at(qtbot: QtBot, project: Path | None) -> Reviewer:
    """Sit at a window whose project is there."""
    reviewer = next(seated(qtbot, project))
    qtbot.waitUntil(lambda: reviewer.window.workspace.desk is not None)
    reviewer.view.setFocus()
    return reviewer


@contextmanager
def at_work(qtbot: QtBot, project: Path | None) -> Iterator[Reviewer]:
    """Sit at a window whose project is there; close it, and see it gone."""
    reviewer = seated_at(qtbot, project)
    yield reviewer
    reviewer.window.close()
    qtbot.waitUntil(lambda: not reviewer.window.isVisible())
    qtbot.waitUntil(lambda: not jobs.are_running())


def mark(reviewer: Reviewer, words: str = "union said", key: str = "A") -> None:
    reviewer.click(words)
    reviewer.press(key)


def marked(path: Path) -> list[str]:
    with Reader.open(path) as reader:
        (article,) = reader.articles()
        return [claim.quote for claim in reader.marks(article.id).claims]


def holds(path: Path, *words: str) -> Callable[[], bool]:
    return lambda: marked(path) == list(words)


def told(reviewer: Reviewer) -> str:
    """Return what stands in the band."""
    banner = reviewer.window.banner
    return "" if banner.isHidden() else banner.accessibleName()


def push(parent: QWidget, name: str) -> None:
    button = parent.findChild(QPushButton, name)
    assert button
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def saved(reviewer: Reviewer) -> str:
    label = reviewer.window.findChild(QLabel, "savedState")
    assert label
    return label.text()


def away(project: Path) -> Path:
    """Take the drive away; return where it can be brought back from."""
    elsewhere = project.parents[1].with_name("Elsewhere")
    project.parents[1].rename(elsewhere)
    return elsewhere


def shown_dialog(qtbot: QtBot, reviewer: Reviewer) -> QWidget:
    def shown() -> QWidget | None:
        found = reviewer.window.findChildren(QWidget, "writingBackDialog")
        return next((each for each in found if each.isVisible()), None)

    qtbot.waitUntil(lambda: shown() is not None)
    dialog = shown()
    assert dialog
    return dialog


def is_covered(window: QWidget) -> bool:
    """Return whether the page waits for something on its way."""
    return any(card.isVisible() for card in window.findChildren(QWidget, "openingCard"))
