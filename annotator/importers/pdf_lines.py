"""From runs to the lines of a page in reading order: columns one after another."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from annotator.importers.pdf_runs import Run

_BIN = 2.0
_GUTTER = 0.4
"""A gap between columns is at least so wide, in font sizes."""

_FEWEST_ROWS = 3
_RUNNING = 12
"""Columns of fewer characters a line are labels or numbers, and read with what is beside them."""

_NEAR = 10
_EDGE_LINES = 4
_ROMAN = r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_LIKE_A_NUMBER = re.compile(
    rf"[-–—|\s]*(?:page|seite|p\.)?\s*(?:#|{_ROMAN})(?:\s*(?:/|of|von|\|)\s*#)?[-–—|\s]*"
)


@dataclass(slots=True)
class Flow:
    """What is read from top to bottom: a column, or what stands across all of them."""

    lines: list["Line"] = field(default_factory=list)
    left: float = 0
    spacing: float = 0
    size: float = 1

    def measure(self) -> None:
        """Find the usual left edge, step from line to line and size."""
        self.size = median(line.size for line in self.lines)
        lefts = Counter(round(line.left) for line in self.lines)
        most = max(lefts.values())
        self.left = min(left for left, count in lefts.items() if count == most)
        steps = [above.top - line.top for above, line in pairwise(self.lines)]
        self.spacing = median(steps) if steps else 0

    def right_of(self, line: "Line") -> float:
        """Return how far lines like this one reach near it; a headline may be wider."""
        near = self.lines[max(0, line.at - _NEAR) : line.at + _NEAR + 1]
        return max(other.right for other in near if abs(other.size - line.size) < line.size / 12)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line of a flow."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    flow: Flow
    at: int


def without_edges(pages: Sequence[list[Run]]) -> tuple[list[list[Run]], int]:
    """Return the pages without running heads, feet and page numbers, and how many lines went."""
    rows = [_rows(page) for page in pages]
    said = Counter(mark for page in rows for mark in set(_edge_marks(page)))
    kept: list[list[Run]] = []
    gone = 0
    for page in rows:
        first = _edge(page, said, len(pages))
        last = len(page) - _edge(page[first:][::-1], said, len(pages))
        gone += len(page) - (last - first)
        kept.append([run for row in page[first:last] for run in row])
    return kept, gone


def flows_of(runs: Sequence[Run]) -> list[Flow]:
    """Return the flows of a page in reading order."""
    flows = [_flow(rows) for rows in _cut(_rows(runs), 0)]
    for flow in flows:
        flow.measure()
    return flows


def _edge_marks(page: Sequence[Sequence[Run]]) -> list[tuple[str, int]]:
    rows = [*page[:_EDGE_LINES], *page[-_EDGE_LINES:]]
    return [_mark(row) for row in rows]


def _mark(row: Sequence[Run]) -> tuple[str, int]:
    """Return what tells a running line: its words without numbers, and about where it stands."""
    words = re.sub(r"\d+", "#", " ".join(run.text for run in row)).casefold()
    return words, round(row[0].bottom / 6)


def _edge(page: Sequence[Sequence[Run]], said: Counter[tuple[str, int]], pages: int) -> int:
    """Return how many rows from the first on are an edge of the page; behind them is a gap."""
    repeated = 0
    for row in page[:_EDGE_LINES]:
        words, place = _mark(row)
        times = max(said[words, near] for near in (place - 1, place, place + 1))
        is_number = not repeated and _is_number(page, row, words)
        if not is_number and (times < 2 or times * 3 < pages):
            break
        repeated += 1
    while repeated and len(page) > repeated and not _stands_off(page, repeated):
        repeated -= 1
    return repeated


def _is_number(page: Sequence[Sequence[Run]], row: Sequence[Run], words: str) -> bool:
    """Return whether a row is a page's number, and not a headline such as "9/11"."""
    if len(page) <= 2 or not _LIKE_A_NUMBER.fullmatch(words):
        return False
    usual = median(run.height for other in page for run in other)
    return max(run.height for run in row) <= 1.2 * usual


def _stands_off(page: Sequence[Sequence[Run]], at: int) -> bool:
    """Return whether the space before a row is more than that between lines of a paragraph."""
    before, row = page[at - 1], page[at]
    gaps = (
        min(run.bottom for run in one) - max(run.top for run in other)
        for one, other in ((before, row), (row, before))
    )
    return max(gaps) > 0.6 * max(run.height for run in before)


