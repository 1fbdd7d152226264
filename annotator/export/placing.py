"""Where claims begin and end in an article's blocks, for every exporter that writes the words."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from annotator.model import Block, Claim, Marks
from annotator.spans import Run, cut

At = tuple[int, int]
"""A block by its number, and an offset in the article's text."""


class Places:
    """Where claims begin and end, block by block.

    What lies in the gap between two blocks is drawn to the block inside the claim. A claim
    with no words in any block stands at one point.
    """

    def __init__(self, blocks: tuple[Block, ...], claims: tuple[Claim, ...]) -> None:
        self.starts: dict[At, list[Claim]] = defaultdict(list)
        self.ends: dict[At, list[Claim]] = defaultdict(list)
        self.points: dict[At, list[Claim]] = defaultdict(list)
        starts, ends = [block.start for block in blocks], [block.end for block in blocks]
        for claim in claims:
            first = bisect_right(ends, claim.start)
            last = bisect_left(starts, claim.end) - 1
            if first <= last:
                self.starts[first, max(claim.start, blocks[first].start)].append(claim)
                self.ends[last, min(claim.end, blocks[last].end)].append(claim)
            elif last >= 0:
                self.points[last, blocks[last].end].append(claim)
            else:
                self.points[0, blocks[0].start].append(claim)
        for ending in self.ends.values():
            # What began last ends first; of two that began together, the inner one.
            ending.reverse()


def block_runs(marks: Marks) -> Iterator[list[Run]]:
    """Yield each block's runs: one sweep, since claims stand in reading order."""
    coming = iter(marks.claims)
    following = next(coming, None)
    open_claims: list[Claim] = []
    for block in marks.blocks:
        open_claims = [claim for claim in open_claims if claim.end > block.start]
        while following is not None and following.start < block.end:
            open_claims.append(following)
            following = next(coming, None)
        yield cut(open_claims, block.start, block.end)


def outer_claims(runs: Iterable[Iterable[Run]]) -> frozenset[str]:
    """Return the ids of the claims that hold another somewhere: their bounds need brackets."""
    return frozenset(claim.id for some in runs for piece in some for claim in piece.claims[:-1])
