"""The story strip: made from many claims, edited, and drawn as a picture."""

import random
import time
from collections.abc import Callable

from annotator.model import Claim
from annotator.story_strip import Strip
from annotator.vocabulary import Tag

LENGTH, CLAIMS, EDITS = 5_000_000, 50_000, 10_000
_TAGS = ((), (Tag.ALLEGATION,), (Tag.DENIAL,), (Tag.OFFICIAL, Tag.ANONYMOUS))


def best(work: Callable[[], object]) -> float:
    """Return the least of five times in milliseconds."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1e3)
    return min(times)


def main() -> None:
    """Print every figure."""
    chance = random.Random(1)
    starts = [chance.randrange(LENGTH - 400) for _ in range(CLAIMS)]
    claims = [
        Claim(str(n), "a", start, start + chance.randint(1, 400), "", chance.choice(_TAGS))
        for n, start in enumerate(starts)
    ]
    strip = Strip(LENGTH, claims)
    whole = Claim("whole", "a", 0, LENGTH, "", (Tag.ALLEGATION,))
    story = Strip(LENGTH, [claims[0]])

    def edit() -> None:
        for _ in range(EDITS // 2):
            strip.add(whole)
            strip.remove(whole)

    def redraw() -> None:
        story.add(whole)
        story.remove(whole)
        story.column(24, 800)

    print(f"build from {CLAIMS:,} claims: {best(lambda: Strip(LENGTH, claims)):.0f} ms")
    print(f"{EDITS:,} edits of a claim as long as the article: {best(edit):.0f} ms")
    print(f"picture after an edit: {best(redraw):.2f} ms")
    print(f"column of {CLAIMS:,}: {best(lambda: strip.column(24, 800)):.2f} ms")
    print(f"lanes of {CLAIMS:,}: {best(lambda: strip.lanes(200, 14)):.2f} ms")


if __name__ == "__main__":
    main()
