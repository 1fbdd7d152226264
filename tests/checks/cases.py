"""How the cases of the rules are kept: which fire, on which claims, and which are silent."""

from collections.abc import Callable

from annotator.vocabulary import Tag
from tests.marked_story import Story

HEAD, LEDE, DENIAL = "Mill poisons river", "The mill poisons the river", "The mill denies it"
MAYOR, FISH = "the water is clean", "“We saw dead fish,”"
A, D, O, N = Tag.ALLEGATION, Tag.DENIAL, Tag.OFFICIAL, Tag.ANONYMOUS  # noqa: E741
Marked = Callable[[Story], object]
FIRES: list[tuple[str, str, Marked]] = []
SILENT: list[tuple[str, str, Marked]] = []


def fires(rule: str, claims: str = "") -> Callable[[Marked], Marked]:
    def keep(marked: Marked) -> Marked:
        FIRES.append((rule, claims, marked))
        return marked

    return keep


def silent(*rules: str) -> Callable[[Marked], Marked]:
    def keep(marked: Marked) -> Marked:
        SILENT.extend((rule, "", marked) for rule in rules)
        return marked

    return keep
