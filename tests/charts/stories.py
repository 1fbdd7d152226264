"""Stories whose pictures are looked at: a busy one, an empty one, one with one source."""

from datetime import UTC, datetime

from annotator.measures.counted import Counted, counted
from annotator.model import Side
from annotator.vocabulary import LinkKind, ResponseStatus, SourceKind, Tag
from tests.marked_story import Story

NOW = datetime(2020, 3, 9, 12, tzinfo=UTC)
SIDES = tuple(Side(name, name, n, n) for n, name in enumerate(("Mill", "Town", "Province")))
_KINDS = (
    SourceKind.NAMED,
    SourceKind.ANONYMOUS,
    SourceKind.UNNAMED_SPOKESPERSON,
    SourceKind.INSTITUTION,
    SourceKind.UNNAMED_PUBLIC,
    SourceKind.UNKNOWN,
)
_TAGS = ((Tag.OFFICIAL,), (Tag.ANONYMOUS,), (Tag.ALLEGATION,), (Tag.DENIAL, Tag.OFFICIAL), ())


def empty() -> Counted:
    """Return a story without a mark."""
    return counted(Story().marks)


def one_source() -> Counted:
    """Return a story in which one source says one thing."""
    story = Story()
    story.claim("The mill denies it", Tag.DENIAL, source="the mill", denies_outside=True)
    return counted(story.marks)


def answered() -> Counted:
    """Return a story with an allegation that is denied, one that nobody answers, and overlaps."""
    story = Story()
    story.source("three people", SourceKind.ANONYMOUS, side="Town")
    story.source("the mill", SourceKind.INSTITUTION, side="Mill")
    story.source("the mayor", side="Town", affiliation="the town")
    story.claim("Mill poisons river", Tag.ALLEGATION, targets=("the mill",))
    story.claim(
        "The mill poisons the river",
        Tag.ALLEGATION,
        Tag.ANONYMOUS,
        source="three people",
        targets=("the mill", "the province"),
    )
    story.claim("poisons the river", Tag.ANONYMOUS, source="three people")
    story.claim("The mill denies it", Tag.DENIAL, source="the mill")
    story.claim("the water is clean", Tag.OFFICIAL, source="the mayor")
    story.claim("We saw dead fish", source="a clerk")
    story.claim("many of them", Tag.OFFICIAL, source="a clerk", name="many")
    story.link("The mill denies it", LinkKind.DENIES, "The mill poisons the river")
    story.link("the water is clean", LinkKind.DISPUTES, "The mill poisons the river")
    story.link("many", LinkKind.CONTINUES, "We saw dead fish")
    story.answer("Mill poisons river", "the mill", ResponseStatus.DECLINED)
    return counted(story.marks)


def busy(sources: int = 40) -> Counted:
    """Return a long story with as many sources, each with a claim of its own length."""
    lines = [
        f"Speaker {n} said that {' '.join(f'word{n}' for _ in range(3 + n * 7 % 19))}."
        for n in range(sources)
    ]
    story = Story("A town meeting on the mill\n\n" + "\n\n".join(lines) + "\n")
    for n, line in enumerate(lines):
        name = f"Speaker {n} of the Association for Clean Rivers and Forests"[: 10 + n * 3]
        side = (*(side.name for side in SIDES), "unknown")[n % 4]
        story.source(name, _KINDS[n % len(_KINDS)], side=side)
        words = line.partition(" that ")[2].rstrip(".")
        tags = _TAGS[n % len(_TAGS)]
        targets = ("the mill", "the province")[: n % 3] if Tag.ALLEGATION in tags else ()
        story.claim(words, *tags, source=name, targets=targets, name=f"c{n}")
    for n in range(3, sources, 10):
        story.link(f"c{n}", LinkKind.DENIES, f"c{n - 1}")
    if sources > 12:
        story.answer("c7", "the mill", ResponseStatus.SOUGHT)
        story.answer("c2", "the mill", ResponseStatus.NO_REPLY)
    return counted(story.marks)
