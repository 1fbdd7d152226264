"""The four tags as they are seen: one table for the window, the pictures and Word."""

from dataclasses import dataclass

from annotator.vocabulary import Tag


@dataclass(frozen=True, slots=True)
class TagLook:
    """How a tag looks; colors are #RRGGBB, `line` is how Word spells the underline."""

    letter: str
    title: str
    badge: str
    line: str
    hatch: str
    light_tint: str
    light_ink: str
    dark_tint: str
    dark_ink: str


LOOKS = {
    Tag.ALLEGATION: TagLook(
        "A", "Allegation", "square", "thick", "solid", "#FFB77F", "#B85A00", "#5D2B0D", "#E88227"
    ),
    Tag.DENIAL: TagLook(
        "D", "Denial", "diamond", "double", "diagonal", "#CEE8FF", "#2F66D0", "#212B44", "#5B91E8"
    ),
    Tag.OFFICIAL: TagLook(
        "O",
        "Official statement",
        "shield",
        "dashLong",
        "vertical",
        "#EDEFD1",
        "#1D4427",
        "#14563B",
        "#B2F2B8",
    ),
    Tag.ANONYMOUS: TagLook(
        "N",
        "Anonymous source",
        "circle",
        "dotted",
        "dots",
        "#CCB1C2",
        "#6B2A60",
        "#52377F",
        "#F4CCEA",
    ),
}
"""Letter, badge, underline, hatch and colors of each tag, light and dark."""

MUTED = "#66635C"
LINES = "#DEDAD1"
CHROME = "#F1EFEA"
ACCENT = "#1F6F54"


def letters(tags: tuple[Tag, ...]) -> str:
    """Return a claim's tags as their letters, in order; empty for a claim with no tag."""
    return "".join(LOOKS[tag].letter for tag in tags)
