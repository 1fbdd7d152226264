"""Which lines of an article are furniture: scraper tails, share lines, credits."""

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from annotator.assets import text_of
from annotator.errors import UnreadableError
from annotator.home import home

MAX_LENGTH = 400
"""No longer line is furniture, in characters; it also bounds what an expression can cost."""


class Furniture:
    """A list of expressions, each of which must fit a whole line."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self._patterns: Sequence[re.Pattern[str]] = tuple(patterns)
        # The same short lines come again and again in a long text.
        self._fits = lru_cache(maxsize=10_000)(self._fits_any)

    def holds(self, line: str) -> bool:
        """Return whether `line`, without the white space around it, is furniture."""
        line = line.strip()
        if not line or len(line) > MAX_LENGTH:
            return False
        return self._fits(line)

    def _fits_any(self, line: str) -> bool:
        return any(pattern.fullmatch(line) for pattern in self._patterns)


def load() -> Furniture:
    """Return the shipped list together with the newsroom's own in `rules/furniture.txt`.

    Raises UnreadableError, naming file, line and reason, where the newsroom's list is broken.
    """
    return Furniture((*_shipped(), *_own()))


@cache
def _shipped() -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(text_of("rules", "furniture.txt"), "furniture.txt"))


def _own() -> Iterator[re.Pattern[str]]:
    path = home() / "rules" / "furniture.txt"
    try:
        rules = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, UnicodeError) as error:
        raise UnreadableError(f"{path} cannot be read ({error}); save it as UTF-8.") from error
    yield from _compiled(rules, str(path))


def _compiled(rules: str, name: str) -> Iterator[re.Pattern[str]]:
    for number, line in enumerate(rules.splitlines(), 1):
        rule = line.strip()
        if not rule or rule.startswith("#"):
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what a later Python may read differently
                compiled = re.compile(rule, re.IGNORECASE)
            yield compiled
        except (re.error, OverflowError, RecursionError) as error:
            message = (
                f"{name}, line {number}: not a regular expression ({error}); mend or drop it."
            )
            raise UnreadableError(message) from error
