"""What readers are told about the sources that are not named."""

from collections.abc import Mapping
from statistics import fmean

from annotator.measures.counted import Counted


def descriptor_scores(story: Counted) -> Mapping[str, int | None]:
    """Return the descriptor score of each anonymous source by its id, 0 to 4 (DESC).

    It is None where nobody has noted what a reader is told.
    """
    found = {}
    for key, chains in story.heard_sources.items():
        source = chains[0].source
        if source and chains[0].is_anonymous:
            found[key] = source.descriptor.score if source.descriptor else None
    return found


def mean_score(scores: Mapping[str, int | None]) -> float | None:
    """Return the mean of the scores that are known."""
    known = _known(scores)
    return fmean(known) if known else None


def lowest_score(scores: Mapping[str, int | None]) -> int | None:
    """Return the lowest of the scores that are known."""
    return min(_known(scores), default=None)


def _known(scores: Mapping[str, int | None]) -> list[int]:
    return [score for score in scores.values() if score is not None]
