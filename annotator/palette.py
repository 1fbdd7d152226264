"""The four tags as they are seen: one table for the window, the pictures and Word."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

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


GREY = Paper("#FFFFFF", "#111111", "#595959", "#F2F2F2", "#D4D4D4", "#E4E4E4", "#3A3A3A")

SIDES = (
    ("#0B7480", "#4FC4CE"),
    ("#A3304A", "#F08CA0"),
    ("#80660A", "#DDBD55"),
    ("#4A5A7C", "#A4B6DA"),
    ("#5A751C", "#B4CF70"),
    ("#7A4B2C", "#D1A07B"),
)
"""The colors of sides in turn, light and dark."""
SIDE_HATCHES = ("solid", "horizontal", "falling", "cross", "diagonal")
"""The hatches of sides in turn; with the colors, thirty sides look different."""
SIDE_LOOKS = len(SIDES) * len(SIDE_HATCHES)
"""How many looks there are: look n has color n and hatch n, each counted round."""


@dataclass(frozen=True, slots=True)
class Hatch:
    """Strokes in the color of the paper that repeat in squares of `side`, and their width."""

    side: int
    strokes: tuple[tuple[float, float, float, float], ...]
    width: float = 1


HATCHES = {
    "diagonal": Hatch(6, ((0, 6, 6, 0), (-6, 6, 0, 0), (6, 6, 12, 0)), 1.1),
    "falling": Hatch(6, ((0, 0, 6, 6), (-6, 0, 0, 6), (6, 0, 12, 6)), 1.1),
    "vertical": Hatch(8, ((7.5, 0, 7.5, 8),)),
    "horizontal": Hatch(4, ((0, 3.5, 4, 3.5),)),
    "cross": Hatch(6, ((0, 5.5, 6, 5.5), (5.5, 0, 5.5, 6))),
    "dots": Hatch(4, ((1, 1.5, 2, 1.5), (3, 3.5, 4, 3.5))),
}


@dataclass(frozen=True, slots=True)
class Palette:
    """Every color of a picture that is written to a file."""

    name: str
    paper: Paper
    tints: Mapping[Tag, str]
    inks: Mapping[Tag, str]
    sides: tuple[str, ...]


LIGHT_PALETTE = Palette(
    "light",
    LIGHT,
    {tag: look.light_tint for tag, look in LOOKS.items()},
    {tag: look.light_ink for tag, look in LOOKS.items()},
    tuple(light for light, _ in SIDES),
)
PAPER_PALETTE = replace(LIGHT_PALETTE, name="paper", paper=replace(LIGHT, paper="#FFFFFF"))
"""For pages of white paper, on which the window's own would stand out as a box."""
DARK_PALETTE = Palette(
    "dark",
    DARK,
    {tag: look.dark_tint for tag, look in LOOKS.items()},
    {tag: look.dark_ink for tag, look in LOOKS.items()},
    tuple(dark for _, dark in SIDES),
)
GREY_PALETTE = Palette(
    "grey",
    GREY,
    {
        Tag.ALLEGATION: "#D0D0D0",
        Tag.DENIAL: "#E6E6E6",
        Tag.OFFICIAL: "#DADADA",
        Tag.ANONYMOUS: "#C4C4C4",
    },
    {
        Tag.ALLEGATION: "#5C5C5C",
        Tag.DENIAL: "#707070",
        Tag.OFFICIAL: "#262626",
        Tag.ANONYMOUS: "#404040",
    },
    ("#3A3A3A", "#6A6A6A", "#505050", "#727272", "#2A2A2A", "#5C5C5C"),
)
"""For print without color: there the hatches tell what is what."""
PALETTES = {palette.name: palette for palette in (LIGHT_PALETTE, DARK_PALETTE, GREY_PALETTE)}


def letters(tags: tuple[Tag, ...]) -> str:
    """Return a claim's tags as their letters, in order; empty for a claim with no tag."""
    return "".join(LOOKS[tag].letter for tag in tags)
