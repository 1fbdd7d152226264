"""A picture as a file, by its suffix, unless it would give a confidential name away."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator import png, svg
from annotator.confidential import gives_away
from annotator.errors import ExportError
from annotator.palette import Palette
from annotator.pictures import Picture, Text

SUFFIXES = ("svg", "png")


def write(picture: Picture, palette: Palette, out: Path, secrets: Iterable[str]) -> None:
    """Write a picture whole or not at all, as PNG where `out` ends so, else as SVG.

    `secrets` are the project's; raises `ExportError` where one of them can be read in it.
    """
    refuse_confidential(picture, secrets)
    writer = png if out.suffix.casefold() == ".png" else svg
    writer.write(picture, palette, out)


def refuse_confidential(picture: Picture, secrets: Iterable[str]) -> None:
    """Raise `ExportError` where one of `secrets` can be read in a picture or its names."""
    known = tuple(secrets)
    if any(gives_away(words, known) for words in _words(picture)):
        raise ExportError(
            "The picture would give a confidential name away; take the name out of the claim, "
            "the source or the title that has it."
        )


def _words(picture: Picture) -> Iterator[str]:
    """Yield all that can be read, also of what is cut short where it is drawn."""
    yield picture.title
    yield picture.description
    yield from (mark.name for mark in picture.marks)
    yield from (shape.words for shape in picture.every_shape if isinstance(shape, Text))
    yield from (str(cell) for row in picture.table.rows for cell in row.cells)
