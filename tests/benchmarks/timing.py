"""Times of many calls, and what is said of them."""

import time
from collections.abc import Callable, Sequence
from math import log
from statistics import median, quantiles


def each(work: Callable[[int], object], times: int) -> list[float]:
    """Return how long each call took, in milliseconds."""
    found = []
    for n in range(times):
        started = time.perf_counter()
        work(n)
        found.append((time.perf_counter() - started) * 1e3)
    return found


def by_turns(works: Sequence[Callable[[int], object]], times: int) -> list[list[float]]:
    """Return how long each call of each work took, by turns so that all meet the same noise."""
    found: list[list[float]] = [[] for _ in works]
    for number in range(times):
        for at, work in enumerate(works):
            started = time.perf_counter()
            work(number)
            found[at].append((time.perf_counter() - started) * 1e3)
    return found


def once(work: Callable[[], object]) -> float:
    """Return how long one call took, in milliseconds."""
    return each(lambda _: work(), 1)[0]


def p95(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 calls stay under."""
    return quantiles(times, n=20)[18]


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """Return b of the least-squares fit of times to a * size ** b."""
    x, y = [log(size) for size in sizes], [log(spent) for spent in times]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return slope / sum((a - mean_x) ** 2 for a in x)


def verdict(label: str, value: float, goal: float, unit: str) -> None:
    """Print a figure beside its goal."""
    told = "met" if value <= goal else "NOT MET"
    print(f"  {label}: {value:.2f} {unit} (goal {goal:g}: {told})")


def told(label: str, times: Sequence[float]) -> None:
    """Print the median and the 95th percentile of some times."""
    print(f"  {label}: median {median(times):.1f} ms, p95 {p95(times):.1f} ms")
