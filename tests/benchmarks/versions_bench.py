"""Comparing versions: 1,000 claims on 100 KB and 10,000 on 1 MB, after few and many changes."""

import random
from itertools import accumulate

from annotator.importers import read_bytes
from annotator.model import Article, Claim, Document, Marks
from annotator.text import WORD
from annotator.versions.anchoring import anchors
from tests.benchmarks.timing import exponent, once, verdict

SIZES = {100_000: 1_000, 300_000: 3_000, 1_000_000: 10_000}
GOAL = 1_000.0
"""Milliseconds for 1,000 claims on 100 KB."""


def main() -> None:
    """Print how long each kind of new version takes, and how that grows."""
    for kind in ("few words changed", "a word in 14 changed", "written anew"):
        times = [_compared(size, count, kind) for size, count in SIZES.items()]
        verdict(f"{kind}, 100 KB", times[0], GOAL, "ms")
        verdict(f"{kind}, growth", exponent(list(SIZES), times), 1.4, "")
        print(f"  {kind}, 1 MB: {times[-1] / 1000:.1f} s")


def _compared(size: int, count: int, kind: str) -> float:
    chance = random.Random(1)
    desk = _Desk(chance)
    text = desk.story(size)
    old = read_bytes(text.encode(), "old.txt")
    new = read_bytes(desk.later(text, kind).encode(), "new.txt")
    document = Document("a", old.text, old.blocks, "old.txt", "")
    claims = sorted(_claims(old.text, chance, count), key=lambda c: (c.start, -c.end, c.id))
    marks = Marks(Article("a", 1, "A", "", 0), document, tuple(claims))
    return once(lambda: anchors(marks, new.text, new.blocks))


def _claims(text: str, chance: random.Random, count: int) -> list[Claim]:
    words = [match.span() for match in WORD.finditer(text)]
    claims = []
    for number in range(count):
        first = chance.randrange(10, len(words) - 30)
        start, end = words[first][0], words[first + chance.randrange(3, 20)][1]
        claims.append(Claim(f"c{number}", "a", start, end, text[start:end]))
    return claims


class _Desk:
    """Writes in words as often as words are in English: by Zipf's law."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        letters = "abcdefghijklmnoprstuvw"
        self._words = [
            "".join(chance.choices(letters, k=chance.randrange(2, 10))) for _ in range(20_000)
        ]
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(20_000)))

    def story(self, size: int) -> str:
        paragraphs = ["A headline of it"]
        while sum(map(len, paragraphs)) < size:
            some = [self._sentence() for _ in range(self._chance.randrange(1, 5))]
            paragraphs.append(" ".join(some))
        return "\n\n".join(paragraphs)

    def later(self, text: str, kind: str) -> str:
        if kind == "written anew":
            return self.story(len(text))
        share = 0.07 if "14" in kind else 0.0005
        words = text.split(" ")
        return " ".join("other" if self._chance.random() < share else word for word in words)

    def _sentence(self) -> str:
        count = self._chance.randrange(8, 30)
        words = self._chance.choices(self._words, cum_weights=self._weights, k=count)
        return " ".join(words).capitalize() + "."
