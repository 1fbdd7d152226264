"""From a project to the overview of its stories: what is kept is read, what lacks is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from annotator.measures.counted import counted
from annotator.model import Marks
from annotator.overview import Overview, Told
from annotator.rules import HouseRules
from annotator.store.reader import Reader
from annotator.sums import sums_of
from annotator.text import Words

IsWanted = Callable[[], bool]


def told_of(marks: Marks, house: HouseRules, words: Words | None = None) -> Told:
    """Return one article as a story of the project; `words` are its own, if they are there."""
    return Told(marks.article, sums_of(counted(marks, words), house))


@dataclass(frozen=True, slots=True)
class Turn:
    """Some stories that were counted after the step `seen`, the last one by then."""

    stories: tuple[Told, ...]
    seen: str | None


def kept_overview(reader: Reader, house: HouseRules, is_wanted: IsWanted) -> Overview | None:
    """Return an overview of the stories whose sums are kept; None once it is wanted no more."""

    def read() -> Overview:
        articles = {article.id: article for article in reader.articles()}
        kept = reader.kept_sums(house, is_wanted)
        overview = Overview(Told(articles[sums.article_id], sums) for sums in kept)
        _ = overview.pool  # pooled now, while nobody waits
        return overview

    return reader.at_once(read, is_wanted)


def count(
    reader: Reader, article_ids: Sequence[str], house: HouseRules, is_wanted: IsWanted
) -> Turn | None:
    """Count some articles; None once it is wanted no more. What is deleted is left out."""

    def read() -> Turn:
        last = reader.last_step()
        found = takewhile(lambda _: is_wanted(), reader.marks_by_turns(article_ids))
        stories = tuple([told_of(marks, house) for marks in found])
        return Turn(stories, last.id if last else None)

    return reader.at_once(read, is_wanted)