def _rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Return runs that share a line, from top to bottom, each row from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -(run.top + run.bottom)):
        if rows and _shares(rows[-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.left)
    return rows


def _shares(row: Sequence[Run], run: Run) -> bool:
    anchor = max(row, key=lambda other: other.height)
    shared = min(anchor.top, run.top) - max(anchor.bottom, run.bottom)
    return shared * 2 >= min(anchor.height, run.height)


def _cut(rows: list[list[Run]], depth: int) -> list[list[list[Run]]]:
    """Return rows as flows: where a gutter runs, its left side comes before its right."""
    gutter = _gutter(rows) if depth < 6 else None
    if gutter is None:
        return [rows]
    flows: list[list[list[Run]]] = []
    band: list[Run] = []
    across: list[list[Run]] = []
    for row in [*rows, []]:
        crosses = any(run.left < gutter < run.right for run in row)
        if band and (crosses or not row):
            for side in (
                [run for run in band if run.right <= gutter],
                [run for run in band if run.right > gutter],
            ):
                flows += _cut(_rows(side), depth + 1) if side else []
            band = []
        if across and not crosses:
            flows.append(across)
            across = []
        if crosses:
            across.append(row)
        else:
            band += row
    return flows


def _gutter(rows: Sequence[Sequence[Run]]) -> float | None:
    """Return where a gap runs down between columns of running text, None where there is none."""
    runs = [run for row in rows for run in row]
    if len(runs) < 2 * _FEWEST_ROWS:
        return None
    start = min(run.left for run in runs)
    bins = int((max(run.right for run in runs) - start) / _BIN) + 2
    if bins > 100_000:
        return None
    steps = [0] * (bins + 1)
    for run in runs:
        steps[int((run.left - start) / _BIN)] += 1
        steps[int((run.right - start) / _BIN) + 1] -= 1
    size = median(run.size for run in runs)
    found: list[tuple[int, float, float]] = []
    crossing, since, least = 0, 0, 0
    for at, step in enumerate(steps):
        before, crossing = crossing, crossing + step
        if crossing != before:
            width = (at - since) * _BIN
            if width >= _GUTTER * size and least * 4 <= len(runs):
                found.append((least, -width, start + (since + at) * _BIN / 2))
            since, least = at, crossing
    # The emptiest first; of the same the widest.
    return next((middle for _, _, middle in sorted(found) if _parts(rows, middle)), None)


def _parts(rows: Sequence[Sequence[Run]], middle: float) -> bool:
    """Return whether running text stands on both sides of a gap, beside each other."""
    # By lines, since words of a justified line may stand far apart.
    left_lines = [[run for run in row if run.right <= middle] for row in rows]
    right_lines = [[run for run in row if run.left >= middle] for row in rows]
    if min(_mean(left_lines), _mean(right_lines)) < _RUNNING:
        return False
    lefts = [run for line in left_lines for run in line]
    rights = [run for line in right_lines for run in line]
    low = max(min(run.bottom for run in lefts), min(run.bottom for run in rights))
    high = min(max(run.top for run in lefts), max(run.top for run in rights))
    beside = [sum(low <= run.bottom and run.top <= high for run in side)
              for side in (lefts, rights)]  # fmt: skip
    return min(beside) >= _FEWEST_ROWS


def _mean(lines: Sequence[Sequence[Run]]) -> float:
    """Return how many characters a line has, 0 where there are too few lines."""
    lengths = [sum(len(run.text) for run in line) for line in lines if line]
    return sum(lengths) / len(lengths) if len(lengths) >= _FEWEST_ROWS else 0


def _flow(rows: Iterable[Sequence[Run]]) -> Flow:
    flow = Flow()
    for row in rows:
        longest = max(row, key=lambda run: len(run.text))
        flow.lines.append(
            Line(
                text=_joined(row),
                left=row[0].left,
                right=max(run.right for run in row),
                bottom=longest.bottom,
                top=longest.top,
                size=longest.size,
                bold=all(run.bold for run in row),
                flow=flow,
                at=len(flow.lines),
            )
        )
    return flow


def _joined(row: Sequence[Run]) -> str:
    text = row[0].text
    for before, run in pairwise(row):
        # A raised letter follows without a space.
        text += run.text if run.left - before.right < 0.15 * before.size else f" {run.text}"
    return text
