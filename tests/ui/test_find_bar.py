"""Finding words in the open article, whichever it is by now."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.store import Store
from tests.factories import keep_text
from tests.ui.seat import seated

SHORT = "Second\n\nA mill, too.\n"


def test_the_next_place_is_in_the_article_that_is_open_now(qtbot: QtBot, project: Path) -> None:
    with Store.open(project) as store:
        keep_text(store, SHORT)
    for reviewer in seated(qtbot, project):
        reviewer.press("Ctrl+F")
        reviewer.type("mill")
        reviewer.press("Alt+Down")
        assert reviewer.text == SHORT
        reviewer.window.find_bar.field.setFocus()
        reviewer.press("Enter")
        span = reviewer.view.span()
        assert span
        assert span.of(SHORT) == "mill"
