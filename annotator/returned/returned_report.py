"""What matters of a report that came back."""

from bisect import bisect_right
from dataclasses import dataclass

WANTED = "the .docx that came back"
"""What a person chooses where something else was chosen."""

_PLACE = 60
"""How many characters of a paragraph say where something stands."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the document: in its words alone, and in all characters, marks and deleted too."""

    start: int
    end: int
    first: int
    last: int

    @property
    def is_point(self) -> bool:
        """Return whether no word stands in it."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it came back; `stretch` is None where it stands on nothing.

    `root` is the number of the comment that its thread began with, None for such a one.
    """

    number: str
    author: str
    date: str
    lines: tuple[str, ...]
    stretch: Stretch | None
    root: str | None = None
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class Tracked:
    """Words that were changed while changes were tracked."""

    author: str
    date: str
    old: str
    new: str
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class ReturnedReport:
    """All that matters of a report that came back.

    `claims` are the bookmarks on claims' words, `articles` those on titles, in their order, and
    `labels` the numbers that the report gave to claims; all by the names of the bookmarks,
    without their prefix.
    """

    name: str
    words: str
    claims: dict[str, Stretch]
    articles: dict[str, Stretch]
    labels: dict[str, int]
    comments: tuple[Comment, ...]
    changes: tuple[Tracked, ...]
    paragraphs: tuple[tuple[int, str, str], ...] = ()

    def place(self, stretch: Stretch | None) -> str:
        """Return in words where something stands."""
        if stretch is None:
            return "on no words"
        on = shortened(self.words[stretch.start : stretch.end])
        at = bisect_right(self.paragraphs, stretch.start, key=lambda paragraph: paragraph[0])
        _, heading, words = self.paragraphs[at - 1] if at else (0, "", "")
        beside = shortened(words)
        told = f"on “{on}”" if on else f"beside “{beside}”" if beside else "on no words"
        return f"{told}, under “{shortened(heading)}”" if heading and heading != words else told


def shortened(words: str, most: int = _PLACE) -> str:
    """Return words on one line, cut where they are many."""
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
