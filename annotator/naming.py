"""Names of files that every system takes, and which of several are the same."""

import re
import unicodedata
from collections.abc import Iterable

from annotator.errors import ExportError
from annotator.files import is_reserved, named

LONGEST = 80
"""So many characters of a title are its file's name."""
_MOST_BYTES = 180
"""A name may have 255; a number, a variant and a suffix are yet to come."""
LONGEST_NAME = 255
"""In bytes, as most systems count."""
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]')


def fit_name(title: str, otherwise: str) -> str:
    """Return a title as every system takes it for a file's name, without a suffix."""
    name = " ".join(_UNFIT.sub(" ", title).split())[:LONGEST].strip(" .")
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1].rstrip(" .")
    return otherwise if not name or is_reserved(name) else name


def distinct(names: Iterable[str]) -> list[str]:
    """Return names in their order, those that a system takes for one told apart by numbers."""
    found: list[str] = []
    taken: set[str] = set()
    following: dict[str, int] = {}
    for name in names:
        number, free = following.get(_same(name), 2), name
        while _same(free) in taken:
            free = f"{name} ({number})"
            number += 1
        following[_same(name)] = number
        taken.add(_same(free))
        found.append(free)
    return found


def refuse_unfit(name: str) -> None:
    """Raise ExportError where a file cannot be called `name` everywhere."""
    if len(name.encode(errors="replace")) > LONGEST_NAME:
        raise ExportError("The file's name is too long; choose a shorter one.")
    if is_reserved(name):
        raise ExportError(f"Windows keeps the name {named(name)} for itself; choose another.")


def _same(name: str) -> str:
    """Return what is equal of two names that one folder cannot hold both of."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
