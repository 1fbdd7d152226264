"""A window on a small story, with a reviewer at it."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.model import Claim
from tests.journeys.reviewer import Reviewer
from ui.app import open_window

STORY = (
    "Mill accused of dumping\n\n"
    "The union said that the mill dumped waste. “It did so twice,” a clerk said.\n\n"
    "The mill denies it. Family 👨‍👩‍👧 of three said e\u0301tude.\n\n"
    "Source: Read Full Article\n"
)


def put_up(qtbot: QtBot, panel: QWidget, width: int, height: int) -> None:
    """Show a panel as a window of its own, and give it the keys."""
    qtbot.addWidget(panel)
    panel.resize(width, height)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()


def seated(qtbot: QtBot, project: Path | None) -> Iterator[Reviewer]:
    window = open_window(project)
    qtbot.addWidget(window)
    window.resize(1280, 860)
    with qtbot.waitActive(window):
        window.activateWindow()
    reviewer = Reviewer(window)
    reviewer.view.setFocus()
    yield reviewer
    window.close()


def quotes(reviewer: Reviewer) -> list[str]:
    desk = reviewer.window.workspace.desk
    return [claim.quote for claim in desk.claims] if desk else []


def message(reviewer: Reviewer) -> str:
    label = reviewer.window.findChild(QLabel, "statusMessage")
    assert label
    return label.text()


def claims(reviewer: Reviewer) -> list[Claim]:
    desk = reviewer.window.workspace.desk
    return list(desk.claims) if desk else []


def selected(reviewer: Reviewer) -> int | None:
    """Return the number of the selected claim."""
    claim, desk = reviewer.window.selection.claim, reviewer.window.workspace.desk
    return desk.number_of(claim) if claim and desk else None


def selected_claim(reviewer: Reviewer) -> Claim:
    claim = reviewer.window.selection.claim
    assert claim
    return claim


def mark_allegation(reviewer: Reviewer, words: str = "mill dumped") -> None:
    """Mark the first claim of an article."""
    reviewer.drag_words(words)
    reviewer.press("A")
    assert quotes(reviewer) == [words]


def hints(reviewer: Reviewer) -> str:
    return " ".join(reviewer.window.actions_.hints())


def go_to(reviewer: Reviewer, number: int) -> None:
    """Go to a claim by its number, as by many presses of J."""
    reviewer.window.text_commands.going.choose(claims(reviewer)[number - 1])


def links(reviewer: Reviewer) -> int:
    desk = reviewer.window.workspace.desk
    return len(list(desk.links())) if desk else 0
