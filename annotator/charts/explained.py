"""Which measures stand behind each picture of the balance."""

from annotator.charts import (
    ladder,
    naming,
    numbers,
    over_time,
    sides,
    sources,
    story,
    tags,
)
from annotator.measures.registry import MEASURES, Measure

_BEHIND = {
    numbers.TITLE: ("REPLY_RATE", "ANON", "NSRC", "REPLY_LAG"),
    story.TITLE: ("TAGMIX", "COV", "FIRST", "REPLY_LAG"),
    sources.TITLE: ("TOP1", "HHI", "N_eff", "NSRC"),
    sources.TOP_TITLE: ("TOP1", "HHI", "N_eff", "NSRC"),
    ladder.TITLE: ("REPLY_RATE", "REPLY_RATIO", "REPLY_LAG"),
    naming.TITLE: ("ANON", "NSRC"),
    sides.TITLE: ("SIDE", "PROM", "BAL"),
    tags.TITLE: ("TAGMIX", "ATTR"),
    over_time.TITLE: ("REPLY_RATE", "ANON"),
    over_time.LINE_TITLE: ("ANON",),
}


def measures_behind(title: str) -> tuple[Measure, ...]:
    """Return the measures that the picture with a title shows, the nearest one first."""
    return tuple(MEASURES[name] for name in _BEHIND.get(title, ()))
