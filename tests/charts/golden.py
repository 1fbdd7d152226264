"""The golden pictures: what they are of, and `python -m tests.charts.golden` to draw them anew."""

from pathlib import Path

from annotator.charts.page import article_page
from annotator.palette import PALETTES
from annotator.svg import svg
from tests.charts.stories import NOW, SIDES, answered, busy, empty, one_source

FOLDER = Path(__file__).parent / "golden"
WANTED = {
    "answered-light": (answered, "light"),
    "answered-dark": (answered, "dark"),
    "answered-grey": (answered, "grey"),
    "empty": (empty, "light"),
    "one-source": (one_source, "light"),
    "forty-sources": (busy, "light"),
}


def drawn(name: str) -> str:
    """Return a picture as it is drawn now."""
    story, palette = WANTED[name]
    return svg(article_page(story(), SIDES, 1200, NOW), PALETTES[palette])


if __name__ == "__main__":
    for wanted in WANTED:
        (FOLDER / f"{wanted}.svg").write_text(drawn(wanted), encoding="utf-8", newline="\n")
