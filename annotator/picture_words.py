"""A picture as plain text: its title, what is seen in it, and its table between tabs."""

from collections.abc import Iterable, Iterator

from annotator.pictures import Picture


def words_of(pictures: Iterable[Picture]) -> str:
    """Return pictures as text that a spreadsheet takes apart at its tabs and lines."""
    return "\n".join("".join(f"{line}\n" for line in _lines(picture)) for picture in pictures)


def _lines(picture: Picture) -> Iterator[str]:
    yield picture.title
    yield picture.description
    if picture.table.headers:
        yield "\t".join(map(_flat, picture.table.headers))
    for row in picture.table.rows:
        yield "\t".join(map(_flat, row.cells))


def _flat(cell: str | int) -> str:
    return " ".join(str(cell).split())
