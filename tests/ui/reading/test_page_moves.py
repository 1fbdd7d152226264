"""Reading by key and wheel: nothing that is read jumps, and the caret is always seen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.reading.conftest import ShowPage
from tests.ui.reading.page_seat import PageSeat
from ui.reading.page import Setting
from ui.theme import Mode

CONTROL = Qt.KeyboardModifier.ControlModifier


def long_text(paragraphs: int = 300, *, is_mixed: bool = True) -> str:
    """Return paragraphs whose heights are guessed wrong: wide and narrow letters by turns."""
    lines = ["A headline of several words, set larger than the rest, and a little too long"]
    for n in range(paragraphs):
        wide = "MWMW WWMM " * (n % 7) + "illicit little tilts " * (n * 5 % 13)
        lines.append(f"Paragraph {n}. {wide}")
    if is_mixed:
        lines.insert(40, "עברית היא שפה " * 30)
    return "\n\n".join(lines) + "\n"


TEXT = long_text()


@pytest.mark.parametrize("step", [-40, -133, -300])
@pytest.mark.parametrize("begin", ["end", "middle", "nearly the end"])
def test_nothing_seen_jumps_while_one_scrolls_up_through_lines_never_seen(
    show_page: ShowPage, begin: str, step: int
) -> None:
    page = show_page(TEXT)
    share = {"end": 1.0, "middle": 0.5, "nearly the end": 0.999}[begin]
    page.scroll(round(page.last * share))
    assert_steady(page, step, 60)


@pytest.mark.parametrize("step", [40, 300, 700])
def test_nothing_seen_jumps_while_one_scrolls_down(show_page: ShowPage, step: int) -> None:
    page = show_page(TEXT)
    assert_steady(page, step, 60)


def test_nothing_jumps_where_what_is_above_was_set_in_another_order(
    show_page: ShowPage,
) -> None:
    page = show_page(TEXT)
    for share in (0.9, 0.3, 0.7, 0.1, 0.5):
        page.scroll(round(page.last * share))
        assert_steady(page, -90, 12)
        assert_steady(page, 50, 12)


def assert_steady(page: PageSeat, step: int, times: int) -> None:
    """Scroll; a line that is seen before and after moves by as much as was scrolled."""
    for _ in range(times):
        seen = page.seen_positions()
        before = {position: page.y_of(position) for position in seen}
        bar = page.view.verticalScrollBar()
        at, bounds = page.scrolled, (bar.minimum(), bar.maximum())
        if at + step < bounds[0] or at + step > bounds[1]:
            return
        page.scroll(at + step)
        still = set(page.seen_positions())
        for position in seen:
            y = before[position] - step
            if y >= 0 and y + 32 <= page.height:
                assert position in still, (position, y, page.y_of(position))
                assert abs(page.y_of(position) - y) < 1.5, (position, y, page.y_of(position))


def test_the_page_scrolls_exactly_as_far_as_it_is_high(show_page: ShowPage) -> None:
    page = show_page(TEXT)
    for share in (1.0, 0.2, 0.6, 1.0):
        page.scroll(round(page.last * share))
        height = page.layout.documentSize().height()
        assert page.last == round(height) - page.height
    page.set_all()
    assert page.last == round(page.layout.documentSize().height()) - page.height


@pytest.mark.parametrize("at", [0, 1, 77, 150, 299])
def test_a_jump_shows_the_words_that_were_asked_for(show_page: ShowPage, at: int) -> None:
    page, whole = show_page(TEXT), show_page(TEXT)
    whole.set_all()
    offset = TEXT.index(f"Paragraph {at}.")
    for reader in (page, whole):
        reader.scroll(reader.last)
        reader.view.scroll_to(offset)
        QApplication.processEvents()
    assert offset in page.seen_positions()
    assert page.seen_positions() == whole.seen_positions()
    page.view.put_caret(offset)
    assert page.caret_is_seen()


def test_the_end_and_back_is_where_one_was(show_page: ShowPage) -> None:
    page = show_page(TEXT)
    page.press(Qt.Key.Key_End, CONTROL)
    assert page.view.caret() == len(TEXT)
    assert page.caret_is_seen()
    assert len(TEXT) >= page.seen_positions()[-1] > len(TEXT) - 400
    page.press(Qt.Key.Key_Home, CONTROL)
    assert page.view.caret() == 0
    assert page.caret_is_seen()
    assert page.y_of(0) > -8


def test_the_caret_goes_line_by_line_and_is_always_seen(show_page: ShowPage) -> None:
    page = show_page(TEXT)
    for key, sign in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):
        for _ in range(60):
            before = page.view.textCursor().position()
            top = page.y_of(before) + page.scrolled
            page.press(key)
            after = page.view.textCursor().position()
            assert (after - before) * sign > 0 or after in {0, len(TEXT)}
            assert (page.y_of(after) + page.scrolled - top) * sign >= 0
            assert page.caret_is_seen()


def test_home_and_end_are_the_ends_of_the_line(show_page: ShowPage) -> None:
    page = show_page(TEXT)
    for at in (TEXT.index("MWMW") + 3, TEXT.index("Paragraph 9") + 130):
        page.view.put_caret(at)
        line, _, block = page.line_of(at)
        start, end = block + line.textStart(), block + line.textStart() + line.textLength()
        page.press(Qt.Key.Key_Home)
        assert page.view.textCursor().position() == start
        page.press(Qt.Key.Key_End)
        assert end - 1 <= page.view.textCursor().position() <= end


def test_pages_go_down_to_the_end_and_up_to_the_beginning(show_page: ShowPage) -> None:
    # Qt's own caret cannot go up through the lines of a Hebrew paragraph.
    text = long_text(60, is_mixed=False)
    page = show_page(text)
    for key, goal in ((Qt.Key.Key_PageDown, len(text)), (Qt.Key.Key_PageUp, 0)):
        places = [page.view.caret()]
        for _ in range(90):
            page.press(key)
            assert page.caret_is_seen()
            if page.view.caret() == places[-1]:
                break
            places.append(page.view.caret())
        assert abs(places[-1] - goal) < 90
        assert places == sorted(places, reverse=goal == 0)


@pytest.mark.parametrize("pixels", [14, 18, 32])
def test_the_words_at_the_top_stay_there_through_every_change(
    show_page: ShowPage, pixels: int
) -> None:
    page = show_page(TEXT)
    page.view.set_page(Setting(pixels=pixels))
    for at in (TEXT.index("Paragraph 60."), TEXT.index("עברית"), TEXT.index("Paragraph 201.")):
        page.view.scroll_to(at)
        QApplication.processEvents()
        for width, height in ((500, 360), (620, 300), (620, 500), (700, 360), (620, 360)):
            page.view.resize(width, height)
            QApplication.processEvents()
            assert page.seen_positions()[0] == at, (width, height)
        for size in (20, 25, pixels):
            page.view.set_page(Setting(pixels=size))
            assert page.seen_positions()[0] == at, size
        for mode in (Mode.DARK, Mode.LIGHT):
            page.view.look.choose(mode)
            QApplication.processEvents()
            assert page.seen_positions()[0] == at, mode


def test_many_small_changes_of_width_add_up_to_no_drift(show_page: ShowPage) -> None:
    page = show_page(TEXT)
    at = TEXT.index("Paragraph 61.") + 150
    page.view.scroll_to(at)
    line, _, block = page.line_of(at)
    first = block + line.textStart()
    for width in (*range(620, 420, -7), *range(420, 621, 5)):
        page.view.resize(width, 360)
        QApplication.processEvents()
        line, _, block = page.line_of(first)
        assert page.seen_positions()[0] == block + line.textStart()
    assert page.seen_positions()[0] == first


def test_another_article_begins_at_its_top(show_page: ShowPage) -> None:
    from tests.ui.marked_text import desk_of

    page = show_page(TEXT)
    page.scroll(page.last)
    page.view.show_words(desk_of(long_text(200)))
    QApplication.processEvents()
    assert page.scrolled == 0
    assert page.seen_positions()[0] == 0
