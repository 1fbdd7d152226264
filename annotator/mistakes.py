"""Mistakes of ours in words for a bug report: where they happened, never what they were about."""

import traceback
from collections.abc import Iterator
from pathlib import PurePath
from types import TracebackType

_ROOTS = ("ui", "annotator", "resources", "tests")


def told(error: BaseException, trace: TracebackType | None = None) -> list[str]:
    """Return kinds of error and where, of `error` and of those that led to it.

    Never what an error says, which may quote an article, and no folder, which may name a person.
    """
    lines: list[str] = []
    for one in _chain(error):
        at = trace if one is error and trace else one.__traceback__
        lines += ["", *told_one(type(one), at)]
    return lines[1:]


def told_one(kind: type[BaseException], trace: TracebackType | None) -> Iterator[str]:
    """Yield the kind of an error, then each line of our own that led there."""
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    yield f"{module}{kind.__qualname__}"
    for frame in traceback.extract_tb(trace):
        yield f"  {shortened(frame.filename)}:{frame.lineno} in {frame.name}"
        if frame.line:
            yield f"    {frame.line}"


def shortened(filename: str) -> str:
    """Return a file's place in its package: its folders may hold the name of a person."""
    parts = PurePath(filename).parts
    for marker in ("site-packages", *_ROOTS):
        if marker in parts[:-1]:
            at = len(parts) - 1 - parts[::-1].index(marker)
            return "/".join(parts[at + (marker == "site-packages") :])
    return parts[-1] if parts else "?"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that led to it."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
