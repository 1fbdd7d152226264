"""The margin: brackets and arcs in lanes, and no badge beside the paper."""

from itertools import combinations

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.vocabulary import Tag
from tests.ui.reading.marked_pages import DENIES, DUMPED, OWNER, PAGES, TEXT, TWICE, shown
from tests.ui.reading.pane_seat import Mark, PaneSeat, ShowPane
from ui.reading import arcs, margin
from ui.reading.badges import SIZE
from ui.reading.geometry import Frame
from ui.reading.margin import Places

RIGHT = 122.0


def drawn(seat: PaneSeat, *, is_narrow: bool = False) -> tuple[Frame, Places]:
    """Draw the margin on a picture nobody sees; return what was seen and where it is."""
    frame = seat.view.frame_now()
    assert frame
    placed = margin.brackets(frame)
    picture = QImage(128, 360, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    draw = margin.draw_few if is_narrow else margin.draw_marks
    places = draw(painter, frame, placed, 40.0 if is_narrow else RIGHT, seat.look.theme)
    painter.end()
    return frame, places


@pytest.mark.parametrize("name", PAGES)
def test_no_two_brackets_side_by_side_share_a_lane(show_pane: ShowPane, name: str) -> None:
    frame = shown(show_pane, name).view.frame_now()
    assert frame
    placed = margin.brackets(frame)
    assert [bracket.claim for bracket in placed] == frame.claims
    for one, other in combinations(placed, 2):
        if one.top <= other.bottom and other.top <= one.bottom:
            assert one.lane != other.lane


@pytest.mark.parametrize("name", PAGES)
def test_every_badge_is_on_the_paper(show_pane: ShowPane, name: str) -> None:
    frame, places = drawn(shown(show_pane, name))
    assert places.badges.keys() == {claim.id for claim in frame.claims}
    assert min(rect.left() for rect in places.badges.values()) >= 2
    assert min(places.reach.values()) >= 2


def test_the_narrow_margin_shows_who_waits_for_an_answer(show_pane: ShowPane) -> None:
    marks: list[Mark] = [
        ("The mill", (Tag.OFFICIAL,)),
        (DENIES, (Tag.DENIAL,)),
        ("denies it", (Tag.ALLEGATION,)),
    ]
    seat = show_pane(TEXT, marks, about=("denies it",))
    _, places = drawn(seat, is_narrow=True)
    waiting = places.badges.pop(seat.claim("denies it").id)
    assert waiting.size() == QSizeF(SIZE, SIZE)
    # The others share the number that counts them.
    rest, *others = places.badges.values()
    assert others == [rest]
    assert rest.right() <= waiting.left()


def test_arcs_that_cross_have_lanes_of_their_own(show_pane: ShowPane) -> None:
    marks: list[Mark] = [(words, (Tag.ALLEGATION,)) for words in (DUMPED, TWICE)]
    marks += [(words, (Tag.DENIAL,)) for words in (DENIES, OWNER, "which has ordered")]
    answers = ((DENIES, DUMPED), (OWNER, TWICE), ("which has ordered", DUMPED))
    seat = show_pane(TEXT, marks, answers=answers)
    frame, places = drawn(seat)
    found = arcs.arcs(frame, places, None, RIGHT)
    assert len(found) == 3
    for one, other in combinations(found, 2):
        if one.top <= other.bottom and other.top <= one.bottom:
            assert one.lane != other.lane


def test_an_arc_never_seems_to_come_from_the_badge_beside(show_pane: ShowPane) -> None:
    seat = shown(show_pane, "linked")
    frame, places = drawn(seat)
    (arc,) = arcs.arcs(frame, places, seat.claim(DENIES), RIGHT)
    neighbor = places.badges[seat.claim(OWNER).id]
    own = places.badges[seat.claim(DENIES).id]
    assert own.left() > neighbor.right()
    assert arc.start.y >= neighbor.bottom()
    assert own.left() <= arc.start.begin <= own.right()
    assert arc.start.reach <= neighbor.left()


@pytest.mark.parametrize("width", [420, 700])
def test_clicks_on_the_number_of_hidden_claims_go_through_all_of_them(
    show_pane: ShowPane, width: int
) -> None:
    words = ["The union", "union said", "said on", "on Monday", "Monday that", "that the mill"]
    seat = show_pane(TEXT, [(one, (Tag.ALLEGATION,)) for one in words], size=(width, 360))
    strip = seat.pane.margin
    strip.grab()
    shared = [rect for rect in strip.spots.values() if list(strip.spots.values()).count(rect) > 1]
    chosen = []
    for _ in range(len(shared) + 1):
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=shared[0].center().toPoint())
        QApplication.processEvents()
        assert seat.selection.claim
        chosen.append(seat.selection.claim.quote)
    assert len(set(chosen)) == len(shared) > 1
    assert chosen[-1] == chosen[0]
