"""A picture as a file, by its suffix, unless it would give a confidential name away."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.confidential import as_words, needles_of
from annotator.export.guard import FILE_NAME, Passage, refuse_words
from annotator.files import replacing
from annotator.palette import Palette
from annotator.pictures import Picture, Text

SUFFIXES = ("svg", "png")
_REFUSED = "The picture was not made"


def write(picture: Picture, palette: Palette, out: Path, secrets: Iterable[str]) -> None:
    """Write a picture whole or not at all, as PNG where `out` ends so, else as SVG.

    `secrets` are the project's; raises `GivenAwayError` where one of them can be read in its
    words, in the finished file or in its name.
    """
    known = tuple(secrets)
    refuse_confidential(picture, known)
    content = _drawn(picture, palette, out.suffix)
    if needles_of(known):
        refuse_words(_of_file(out.name, content), known, _REFUSED)
    with replacing(out) as file:
        file.write(content)


def refuse_confidential(picture: Picture, secrets: Iterable[str]) -> None:
    """Raise `GivenAwayError` where one of `secrets` can be read in a picture or its names."""
    refuse_words(_words(picture), secrets, _REFUSED)


def _drawn(picture: Picture, palette: Palette, suffix: str) -> bytes:
    if suffix.casefold() == ".png":
        from annotator.png import png

        return png(picture, palette)
    from annotator.svg import svg

    return svg(picture, palette).encode()


def _of_file(name: str, content: bytes) -> Iterator[Passage]:
    from annotator.export.opened import rest_of

    yield Passage(FILE_NAME, f"{name} | {as_words(name)}")
    suffix = ".png" if content.startswith(b"\x89PNG") else ".svg"
    for passage in rest_of(suffix, content):
        yield Passage("its file", passage.text)


def _words(picture: Picture) -> Iterator[Passage]:
    """Yield all that can be read, also of what is cut short where it is drawn."""
    yield Passage("its title", picture.title)
    yield Passage("its description", picture.description)
    for mark in picture.marks:
        yield Passage("the name of one of its marks", mark.name)
    for shape in picture.every_shape:
        if isinstance(shape, Text):
            yield Passage("its words", shape.words)
    for row in picture.table.rows:
        for cell in row.cells:
            yield Passage("its table", str(cell))
