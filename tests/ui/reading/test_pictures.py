"""Pictures of marked pages, compared with the ones that were looked at and found right."""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.edits import Change, add
from annotator.model import Span
from annotator.vocabulary import Tag
from tests.factories import claim_of
from tests.ui.drawn import seen_faults
from tests.ui.reading.marked_pages import DUMPED, PAGES, TEXT, UNION, shown
from tests.ui.reading.pane_seat import PaneSeat, ShowPane
from ui.reading.painting import LANES, underlines

PICTURES = Path(__file__).parents[1] / "pictures"
FAILED = Path(__file__).parents[3] / "build" / "pictures-failed"
MOST_DIFFERENT, FAR = 0.015, 40
"""How many of the pixels may differ, and by how much in a channel before they count."""


@pytest.mark.parametrize("name", PAGES)
def test_a_marked_page_looks_as_it_was_approved(show_pane: ShowPane, name: str) -> None:
    """Compare with tests/ui/pictures, with room for how fonts are rasterized.

    What differs is put into build/pictures-failed beside what was drawn. `ONRECORD_PICTURES=write`
    in the environment writes the pictures anew: look at each before it is kept.
    """
    seat = shown(show_pane, name)
    drawn = seat.pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    kept = PICTURES / f"{name}.png"
    if os.environ.get("ONRECORD_PICTURES") == "write":
        PICTURES.mkdir(exist_ok=True)
        assert drawn.save(str(kept))
    approved = QImage(str(kept)).convertToFormat(QImage.Format.Format_RGB888)
    assert drawn.size() == approved.size()
    difference, share = compared(drawn, approved)
    if share > MOST_DIFFERENT:
        FAILED.mkdir(parents=True, exist_ok=True)
        drawn.save(str(FAILED / f"{name}.png"))
        difference.save(FAILED / f"{name}-difference.png")
    assert share <= MOST_DIFFERENT, f"{share:.2%} of the pixels differ; see {FAILED.name}"


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_what_is_drawn_is_what_is_stored(show_pane: ShowPane, name: str) -> None:
    seat = shown(show_pane, name)
    assert seen_faults(seat.view, seat.selection.claim) == []


def test_a_page_that_becomes_higher_shows_the_marks_of_what_is_seen_now(
    show_pane: ShowPane,
) -> None:
    seat = shown(show_pane, "overlap")
    seat.pane.resize(620, 120)
    QApplication.processEvents()
    seat.view.viewport().grab()
    seat.pane.resize(620, 360)
    QApplication.processEvents()
    frame = seat.view.frame_now()
    assert frame
    assert frame.height == seat.view.viewport().height() == 360
    assert len(frame.claims) == 4
    assert seen_faults(seat.view) == []


@pytest.mark.parametrize("size", [(420, 200), (620, 200), (1300, 200)])
@pytest.mark.parametrize("name", ["chip", "unanswered"])
def test_what_has_scrolled_looks_as_if_it_were_drawn_anew(
    show_pane: ShowPane, name: str, size: tuple[int, int]
) -> None:
    seat = shown(show_pane, name)
    seat.pane.resize(*size)
    QApplication.processEvents()
    bar = seat.view.verticalScrollBar()
    assert bar.maximum() > 100
    assert seat.pane.cards.isVisible() == (size[0] == 1300)
    for top in [*range(0, bar.maximum(), 23), 90, 20, 0]:
        bar.setValue(top)
        QApplication.processEvents()
        moved = seat.pane.grab().toImage()
        seat.view.refresh()
        assert moved == seat.pane.grab().toImage(), top


def test_a_mark_that_is_not_drawn_is_missed(show_pane: ShowPane) -> None:
    seat = shown(show_pane, "overlap")
    frame = seat.view.frame_now()
    assert frame
    # A claim that the page was never told of: it is stored, and not drawn.
    claim = claim_of(seat.desk.article, TEXT, "begins in May", tags=(Tag.DENIAL,))
    seat.view.viewport().grab()
    seat.desk.follow(Change("s", "", add("Mark", claim).moves))
    assert "'begins in May' is not on denial" in seen_faults(seat.view)


def test_an_outline_that_is_not_drawn_is_missed(show_pane: ShowPane) -> None:
    seat = shown(show_pane, "overlap")
    claim = seat.claim(DUMPED)
    fault = f"no outline around {DUMPED[:30]!r}"
    assert fault in seen_faults(seat.view, claim)
    seat.view.show_move(claim.span)
    assert fault in seen_faults(seat.view, claim)


@pytest.mark.slow
def test_the_dashes_of_a_boundary_that_is_moved_are_seen_wherever_they_fall(
    show_pane: ShowPane,
) -> None:
    seat = shown(show_pane, "selected")
    claim = seat.claim(UNION)
    for end in range(claim.start + 8, claim.end + 40):
        seat.view.show_move(Span(claim.start, end), is_end=True)
        assert seen_faults(seat.view, claim) == [], end


def test_the_outline_of_a_claim_stands_above_words_that_are_selected(show_pane: ShowPane) -> None:
    seat = shown(show_pane, "selected")
    claim = seat.claim(UNION)
    seat.view.select(Span(claim.start + 8, len(TEXT) - 40))
    assert seat.selection.claim == claim
    assert seen_faults(seat.view, claim) == []


@pytest.mark.parametrize("name", ["nesting", "tags", "chip"])
def test_underlines_stand_above_words_that_are_selected(show_pane: ShowPane, name: str) -> None:
    seat = shown(show_pane, name)
    bare = _inks(seat)
    seat.view.select(Span(0, len(TEXT) - 2))
    assert _inks(seat) == bare


def _inks(seat: PaneSeat) -> list[tuple[str, int]]:
    """Return which lanes of which claims are drawn, a dozen pixels into their first lines."""
    seat.view.left_alone.emit()
    picture = seat.view.viewport().grab().toImage()
    frame, theme = seat.view.frame_now(), seat.look.theme
    assert frame
    found = []
    for block in frame.blocks:
        for line in underlines(frame.over(block)):
            ink = theme.ink(line.tag) if line.tag else theme.muted
            rect = frame.of(line.claim)[0].rect
            y = round(rect.bottom() + 1.6 + 3.2 * line.lane)
            across = range(round(rect.left()) + 4, round(rect.left()) + 40)
            is_drawn = any(
                _gap(picture.pixel(x, row), ink.rgb()) < 100
                for x in across
                for row in range(y - 1, y + 2)
            )
            if is_drawn and line.lane < LANES:
                found.append((line.claim.quote, line.lane))
    return found


def test_the_pictures_are_small_and_none_is_left_over() -> None:
    files = sorted(PICTURES.glob("*"))
    assert [path.stem for path in files] == sorted(PAGES)
    assert [path.name for path in files if path.stat().st_size > 60_000] == []


def compared(one: QImage, other: QImage) -> tuple[Image.Image, float]:
    """Return a picture of where two differ, and the share of the pixels that do."""
    gaps = ImageChops.difference(_as_pillow(one), _as_pillow(other)).split()
    most = ImageChops.lighter(ImageChops.lighter(gaps[0], gaps[1]), gaps[2])
    difference = most.point([255 if gap <= FAR else 0 for gap in range(256)])
    return difference, difference.histogram()[0] / (one.width() * one.height())


def _as_pillow(image: QImage) -> Image.Image:
    size, line = (image.width(), image.height()), image.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(image.constBits()), "raw", "RGB", line)


def _gap(one: int, other: int) -> int:
    """Return by how much two pixels differ in the channel where they differ most."""
    return max(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (0, 8, 16))
