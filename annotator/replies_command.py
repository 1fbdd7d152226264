"""The subcommand `replies`: what an editor wrote into a report that came back; reads only."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.claims_file import names_of
from annotator.console import PATH, json_option, project_argument, refusing, say, say_json, warn
from annotator.console_tables import cut, table
from annotator.files import printable
from annotator.store.reader import Reader

if TYPE_CHECKING:
    from annotator.returned.matching import Matched

_HEAD = ("Claim", "What", "Who", "When", "Words")


@click.command()
@project_argument
@click.argument("report", type=PATH, metavar="REPORT.docx")
@json_option
@refusing
def replies(project: Path, report: Path, *, as_json: bool) -> None:
    """List what came back in a returned Word report, by claim; changes nothing."""
    from annotator.importers import source_file
    from annotator.returned import matching
    from annotator.returned.returned_report import WANTED
    from annotator.sandbox import REPORT, Sandbox

    with Sandbox(REPORT) as sandbox:
        returned = sandbox.read_report(source_file.from_path(report, wanted=WANTED))
    with Reader.open(project) as reader, reader.snapshot():
        found = matching.match(returned, reader)
    if found.notice:
        warn(found.notice)
    told = list(_told(found))
    if as_json:
        say_json(told)
    else:
        say(_tables(found, told))


def _told(found: "Matched") -> Iterator[dict[str, Any]]:
    """Yield replies as scripts get them; claims are called as in a claims file."""
    from annotator.returned.proposals import is_taken_up

    articles = {marks.article.id: marks for marks in found.articles}
    names = {article_id: names_of(marks) for article_id, marks in articles.items()}
    for reply in found.replies:
        marks = articles.get(reply.article_id or "")
        claim = reply.claim_id if marks else None
        yield {
            "article": reply.article_id,
            "claim": names[marks.article.id][claim] if marks and claim else None,
            "number": marks.number_of(claim) if marks and claim else None,
            "author": reply.author,
            "date": reply.date or None,
            "text": reply.text,
            "kind": reply.kind,
            "place": reply.place,
            "already": is_taken_up(reply, marks),
        }


def _tables(found: "Matched", told: list[dict[str, Any]]) -> str:
    """Return a table for each article, and one of what is about no claim that is known."""
    parts: list[str] = []
    for marks in found.articles:
        rows = [r for r in told if r["article"] == marks.article.id and r["claim"] is not None]
        if rows:
            title = printable(f"{marks.article.number}  {marks.article.title}")
            parts.append(f"{title}\n\n{table(_HEAD, [_row(row) for row in rows])}")
    lost = [row for row in told if row["claim"] is None]
    if lost:
        lines = [f"  {row['kind']}: {_one_line(row['text'])} ({row['place']})" for row in lost]
        parts.append("\n".join(["About no claim that is known", "", *map(printable, lines), ""]))
    return "\n".join(parts) or "Nothing new in this report\n"


def _row(row: dict[str, Any]) -> tuple[str, ...]:
    kind = f"{row['kind']}, taken up" if row["already"] else row["kind"]
    day = (row["date"] or "")[:10]
    return (
        str(row["number"]),
        kind,
        cut(row["author"]),
        cut(day),
        printable(_one_line(row["text"])),
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())
