"""A journalist marks the whole wire story by hand, closes, reopens, undoes, redoes, exports."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from annotator import claims_file, importing
from annotator.importers import read
from annotator.store import Store
from annotator.store.reader import Reader
from tests.factories import WIRE_CLAIMS, WIRE_STORY, new_project
from tests.journeys.reviewer import Reviewer
from ui.app import open_window

GOLD = json.loads(WIRE_CLAIMS.read_bytes())
LETTERS = {"allegation": "A", "denial": "D", "official statement": "O", "anonymous source": "N"}
KINDS = {
    "responds": "R",
    "clarifies": "C",
    "supports": "S",
    "partly supports": "P",
    "repeats": "E",
    "contradicts": "K",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return new_project(tmp_path / "desk.onrecord")


def opened(qtbot: QtBot, project: Path) -> Reviewer:
    window = open_window(project)
    qtbot.addWidget(window)
    window.resize(1280, 860)
    with qtbot.waitActive(window):
        window.activateWindow()
    reviewer = Reviewer(window)
    reviewer.view.setFocus()
    return reviewer


def mark_gold(reviewer: Reviewer) -> None:
    """Mark the 19 claims, name their sources, link them."""
    last: tuple[Any, ...] | None = None
    for claim in GOLD["claims"]:
        reviewer.drag(claim["start"], claim["end"])
        source = phrase_of(claim)
        key = (claim["tags"], source)
        if key == last and source:
            reviewer.press("R")
            continue
        first, *more = claim["tags"] or [None]
        reviewer.press(LETTERS[first] if first else "0")
        for tag in more:
            reviewer.press(f"Shift+{LETTERS[tag]}")
        if source:
            reviewer.press("Enter")
            reviewer.type(source)
            reviewer.press("Enter")
        last = key
    for link in GOLD["links"]:
        start, goal = (GOLD["claims"][int(link[end][1:])] for end in ("from", "to"))
        reviewer.click(start["quote"])
        reviewer.press("L")
        if link["kind"] in KINDS:
            reviewer.press(KINDS[link["kind"]])
        reviewer.click(goal["quote"])


def phrase_of(claim: dict[str, Any]) -> str:
    """Return the gold's name for a source, which a person would type."""
    return claim["source"] or ""


def marks_of(project: Path) -> dict[str, Any]:
    with Reader.open(project) as reader:
        (article,) = reader.articles()
        told = claims_file.dump(reader.marks(article.id))
    plain: dict[str, Any] = json.loads(json.dumps(told))
    return plain


def test_the_whole_wire_story_is_marked_by_real_events(
    qtbot: QtBot, project: Path, tmp_path: Path
) -> None:
    with Store.open(project) as store:
        importing.keep(store, read(WIRE_STORY))
    reviewer = opened(qtbot, project)
    mark_gold(reviewer)
    assert reviewer.actions <= 150, reviewer.actions
    reviewer.window.close()

    told = marks_of(project)
    for key in ("start", "end", "quote", "tags", "source"):
        assert [c[key] for c in told["claims"]] == [c[key] for c in GOLD["claims"]]
    assert told["links"] == GOLD["links"]
    targets = {c["id"]: c["targets"] for c in told["claims"] if c["targets"]}
    assert targets == {"c6": ["Huawei"], "c7": ["Huawei"]}

    again = opened(qtbot, project)
    while again.window.workspace.undoable():
        again.press("Ctrl+Z")
    assert again.window.workspace.articles() == []
    again.window.close()

    third = opened(qtbot, project)
    while third.window.workspace.redoable():
        third.press("Ctrl+Shift+Z")
    out = export(qtbot, third, tmp_path / "report.docx")
    third.window.close()
    assert marks_of(project) == told
    with zipfile.ZipFile(out) as package:
        assert package.read("word/comments.xml").count(b"<w:comment ") == 19


def export(qtbot: QtBot, reviewer: Reviewer, out: Path) -> Path:
    """Export the Word report through the dialog."""
    reviewer.press("Ctrl+E")
    dialog = reviewer.window.findChild(QDialog, "exportDialog")
    assert dialog
    field = dialog.findChild(QLineEdit)
    assert field
    field.setFocus()
    field.selectAll()
    reviewer.type(str(out))
    with qtbot.waitSignal(reviewer.window.workspace.said, check_params_cb=lambda w: "Wrote" in w):
        reviewer.press("Enter")
    return out
