"""Whether what is drawn is what is stored: pixels of the page against the marks on the desk."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from annotator.model import Claim
from annotator.spans import cut
from ui.reading.geometry import Frame, SeenBlock
from ui.reading.painting import LANES, ink_of, underlines
from ui.reading.view import ArticleView

_NEAR = 10
"""How far a channel may be from the color that is meant."""


def seen_faults(view: ArticleView, selected: Claim | None = None) -> list[str]:
    """Return in words where the picture of the page and the marks differ; nothing is right.

    Every stretch of words that is seen has the tint of its innermost claim, bare words and
    those of a claim without a tag have none, and the first line of a claim has its ink below.
    """
    view.left_alone.emit()  # the small bar at chosen words would stand before them
    picture = view.viewport().grab().toImage()
    frame = view.frame_now()
    if frame is None or not view.shows_marks:
        return []
    faults = list(_tint_faults(view, frame, picture))
    faults += [
        f"no underline for {claim.quote[:30]!r}"
        for claim in frame.claims
        if claim.tags and not _has_ink(view, frame, claim, picture)
    ]
    if selected and not _has_outline(view, frame, selected, picture):
        faults.append(f"no outline around {selected.quote[:30]!r}")
    return faults


def _tint_faults(view: ArticleView, frame: Frame, picture: QImage) -> Iterator[str]:
    theme = view.look.theme
    for block in frame.blocks:
        claims = frame.desk.over(block.start, block.end)
        for run in cut(claims, block.start, block.end):
            tag = run.innermost.tags[0] if run.innermost and run.innermost.tags else None
            wanted = theme.tint(tag) if tag else theme.paper
            for rect in _rects(frame, block, run.start, run.end):
                if not _shows(picture, rect, (wanted, theme.selection)):
                    words = frame.desk.text[run.start : run.end][:30]
                    yield f"{words!r} is not on {tag or 'paper'}"


def _rects(frame: Frame, block: SeenBlock, start: int, end: int) -> list[QRectF]:
    """Return the stretches of one block that are wide enough and wholly seen."""
    rects = [
        fragment.moved(frame.top_of(block)).rect for fragment in frame.in_block(block, start, end)
    ]
    return [
        rect
        for rect in rects
        if rect.width() > 8 and rect.top() > 3 and rect.bottom() < frame.height - 3
    ]


def _shows(picture: QImage, rect: QRectF, colors: tuple[QColor, ...]) -> bool:
    """Return whether one of `colors` is behind the letters."""
    inner = rect.adjusted(3, rect.height() * 0.2, -3, -3)
    pixels = [
        _pixel(
            picture,
            inner.left() + inner.width() * step / 40,
            inner.top() + inner.height() * row / 4,
        )
        for step in range(41)
        for row in range(5)
    ]
    wanted = [color.rgb() for color in colors]
    near = sum(any(_is_near(pixel, color) for color in wanted) for pixel in pixels)
    return near > len(pixels) * 0.25


def _has_ink(view: ArticleView, frame: Frame, claim: Claim, picture: QImage) -> bool:
    """Return whether the underline of the first tag is there; True where it cannot be seen."""
    block = next(
        (b for b in frame.blocks if max(b.start, claim.start) < min(b.end, claim.end)), None
    )
    fragments = frame.of(claim)
    if block is None or not fragments:
        return True
    lines = underlines(frame.desk.over(block.start, block.end))
    lane = next(line.lane for line in lines if line.claim.id == claim.id)
    rect = fragments[0].rect
    # In a headline the next line covers the last lane.
    if lane >= LANES - (rect.height() > view.setting.pitch):
        return True
    if rect.top() < 3 or rect.bottom() > frame.height - 14 or rect.width() < 14:
        return True
    ink = view.look.theme.ink(claim.tags[0]).rgb()
    below = range(round(rect.bottom()), round(rect.bottom()) + 13)
    across = range(round(rect.left()) + 3, round(rect.left()) + 14)
    return any(_is_near(_pixel(picture, x, y), ink, 130) for x in across for y in below)


def _has_outline(view: ArticleView, frame: Frame, claim: Claim, picture: QImage) -> bool:
    """Return whether every line of a claim is outlined; True where that cannot be seen.

    While a boundary is moved, dashes are around the words where the claim would stand.
    """
    span = view.moving or claim.span
    inked = 0.4 if view.moving else 0.9
    ink = ink_of(claim, view.look.theme)
    return all(
        _share_inked(picture, fragment.rect, ink) >= inked
        for fragment in frame.between(span.start, span.end)
        if fragment.rect.top() >= 6
        and fragment.rect.bottom() <= frame.height - 6
        and fragment.rect.width() >= 20
    )


def _share_inked(picture: QImage, rect: QRectF, ink: QColor) -> float:
    """Return in how much of its width a line of `ink` is right above a rectangle."""
    wanted = ink.rgb()
    across = range(round(rect.left()) + 2, round(rect.right()) - 1)
    above = range(round(rect.top()) - 3, round(rect.top()) + 1)
    found = [any(_is_near(_pixel(picture, x, y), wanted, 130) for y in above) for x in across]
    return sum(found) / len(found)


def rows_of(picture: QImage) -> list[list[int]]:
    """Return the pixels of a picture, row by row, as `QColor.rgb` tells them."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("I").tolist()
    width = picture.width()
    return [pixels[start : start + width] for start in range(0, len(pixels), width)]


def _pixel(picture: QImage, x: float, y: float) -> int:
    scale = picture.devicePixelRatio()
    column, row = round(x * scale), round(y * scale)
    return picture.pixel(column, row) if picture.valid(column, row) else 0


def _is_near(one: int, other: int, by: int = _NEAR) -> bool:
    """Return whether two pixels, which are 0xAARRGGBB, are alike in each channel."""
    return all(abs((one >> at & 255) - (other >> at & 255)) <= by for at in (0, 8, 16))
