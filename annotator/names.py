"""Names of sources taken apart: what is left without titles, capitals, accents and points."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from annotator.assets import listed

_ARTICLES = {"the", "a", "an"}
_SMALL = {*_ARTICLES, "of", "and", "for", "on", "in", "to", "de", "la", "du", "des"}
"""Words that give no letter to an acronym, and before which nobody is named."""
_PARTS = re.compile(r"[\s\-‐‑–—/]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_LONGEST = 40
"""How many characters a first name has at most."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    `is_proper` says that its last word is written with a capital, `has_title` that there was a
    title before it.
    """

    words: tuple[str, ...]
    is_proper: bool = False
    has_title: bool = False
    acronym: str = ""
    initials: str = ""

    @property
    def key(self) -> str:
        """Return what two spellings of one name share."""
        return " ".join(self.words)

    @property
    def last(self) -> str:
        """Return the last word: a family name, or what an institution is."""
        return self.words[-1] if self.words else ""

    @property
    def is_bare(self) -> bool:
        """Return whether many go by it: "the embassy", "Mr. Blair"."""
        return len(self.words) == 1 and (self.has_title or not self.is_proper)


@lru_cache(maxsize=1 << 15)
def taken_apart(written: str, *, is_person: bool) -> Name:
    """Return a name as it is compared; only persons have titles."""
    parts = [part for part in _PARTS.split(written) if _NO_LETTERS.sub("", part)]
    plain = [_NO_LETTERS.sub("", part) for part in parts]
    folded = [_folded(part) for part in plain]
    first = 1 if len(folded) > 1 and folded[0] in _ARTICLES else 0
    titled = [n for n, word in enumerate(folded[:-1]) if word in titles()] if is_person else []
    has_title = bool(titled) and folded[titled[-1] + 1] not in _SMALL
    if has_title:
        first = titled[-1] + 1
    plain, folded = plain[first:], folded[first:]
    is_short = len(plain) == 1 and plain[0].isupper() and 2 <= len(plain[0]) <= 7
    significant = [word for word in folded if word not in _SMALL]
    return Name(
        tuple(folded),
        is_proper=bool(plain) and not plain[-1][0].islower(),
        has_title=has_title,
        acronym=folded[0] if is_short else "",
        initials="".join(word[0] for word in significant) if len(significant) > 1 else "",
    )


def first_names(text: str, family: str) -> frozenset[str]:
    """Return the words with a capital before a family name in a text, but for titles."""
    found: set[str] = set()
    for match in re.finditer(rf"\s{re.escape(family)}\b", text):
        before = text[max(0, match.start() - _LONGEST) : match.start()].split()
        if before and before[-1][:1].isupper():
            found.add(_folded(_NO_LETTERS.sub("", before[-1])))
    return frozenset(found - titles() - _SMALL)


@cache
def titles() -> frozenset[str]:
    """Return the words that say what somebody is, and are no part of a name."""
    return listed("rules", "titles.txt")


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))
