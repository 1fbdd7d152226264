"""The story strip beside the page: what it shows, and the mouse on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.model import Claim
from annotator.store import Store
from annotator.vocabulary import Tag
from tests.factories import claim_of, keep_text, keep_wire_story, new_project
from ui.reading.scroll_map import ScrollMap
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.theme import Look, Mode, install_fonts
from ui.workspace import Workspace

STORY = "Mill accused\n\n" + "\n\n".join(
    f"Paragraph {n} says that the mill on the river dumped its waste there, twice, at night."
    for n in range(1, 201)
)


class Page:
    """A view with its scroll map."""

    def __init__(self, project: Path) -> None:
        self.window = QWidget()
        self.workspace = Workspace(self.window)
        self.look = Look(Mode.LIGHT, self.window)
        selection = Selection(self.workspace, self.window)
        self.view = ArticleView(self.workspace, selection, self.look, lambda _: False)
        self.map = ScrollMap(self.workspace, self.look, self.view, self.window)
        row = QHBoxLayout(self.window)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        row.addWidget(self.map)
        self.window.resize(820, 620)
        self.window.show()
        self.workspace.open(project, "Ann")

    @property
    def text(self) -> str:
        assert self.workspace.desk
        return self.workspace.desk.text

    @property
    def seen(self) -> tuple[float, float]:
        start, end = self.view.seen_range()
        return start / len(self.text), end / len(self.text)

    def place(self, share: float) -> QPoint:
        return QPoint(self.map.width() // 2, round(10 + share * (self.map.height() - 20)))

    def color(self, share: float) -> QColor:
        return self.map.grab().toImage().pixelColor(self.place(share))

    def mark(self, words: str, *tags: Tag, **fields: object) -> Claim:
        assert self.workspace.desk
        claim = claim_of(self.workspace.desk.article, self.text, words, tags=tags, **fields)
        self.workspace.do(edits.add("Mark", claim))
        return claim


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[Page]:
    install_fonts()
    path = new_project(tmp_path / "story.onrecord")
    with Store.open(path) as store:
        keep_text(store, STORY)
        keep_wire_story(store)
    made = Page(path)
    qtbot.addWidget(made.window)
    QApplication.processEvents()
    yield made
    made.workspace.close()


@pytest.mark.parametrize("share", [0.8, 0.3, 0.55])
def test_a_click_shows_the_text_that_stands_there(page: Page, share: float) -> None:
    QTest.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=page.place(share))
    start, end = page.seen
    assert start <= share <= end
    assert abs((start + end) / 2 - share) < 0.02


def test_clicks_at_the_ends_show_the_ends(page: Page) -> None:
    bar = page.view.verticalScrollBar()
    QTest.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=page.place(1.0))
    assert bar.value() == bar.maximum()
    QTest.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=page.place(0.0))
    assert page.seen[0] == 0


def test_a_drag_of_the_outline_scrolls_as_far_as_the_mouse_goes(page: Page) -> None:
    press, start = page.place(0.01), page.seen[0]
    QTest.mousePress(page.map, Qt.MouseButton.LeftButton, pos=press)
    for share in (0.2, 0.4, 0.61):
        QTest.mouseMove(page.map, page.place(share))
    assert abs(page.seen[0] - start - 0.6) < 0.02
    QTest.mouseMove(page.map, page.place(0.31))
    QTest.mouseRelease(page.map, Qt.MouseButton.LeftButton, pos=page.place(0.31))
    assert abs(page.seen[0] - start - 0.3) < 0.02


def test_a_press_beside_the_outline_goes_there_and_drags_on(page: Page) -> None:
    QTest.mousePress(page.map, Qt.MouseButton.LeftButton, pos=page.place(0.5))
    assert abs(sum(page.seen) / 2 - 0.5) < 0.02
    QTest.mouseMove(page.map, page.place(0.7))
    QTest.mouseRelease(page.map, Qt.MouseButton.LeftButton, pos=page.place(0.7))
    assert abs(sum(page.seen) / 2 - 0.7) < 0.02


def test_another_button_and_a_mouse_that_passes_by_scroll_nothing(page: Page) -> None:
    QTest.mouseClick(page.map, Qt.MouseButton.RightButton, pos=page.place(0.8))
    QTest.mouseMove(page.map, page.place(0.5))
    assert page.view.verticalScrollBar().value() == 0


def test_the_wheel_goes_on_to_the_page(page: Page) -> None:
    none = Qt.MouseButton.NoButton
    place = QPointF(page.place(0.5))
    where = QPointF(page.map.mapToGlobal(place))
    wheel = QWheelEvent(
        place,
        where,
        QPoint(),
        QPoint(0, -240),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.map, wheel)
    assert page.view.verticalScrollBar().value() > 0


def test_the_map_takes_the_place_of_the_scroll_bar_and_never_the_focus(page: Page) -> None:
    page.view.setFocus()
    QTest.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=page.place(0.4))
    assert not page.view.verticalScrollBar().isVisible()
    assert page.map.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert page.map.objectName() == "storyStrip"


def test_the_band_follows_each_claim_and_each_undo(page: Page) -> None:
    theme = page.look.theme
    middle = page.text.index("Paragraph 100 ") / len(page.text) + 0.001
    assert page.color(middle) == theme.paper
    page.mark("Paragraph 100 says that the mill on the river", Tag.DENIAL)
    assert page.color(middle) == theme.ink(Tag.DENIAL)
    page.workspace.undo()
    assert page.color(middle) == theme.paper
    page.workspace.redo()
    page.look.choose(Mode.DARK)
    assert page.color(middle) == page.look.theme.ink(Tag.DENIAL)
    page.look.choose(Mode.LIGHT)


def test_an_allegation_without_an_answer_is_marked_until_it_has_one(page: Page) -> None:
    bare = page.map.grab().toImage()
    page.mark("Paragraph 100 says", Tag.ALLEGATION, targets=("The mill",))
    assert "1 unanswered" in page.map.accessibleDescription()
    image = page.map.grab().toImage()
    gutter = [(x, y) for x in range(8) for y in range(image.height())]
    assert any(image.pixelColor(*spot) != bare.pixelColor(*spot) for spot in gutter)
    page.workspace.undo()
    assert page.map.grab().toImage() == bare


def test_the_strip_is_told_in_words(page: Page) -> None:
    assert page.map.accessibleName() == "Story strip"
    assert page.map.accessibleDescription().startswith("No claims; showing 0 to ")
    page.mark("Paragraph 100 says", Tag.DENIAL)
    QTest.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=page.place(1.0))
    words = page.map.accessibleDescription()
    assert words.startswith("Claims stand, in percent of the story, at: denial 4")
    assert words.endswith("to 100 percent")


def test_another_article_brings_its_own_strip(page: Page) -> None:
    wire = page.workspace.articles()[1]
    page.workspace.show_article(wire.id)
    assert "official statement" in page.map.accessibleDescription()
    page.workspace.show_article(None)
    assert page.map.accessibleDescription() == "No article is open"
    QTest.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=page.place(0.5))
    assert page.color(0.5) == page.look.theme.chrome


def test_an_article_that_comes_back_is_counted_once(page: Page) -> None:
    story, wire = page.workspace.articles()
    reader = page.workspace.reader
    page.workspace.do(edits.delete_article(reader.marks(story.id), reader.listings(story.id)))
    page.workspace.show_article(wire.id)
    before = page.map.grab().toImage()
    page.workspace.do(edits.delete_article(reader.marks(wire.id), reader.listings(wire.id)))
    page.workspace.undo()
    assert page.map.grab().toImage() == before
    page.workspace.do(edits.remove_claims(reader.marks(wire.id), reader.marks(wire.id).claims))
    assert page.map.accessibleDescription().startswith("No claims")
