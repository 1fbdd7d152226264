"""No word of the window escapes translation: all of them marked, what is not marked is data."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import count, takewhile
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QObject, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.model import DEFAULT_REVIEWER
from tests.ui.everything import actions_of, greek_project, screens
from tests.ui.seat import seated
from ui.help import pages
from ui.keys import canonical
from ui.panels.search_empty import EXAMPLES

_WORD = re.compile(r"[A-Za-z]{2,}")
_NOT_OURS = {"On Record", "UTF-8", DEFAULT_REVIEWER}
"""What has the same name in every language, and the name that a project keeps."""


_OF_THE_PROJECT = {
    "historyTable",
    "checksTable",
    "pictureTable",
    "replyText",
    "replyPlace",
    "exportRows",
    "exportResults",
    "recoveryFindings",
    "recoveryLosses",
    "oldWords",
    "newWords",
    "backupsState",
    *("forgetTold", "forgetFurther", "keptRest", "identityPreview", "keptLabel"),
}
"""What shows sentences that the project holds, or what checks, pictures and replies say.

Or what is shortened, and asked for whole as what is spoken."""
_DESCRIBED = {"picture", "pictureTable"}
"""What a picture shows is told in English, too; its name is translated."""


class Marking(QTranslator):
    """A language in which every string says that it was translated."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        del context, disambiguation, n
        return f"⟦{sourceText}⟧"


@pytest.fixture
def marking(qapp: QApplication) -> Iterator[Marking]:
    made = Marking()
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield every text of a widget with what it is."""
    yield "tip", widget.toolTip()
    yield "spoken name", widget.accessibleName()
    if widget.objectName() not in _DESCRIBED:
        yield "spoken description", widget.accessibleDescription()
    is_project = widget.objectName() in _OF_THE_PROJECT or isinstance(widget, QHeaderView)
    if isinstance(widget, QLabel | QAbstractButton) and not is_project:
        yield "text", widget.text()
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(n)) for n in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(n)) for n in range(widget.count()))
    table = widget.parent()  # whose columns are those of the file
    is_file = isinstance(table, QWidget) and table.objectName() == "exportRows"
    if isinstance(widget, QHeaderView) and widget.isVisible() and not is_file:
        yield from (("header", words) for words in headers(widget.model()))
    if isinstance(widget, QAbstractItemView) and not is_project:
        yield from (("cell", words) for words in cells(widget.model()))
    if isinstance(widget, QMenu):
        yield "menu", widget.title()
    if widget.isWindow():
        yield "title", widget.windowTitle()


def cells(model: QAbstractItemModel) -> Iterator[str]:
    """Yield what the first rows show and say."""
    for row in range(min(model.rowCount(), 40)):
        for column in takewhile(partial(model.hasIndex, row), count()):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                words = model.index(row, column).data(role)
                if isinstance(words, str):
                    yield words


def headers(model: QAbstractItemModel) -> Iterator[str]:
    for column in range(model.columnCount()):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = model.headerData(column, Qt.Orientation.Horizontal, role)
            if isinstance(words, str):
                yield words


def unmarked(words: str, data: set[str]) -> bool:
    """Return whether a text has a word of its own outside of every mark."""
    outside = words
    while (fewer := re.sub(r"⟦[^⟦⟧]*⟧", " ", outside)) != outside:
        outside = fewer
    outside = re.sub(r"</?qt>", " ", outside)
    for known in sorted(data, key=len, reverse=True):
        outside = outside.replace(known, " ")
    return _WORD.search(outside) is not None


def is_key(words: str) -> bool:
    words = re.sub("[⟦⟧]", "", words)  # Qt's own names of keys are translated, too
    parts = re.split(r"\s{2,}|/|–|×", words.strip())
    return all(not part or canonical(part) or part == "Del" for part in map(str.strip, parts))


def is_shown(widget: QObject, screen: QWidget) -> bool:
    if not isinstance(widget, QWidget) or isinstance(widget, QTextBrowser):
        return False
    return widget.isVisible() or isinstance(screen, QMenu)


@pytest.mark.slow
def test_every_word_of_every_window_is_translated(
    qtbot: QtBot, tmp_path: Path, marking: Marking, onrecord_home: Path
) -> None:
    del marking
    project = greek_project(tmp_path / "δήμος.onrecord")
    file = tmp_path / "άλλο2.txt"
    file.write_text("Τρίτο\n\nΚείμενο τρίτο.\n", encoding="utf-8")
    data = {str(tmp_path), str(onrecord_home), ".onrecord", ".docx", ".txt", ".json", ".html"}
    data |= {*_NOT_OURS, *(page.title for page in pages().values())}
    data |= {line for _, line in EXAMPLES}
    missed = set()
    for reviewer in seated(qtbot, project):
        for screen, top in screens(reviewer, file):
            for widget in (top, *top.findChildren(QWidget)):
                if is_shown(widget, top):
                    for what, words in texts(widget):
                        if unmarked(words, data) and not is_key(words):
                            missed.add(f"{screen}: {what} {words!r} ({widget.objectName()})")
            for action in actions_of(top):
                words, _, key = action.text().partition("\t")
                assert not key or is_key(key)
                if unmarked(words, data):
                    missed.add(f"{screen}: action {words!r}")
    assert not missed, "\n".join(sorted(missed))
