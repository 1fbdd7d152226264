"""What can be read in a finished JSON document: each string by its key, quotes in their text."""

import json
from collections.abc import Iterator

from annotator.export.glance import Writing
from annotator.export.guard import Finished, Passage

_QUOTED = ("prefix", "exact", "suffix")
"""The words of a selector (W3C Web Annotation), which follow each other in the text."""


def read(content: bytes) -> Finished:
    """Return what can be read in a finished document."""
    return Finished(Writing.JSON, lambda: (content,), lambda: _passages(content))


def _passages(content: bytes) -> Iterator[Passage]:
    strings: list[str] = []
    for where, text in _strings(json.loads(content), ""):
        strings.append(text)
        yield Passage(where, text, "document")
    yield Passage("the document", "\n".join(strings), "document", is_rest=True)
    yield Passage("the document", content.decode(), "document", is_rest=True)


def _strings(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield f"its value {where}" if where else "the document", value
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield from _strings(each, f"{where}[{number}]")
    elif isinstance(value, dict):
        yield f"its value {where}", "".join(str(value.get(part, "")) for part in _QUOTED)
        for key, each in value.items():
            yield "the name of a value", str(key)
            yield from _strings(each, f"{where}.{key}" if where else str(key))
