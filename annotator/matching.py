"""Finding a title by a few of its letters, as in "nua" for "Next unanswered allegation"."""

from dataclasses import dataclass

_WELL = 2
"""What a letter counts at the beginning of a word or in a run from there; in another run, 1."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well letters were found in a title, more is better, and at which of its offsets."""

    score: int
    places: tuple[int, ...]


def match(letters: str, title: str) -> Match | None:
    """Return the best way to read `letters` in `title` in their order; None where there is none.

    Spaces and case do not count. Beginnings of words count most, then letters in a row.
    """
    wanted = [letter for letter in letters.casefold() if not letter.isspace()]
    found = [letter.casefold()[:1] for letter in title]
    rest = iter(found)
    if not all(letter in rest for letter in wanted):
        return None
    starts = [_begins_word(title, at) for at in range(len(title))]
    # By offset of the letter that was read last: score, what the next in a row counts, places.
    ends: dict[int, tuple[int, int, tuple[int, ...]]] = {-1: (0, 0, ())}
    for letter in wanted:
        ends = _read_on(letter, found, starts, ends)
    score, _, places = max(ends.values(), key=lambda end: (end[0], [-at for at in end[2]]))
    return Match(score, places)


def _read_on(
    letter: str,
    found: list[str],
    starts: list[bool],
    ends: dict[int, tuple[int, int, tuple[int, ...]]],
) -> dict[int, tuple[int, int, tuple[int, ...]]]:
    """Return the best ways to read one more letter, by its offset."""
    after: dict[int, tuple[int, int, tuple[int, ...]]] = {}
    best: tuple[int, tuple[int, ...]] | None = None
    for at, here in enumerate(found):
        before = ends.get(at - 1)
        if before and (best is None or before[0] > best[0]):
            best = (before[0], before[2])
        if here != letter or best is None:
            continue
        run = _WELL if starts[at] else 1
        choices = [(best[0] + (_WELL if starts[at] else 0), run, (*best[1], at))]
        if before and at:
            run = max(before[1], run)
            choices.append((before[0] + run, run, (*before[2], at)))
        after[at] = max(choices, key=lambda choice: choice[:2])
    return after


def _begins_word(title: str, at: int) -> bool:
    return title[at].isalnum() and (at == 0 or not title[at - 1].isalnum())
