"""Plain tables for a terminal: columns as wide as what they hold, numbers to the right."""

import unicodedata
from collections.abc import Sequence

Rows = list[Sequence[str]]
WIDEST = 40
"""A longer name is cut, in characters."""


def table(head: Sequence[str], rows: Rows) -> str:
    """Return rows under a head; nothing where there are none. The first column is words."""
    if not rows:
        return ""
    every = [head, *rows]
    widths = [max(_width(row[column]) for row in every) for column in range(len(head))]
    numbers = [all(_is_number(row[column]) for row in rows) for column in range(len(head))]
    lines = []
    for row in every:
        cells = []
        for text, width, is_number in zip(row, widths, numbers, strict=True):
            room = " " * (width - _width(text))
            cells.append(room + text if is_number else text + room)
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "".join(f"{line}\n" for line in lines)


def cut(words: str) -> str:
    """Return words on one line, as many as a cell takes."""
    line = "".join(c for c in " ".join(words.split()) if unicodedata.category(c)[0] != "C")
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1].rstrip()}…"


def _is_number(text: str) -> bool:
    return not text or text[0].isdigit() or text == "–"


def _width(text: str) -> int:
    """Return how many columns of a terminal words take."""
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)
