"""Every check over one article: 1,000 claims and 10,000, with links, cues and evidence.

Then the checks tab after a change, from the change to its painted rows. As the whole pass is short
enough, there is no machinery that would look for what a change touched.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from annotator import edits
from annotator.checks.checking import check
from annotator.importers import read_bytes
from annotator.model import Article, Claim, Descriptor, Document, Evidence, Link, Marks, Source
from annotator.order import arranged
from annotator.text import Words
from annotator.vocabulary import LinkKind, QuoteType, SourceKind, Tag
from tests.benchmarks.seat import desk_of, shown
from tests.benchmarks.stories import article_of, claims_over, project_of
from tests.benchmarks.timing import exponent, verdict

SIZES = (1_000, 2_000, 4_000, 10_000)
SOURCES = 60
GOAL, PANEL_GOAL = 40, 50
_KINDS = [kind for kind in LinkKind if kind is not LinkKind.CONTINUES]


def story_of(count: int) -> Marks:
    """Return an article with claims by many sources, half as many links, and much to mend."""
    chance = random.Random(3)
    imported = read_bytes(article_of(count * 100, chance).encode(), "story.txt")
    article = Article("story", 1, imported.title, "", 0)
    document = Document("story", imported.text, imported.blocks, "story.txt", "")
    sources = [
        Source(
            f"source {n}",
            f"{chance.choice(['Ann', 'Bob'])} Lee{n % 37}" if n % 3 else f"officials {n}",
            chance.choice(list(SourceKind)),
            side=f"side {n % 4}",
            descriptor=Descriptor(affiliation=n % 2 == 0),
        )
        for n in range(SOURCES)
    ]
    bare = claims_over(article, imported.text, count, 2, sources, chance)
    claims = [_filled(claim, n, chance) for n, claim in enumerate(bare)]
    pairs = [chance.sample(claims, 2) for _ in range(count // 2)]
    links = [
        Link(f"link {n}", chance.choice(_KINDS), one.id, other.id)
        for n, (one, other) in enumerate(pairs)
    ]
    return arranged(article, document, claims, sources, links, [], [])


def _filled(claim: Claim, number: int, chance: random.Random) -> Claim:
    return replace(
        claim,
        targets=tuple({f"Party {chance.randint(0, 20)}" for _ in range(chance.randint(0, 2))}),
        quote_type=chance.choice(list(QuoteType)),
        cue=chance.choice(["said", "claims", "denied", "has accused", None]),
        evidence=(Evidence(text=claim.quote[:50]),) if number % 5 == 0 else (),
    )


def spent(work: Callable[[], object], times: int = 5) -> float:
    """Return the least that the processor worked on it, in milliseconds."""
    found = []
    for _ in range(times):
        started = time.process_time()
        work()
        found.append((time.process_time() - started) * 1e3)
    return min(found)


def in_the_tab(count: int) -> tuple[float, float]:
    """Return for how long the tab works at a stretch after a change, and before it rests."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "ONRECORD_HOME": folder}
        window = shown(project_of(Path(folder) / "checks.onrecord", count * 100, count))
        window.show_tab(window.checks)
        QApplication.processEvents()

        def retag(number: int) -> None:
            claim = desk_of(window).claims[number * 7]
            tags = (Tag.DENIAL,) if claim.tags != (Tag.DENIAL,) else (Tag.OFFICIAL,)
            window.workspace.do(edits.change("Tag", (claim, replace(claim, tags=tags))))

        longest, first = [], []
        for number in range(20):
            retag(number)
            steps = [spent(QApplication.processEvents, 1)]
            while not window.checks.is_fresh:
                steps.append(spent(QApplication.processEvents, 1))
            steps[-1] += spent(QApplication.processEvents, 1)  # the rows are painted
            longest.append(max(steps))
            first.append(steps[0])
        window.close()
        return median(longest), median(first)


def main() -> None:
    """Print every figure."""
    times = []
    for count in SIZES:
        marks = story_of(count)
        words = Words(marks.text, marks.blocks)

        def all_rules(marks: Marks = marks, words: Words = words) -> object:
            return check(marks, words)

        times.append(spent(all_rules))
        print(f"  {count} claims, {len(check(marks, words))} findings: {times[-1]:.0f} ms")
    verdict(f"every rule at {SIZES[0]:,} claims", times[0], GOAL, "ms")
    verdict("exponent in the number of claims", exponent(SIZES, times), 1.2, "")
    whole, _ = in_the_tab(SIZES[0])
    verdict(f"the tab after a change, at {SIZES[0]:,} claims", whole, PANEL_GOAL, "ms")
    whole, waiting = in_the_tab(SIZES[-1])
    print(f"  at {SIZES[-1]:,} claims it works for {whole:.0f} ms, once after a rest")
    verdict("before that rest, the next mark waits for", waiting, PANEL_GOAL, "ms")
