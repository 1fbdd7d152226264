"""The subcommand `renew`: what a new version takes over from an earlier one, and what not."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator import settings
from annotator.console import json_option, project_argument, refusing, say, say_json, warn
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.versions.anchoring import Anchor
    from annotator.versions.renewing import Renewal


@click.command()
@project_argument
@click.argument("new", metavar="NEW")
@click.argument("old", metavar="OLD")
@json_option
@refusing
def renew(project: Path, new: str, old: str, *, as_json: bool) -> None:
    """Take over in article NEW what stands unchanged in its earlier version OLD."""
    from annotator.store import Store
    from annotator.versions import renewing
    from annotator.versions.anchoring import lost
    from annotator.versions.carrying import said_aloud

    with Store.open(project, reviewer=settings.reviewer()) as store:
        article, earlier = store.find_article(new), store.find_article(old)
        if article.id == earlier.id:
            raise UsageError("an article is no new version of itself; name two")
        renewal = renewing.renewal(store, article, earlier.id)
        compared = renewal.compared()
        found = renewing.found_again(compared)
        if found or not renewal.is_known:
            renewing.take_over(store, renewal, found)
    for notice in store.notices:
        warn(notice)
    left, aloud = lost(compared), said_aloud(compared, renewal.earlier.marks)
    taken = len(renewal.taken) + len(found)
    rows = list(_rows(renewal, left))
    if as_json:
        ids = {"article": article.id, "earlier": earlier.id}
        say_json(ids | {"taken_over": taken, "left": rows, "denials": aloud})
        return
    say(f"Article {article.number}: {taken} taken over from article {earlier.number}\n")
    for row in rows:
        became = f" -> {row['quote']}" if row["quote"] is not None else ""
        left_out = ", left out" if row["left_out"] else ""
        say(f"claim {row['number']} {row['status']}{left_out}: {row['earlier_quote']}{became}\n")
    say("".join(f"{sentence}\n" for sentence in aloud))


def _rows(renewal: "Renewal", left: "Iterable[Anchor]") -> Iterable[dict[str, Any]]:
    """Yield what a person has to look at, in reading order of the earlier version."""
    marks, text = renewal.earlier.marks, renewal.now.text
    for anchor in left:
        span = anchor.span
        yield {
            "number": marks.number_of(anchor.claim.id),
            "status": anchor.fate.name.lower(),
            "left_out": anchor.claim.id in renewal.left_out,
            "earlier_quote": anchor.claim.quote,
            "quote": span.of(text) if span else None,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "candidates": [[one.start, one.end] for one in anchor.candidates],
        }
