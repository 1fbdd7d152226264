"""Whether a text gives away a name that must stay in the newsroom."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from annotator.model import Identity

SHORTEST = 3
"""Characters that a confidential string has at least; a shorter one would be found everywhere."""
_SHORTEST_NUMBER = 5
_APART = re.compile(r"[\s\-‐‑–.()/]+")
_WORD = re.compile(r"\w+")
_MAIL = re.compile(r"[^\s,;<>]+@[^\s,;<>]+")
_NUMBER = re.compile(r"\+?\(?\d[\d\s\-‐‑–.()/]{3,}\d")

_LOOKALIKES = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}


def folded(text: str) -> str:
    """Return a text without what a reader does not see: case, kinds of quotation marks, spaces."""
    # One by one is ten times as fast as `translate`, and a report has millions of characters.
    for character, plain in _LOOKALIKES.items():
        text = text.replace(character, plain)
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.split())


def gives_away(text: str, secrets: Iterable[str]) -> bool:
    """Return whether one of `secrets` can be read in `text`."""
    seen = folded(text)
    return any(secret in seen for secret in map(folded, secrets) if secret)


def confidential_in(identity: Identity) -> frozenset[str]:
    """Return the strings by which an identity can be recognized.

    Those are its names, the lines of its contact, and the addresses and numbers in them, also as
    they are written without spaces. What is too short to be searched for is left out.
    """
    words = {*identity.names, *_contacts(identity.contact)}
    return frozenset(word for word in words if len(folded(word)) >= SHORTEST)


def tells_who(words: str, known: Iterable[Identity]) -> bool:
    """Return whether somebody's confidential strings, or a part of a name, stand in `words`.

    A part is a whole word written as in the name, such as a surname; "a baker" is no Baker.
    """
    some = list(known)
    parts = {part for one in some for name in one.names for part in _WORD.findall(name)}
    proper = {part for part in parts if len(part) >= SHORTEST and not part[0].islower()}
    secrets: frozenset[str] = frozenset().union(*map(confidential_in, some))
    return gives_away(words, secrets) or not proper.isdisjoint(_WORD.findall(words))


def _contacts(contact: str) -> Iterator[str]:
    for line in filter(None, map(str.strip, contact.splitlines())):
        found = (*_MAIL.findall(line), *_NUMBER.findall(line))
        for one in (line, *found):
            yield one
            together = _APART.sub("", one)
            if len(together) >= _SHORTEST_NUMBER and together.strip("+").isdigit():
                yield together.lstrip("+")
