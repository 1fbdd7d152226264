"""Every picture of some stories, and where its shapes stand."""

from collections.abc import Iterator
from dataclasses import replace

from annotator.charts.ladder import ladder
from annotator.charts.naming import named_and_unnamed
from annotator.charts.numbers import plain_numbers
from annotator.charts.page import article_page, project_page, project_spread
from annotator.charts.sides import words_and_prominence
from annotator.charts.sources import voices, words_by_source
from annotator.charts.story import story_strip
from annotator.charts.tags import claims_by_tag
from annotator.lettering import width as wide
from annotator.measures.counted import Counted
from annotator.overview import Overview, Told
from annotator.pictures import Anchor, Box, Line, Path, Picture, Rect, Shape, Text
from annotator.rules import shipped
from annotator.sums import sums_of
from tests.charts.stories import NOW, SIDES, answered, busy, empty, one_source

STORIES = {"empty": empty, "one source": one_source, "answered": answered, "forty": busy}
WIDTHS = (260.0, 480.0, 1128.0)


def of_article(story: Counted, width: float) -> list[Picture]:
    """Return every picture of an article, the whole page last."""
    return [
        plain_numbers(story, width),
        story_strip(story, width),
        words_by_source(voices(story), width),
        ladder(story, width, NOW),
        named_and_unnamed(story, width),
        words_and_prominence(story, SIDES, width),
        claims_by_tag(story, width),
        article_page(story, SIDES, width + 72, NOW),
    ]


def over_project(stories: Overview, width: float) -> list[Picture]:
    """Return every picture of a project, the whole page last."""
    page = project_page(stories, SIDES, "mill.onrecord", width + 72)
    return [*project_spread(stories, SIDES, width).every, page]


def project(n: int) -> Overview:
    """Return so many stories, every ninth without a date."""
    return Overview(told(busy(k % 7 + 4), k) for k in range(n))


def told(story: Counted, k: int = 1) -> Told:
    """Return a story as the one of this number in a project."""
    day = f"2020-{k % 12 + 1:02}-{k % 28 + 1:02}" if k % 9 else None
    title = f"Story {k} of the mill and its river, and what the town says of both of them"
    about = story.marks.article
    article = replace(about, id=f"a{k}", number=k + 1, title=title, published=day)
    return Told(article, replace(sums_of(story, shipped()), article_id=article.id))


def cells(picture: Picture, header: str) -> list[str | int]:
    """Return a column of a picture's table."""
    at = picture.table.headers.index(header)
    return [row.cells[at] for row in picture.table.rows]


def box_of(shape: Shape) -> Box:
    """Return a rectangle that holds all that is drawn of a shape."""
    if isinstance(shape, Rect):
        return Box(shape.x, shape.y, shape.width, shape.height)
    if isinstance(shape, Text):
        long = wide(shape.words, shape.size, bold=shape.is_bold)
        before = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[shape.anchor]
        left = shape.x - before * long
        return Box(left, shape.y - 0.73 * shape.size, long, 0.73 * shape.size)
    if isinstance(shape, Line):
        # Its ends are flat: all lines lie or stand.
        thick = shape.width / 2
        dx, dy = (0.0, thick) if shape.y1 == shape.y2 else (thick, 0.0)
        across, down = shape.x2 - shape.x1, shape.y2 - shape.y1
        return Box(shape.x1 - dx, shape.y1 - dy, across + 2 * dx, down + 2 * dy)
    points = list(_points(shape))
    half = shape.width / 2 if shape.stroke else 0
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = min(xs) - half, min(ys) - half
    return Box(left, top, max(xs) + half - left, max(ys) + half - top)


def _points(shape: Path) -> Iterator[tuple[float, float]]:
    here = shape.start
    yield here
    for step in shape.steps:
        if len(step) == 6:
            for n in range(1, 10):
                yield _on_curve(here, step, n / 10)
        here = (step[-2], step[-1])
        yield here


def _on_curve(
    start: tuple[float, float], step: tuple[float, ...], t: float
) -> tuple[float, float]:
    points = [start, step[0:2], step[2:4], step[4:6]]
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (sum(w * point[i] for w, point in zip(weights, points, strict=True)) for i in (0, 1))
    return x, y
