"""What may be said of an open project where others look on: titles, tool tips, the clipboard.

A process has one clipboard, one screen and one set of tool tips, so that what must not be told
there is known once a process, whichever of its windows has the project.
"""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from annotator.confidential import withheld

_KNOWN: "WeakKeyDictionary[object, frozenset[str]]" = WeakKeyDictionary()


def keep_back(project: object, secrets: Iterable[str]) -> None:
    """Tell no string that names a confidential source, for as long as `project` lives.

    Once more with others, or with none where the project is let go.
    """
    _KNOWN[project] = frozenset(secrets)


def told(text: str) -> str:
    """Return a text as it may be told: with what is confidential withheld."""
    secrets: frozenset[str] = frozenset().union(*_KNOWN.values())
    return withheld(text, secrets) if secrets else text
