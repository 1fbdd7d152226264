"""A writer to be killed: marks one article after another, and says so after each.

Run as `python -m tests.store.writers KIND PROJECT CLAIMS FIRST LAST`; the kinds beside `honest`
are deliberately wrong, to show that the harness catches what it is there for.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

from annotator import claims_file, cli, edits, marking
from annotator.errors import AnnotatorError
from annotator.measures.counted import counted
from annotator.rules import shipped
from annotator.store import Store
from annotator.sums import sums_of


def honest(project: Path, article: str, claims: Path) -> None:
    """Mark as `onrecord mark` does; it acknowledges by printing."""
    cli.mark.main([str(project), article, str(claims)], standalone_mode=False)


def too_early(project: Path, article: str, claims: Path) -> None:
    """Acknowledge first, and mark afterwards."""
    print(f"Marked it in article {article}", flush=True)  # noqa: T201
    _fit(project, article, claims, at_once=True)


def piecemeal(project: Path, article: str, claims: Path) -> None:
    """Mark claim by claim, each in a transaction of its own."""
    _fit(project, article, claims, at_once=False)
    print(f"Marked it in article {article}", flush=True)  # noqa: T201


def restless(project: Path, article: str, _claims: Path) -> None:
    """Rename an article again and again until killed, and count it, as a window does."""
    with Store.open(project) as store:
        print("writing", flush=True)  # noqa: T201
        for n in count():
            was = store.find_article(article)
            with suppress(AnnotatorError):
                store.apply(edits.change("Rename", (was, replace(was, title=f"Title {n}"))))
                sums_of(counted(store.marks(was.id)), shipped())


def _fit(project: Path, article: str, claims: Path, *, at_once: bool) -> None:
    written = claims_file.parse(claims.read_bytes(), "R")
    with Store.open(project) as store:
        edit = marking.fit(store, store.find_article(article), written, "Mark")
        for moves in [edit.moves] if at_once else [(move,) for move in edit.moves]:
            store.apply(replace(edit, moves=moves))


KINDS: dict[str, Callable[[Path, str, Path], None]] = {
    "honest": honest,
    "too early": too_early,
    "piecemeal": piecemeal,
    "restless": restless,
}


def main() -> None:
    """Mark every article from FIRST to LAST."""
    kind, project, claims, first, last = sys.argv[1:]
    print("ready", flush=True)  # noqa: T201
    for number in range(int(first), int(last) + 1):
        KINDS[kind](Path(project), str(number), Path(claims))


if __name__ == "__main__":
    main()
