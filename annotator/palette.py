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


@dataclass(frozen=True, slots=True)
class Paper:
    """The colors of everything that is not a tag, as #RRGGBB."""

    paper: str
    text: str
    muted: str
    chrome: str
    lines: str
    selection: str
    accent: str


LIGHT = Paper("#FCFBF8", "#1A1A1A", "#66635C", "#F1EFEA", "#DEDAD1", "#CFE3D6", "#1F6F54")
DARK = Paper("#16181C", "#ECEAE4", "#A09D95", "#1E2126", "#33373E", "#2F5245", "#7FD1AE")
LIGHT_CONTRAST = Paper("#FFFFFF", "#000000", "#3D3D3D", "#FAFAFA", "#4A4A4A", "#B4E4C8", "#00513A")
DARK_CONTRAST = Paper("#000000", "#FFFFFF", "#D0D0D0", "#080808", "#B8B8B8", "#0D4631", "#8FF0CB")
"""High contrast: black on white and white on black, with lines that cannot be missed."""


def letters(tags: tuple[Tag, ...]) -> str:
    """Return a claim's tags as their letters, in order; empty for a claim with no tag."""
    return "".join(LOOKS[tag].letter for tag in tags)
