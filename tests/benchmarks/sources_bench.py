"""Sources: who may be one with whom, and how much each is heard, in a large project."""

import random
import sqlite3
import tempfile
from pathlib import Path
from statistics import median

from annotator import edits, merging
from annotator.likeness import Likeness
from annotator.model import Claim, Source, new_id
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.vocabulary import SourceKind
from tests.benchmarks.store_bench import fill
from tests.benchmarks.timing import each, once, verdict
from tests.factories import new_project

SOURCES, ARTICLES, CLAIMS = 5_000, 2_000, 100_000


def made(count: int, chance: random.Random) -> list[Source]:
    """Return sources with names of two or three words, some of them misspelled or shortened."""
    syllables = ("ka", "ro", "min", "del", "sha", "tov", "ber", "lin", "qui", "nes")

    def word() -> str:
        return "".join(chance.choices(syllables, k=chance.randint(2, 3))).title()

    kinds = (SourceKind.NAMED, SourceKind.INSTITUTION, SourceKind.UNKNOWN)
    names = [" ".join(word() for _ in range(chance.randint(2, 3))) for _ in range(count)]
    return [
        Source(
            new_id(),
            f"the {name}" if n % 50 == 0 else name,
            chance.choice(kinds),
            aliases=(f"{name} Office",) if n % 3 == 0 else (),
            affiliation=names[n // 2] if n % 4 == 0 else None,
        )
        for n, name in enumerate(names)
    ]


def offers(sources: list[Source]) -> None:
    """Find proposals for the sources of one article, and for all of them."""
    known: list[Likeness] = []
    print(f"{len(sources):,} sources")
    print(f"  learn all of them: {once(lambda: known.append(Likeness(sources))):.0f} ms")
    index = known[0]
    times = each(lambda n: index.proposals(sources[n * 30 : n * 30 + 30], None), 100)
    verdict("offers for 30 sources, the median of 100", median(times), 50, "ms")
    verdict("the longest of these", max(times), 50, "ms")
    every = {proposal.key for proposal in index.proposals(sources, None, at_most=len(sources))}
    rest = each(lambda _: index.proposals(sources, None), 5)
    verdict("offers for all", median(rest), 50, "ms")
    nothing = each(lambda _: index.proposals(sources, None, every), 3)
    print(f"  all {len(every):,} offers declined, so that none is left: {median(nothing):.0f} ms")
    print(
        f"  follow a renamed source: {median(each(lambda n: index.learn(sources[n]), 99)):.3f} ms"
    )


def figures(folder: Path, sources: list[Source]) -> None:
    """Count every source's claims, words and articles, and merge two of them."""
    path = new_project(folder / "large.onrecord")
    fill(path, ARTICLES)
    with Store.open(path) as store:
        store.apply(edits.add("Sources", *sources))
        for number, article in enumerate(store.articles()):
            text = store.document(article.id).text
            claims = [
                Claim(new_id(), article.id, at, at + 60, text[at : at + 60], source_id=one.id)
                for at, one in enumerate(
                    random.Random(number).choices(sources, k=CLAIMS // ARTICLES), 12
                )
            ]
            store.apply(edits.add("Mark", *claims))
        raw = sqlite3.connect(path)
        floor = median(
            each(lambda _: raw.execute("SELECT sum(length(quote)) FROM claim").fetchall(), 5)
        )
        raw.close()
        print(f"{ARTICLES:,} articles, {CLAIMS:,} claims")
        heard = median(each(lambda _: store.heard(), 5))
        print(
            f"  how much each is heard: {heard:.0f} ms, {heard / floor:.1f} x one pass in SQLite"
        )
        one = median(each(lambda n: _one(store, sources[n]), 50))
        print(f"  the same of one source: {one:.2f} ms")
        print(f"  read all sources: {median(each(lambda _: store.all_sources(), 5)):.0f} ms")
        a, b = sources[:2]
        merged = once(lambda: store.apply(merging.merge(store, a, [b]).edit))
        print(f"  merge two: {merged:.0f} ms, undo: {once(store.undo):.0f} ms")


def _one(reader: Reader, source: Source) -> None:
    reader.heard([source.id])


def main() -> None:
    """Print every figure."""
    sources = made(SOURCES, random.Random(1))
    offers(sources)
    with tempfile.TemporaryDirectory() as folder:
        figures(Path(folder), sources)


if __name__ == "__main__":
    main()
