"""What a file will hold, before it is written: its counts, and how it begins."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from annotator.errors import StoppedError
from annotator.export.edition import parts_of
from annotator.export.kinds import tables
from annotator.exporting import Order, Paper, Progress, as_ordered, base_of, content
from annotator.leaf import Leaf
from annotator.report import Report, pairs, unanswered
from annotator.vocabulary import FileFormat, Tag

if TYPE_CHECKING:
    from annotator.export.package import Package

SMALL = 1_500
"""So many claims are written whole to be looked at; of more, how the first article begins."""
_ROWS, _LINES, _LONGEST = 40, 60, 200


@dataclass(frozen=True, slots=True)
class Counts:
    """What is to be told, all articles together; `files` are those that will be written."""

    files: int
    claims: int
    allegations: int
    unanswered: int
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """How a table begins, its header first; `others` are further tables of the file."""

    rows: tuple[tuple[str, ...], ...]
    others: tuple[str, ...] = ()


Shown = Leaf | Rows | str | None
"""How a file begins: a page, a table, lines of text; None for a PDF, which only a window draws."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file will hold, and how it begins; of several files, the first."""

    counts: Counts
    shown: Shown
    report: Report


def look(order: Order, report: Report, paper: Paper, is_wanted: Callable[[], bool]) -> Preview:
    """Return what will be written; `StoppedError` where nobody wants to know any more.

    Raises what writing would raise, so far as it shows on what is looked at.
    """
    wanted, step = order.fitted(), _asking(is_wanted)
    told = as_ordered(wanted, replace(report, variant=wanted.variant, without=wanted.without))
    counts = _counts(wanted, told)
    first = replace(told, articles=told.articles[:1]) if wanted.is_each else told
    step(Progress(0, 1))
    if wanted.kind is FileFormat.WORD:
        return Preview(counts, _word(wanted, first, step), first)
    if wanted.kind is FileFormat.PDF:
        return Preview(counts, None, first)
    if wanted.kind in {FileFormat.CSV, FileFormat.XLSX}:
        return Preview(counts, _rows(wanted, first, paper, step), first)
    begun = first if _is_small(first) else replace(first, articles=first.articles[:1])
    whole = content(wanted, begun, None, paper, step)
    if wanted.kind is FileFormat.HTML:
        from annotator.export import web_leaf

        return Preview(counts, web_leaf.read(whole), first)
    lines = islice(io.StringIO(whole.decode()), _LINES)
    return Preview(counts, "\n".join(line.rstrip("\n")[:_LONGEST] for line in lines), first)


def _counts(order: Order, report: Report) -> Counts:
    claims = [claim for marks in report.articles for claim in marks.claims]
    kept = parts_of(report.variant, report.without) if order.kind is FileFormat.WORD else ()
    return Counts(
        files=len(report.articles) if order.is_each else 1,
        claims=len(claims),
        allegations=sum(Tag.ALLEGATION in claim.tags for claim in claims),
        unanswered=sum(len(unanswered(pairs(marks))) for marks in report.articles),
        parts=len(kept),
    )


def _is_small(report: Report) -> bool:
    return sum(len(marks.claims) for marks in report.articles) <= SMALL


def _word(order: Order, report: Report, step: Callable[[Progress], None]) -> Leaf:
    """Return page one of a Word report, without the rest."""
    from annotator.export import word, word_leaf

    package = _composed(order, report, step, is_whole=False)
    return word_leaf.read(word.sealed(package, report))


def pages(order: Order, report: Report, is_wanted: Callable[[], bool]) -> int:
    """Return how many pages a Word report has, as far as can be told; 0 for a large one."""
    from annotator.export.pages import last_page

    if order.kind is not FileFormat.WORD or not _is_small(report):
        return 0
    package = _composed(order.fitted(), report, _asking(is_wanted), is_whole=True)
    return last_page(package.body, package.page)


def _composed(
    order: Order, report: Report, step: Callable[[Progress], None], *, is_whole: bool
) -> "Package":
    from annotator.export import word
    from annotator.export.package import PAGES

    page, base = PAGES.get(order.paper), base_of(order)
    return word.compose(
        report, page, base, lambda done, whole: step(Progress(done, whole)), is_whole=is_whole
    )


def _asking(is_wanted: Callable[[], bool]) -> Callable[[Progress], None]:
    def step(_: Progress) -> None:
        if not is_wanted():
            raise StoppedError("nobody wants to know any more")

    return step


def _rows(order: Order, report: Report, paper: Paper, step: Callable[[Progress], None]) -> Rows:
    names = tables(report.variant)
    table = order.table if order.kind is FileFormat.CSV else names[0]
    begun = report if _is_small(report) else replace(report, articles=report.articles[:1])
    csv_order = replace(order, kind=FileFormat.CSV, table=table)
    whole = content(csv_order, begun, None, paper, step).decode("utf-8-sig")
    rows = islice(csv.reader(io.StringIO(whole, newline="")), _ROWS)
    others = names[1:] if order.kind is FileFormat.XLSX else ()
    return Rows(
        tuple(tuple(cell[:_LONGEST] for cell in row) for row in rows),
        tuple(str(name) for name in others),
    )
