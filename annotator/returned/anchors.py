"""Which claims' words a stretch of a returned report stands on."""

from collections.abc import Iterable, Sequence

from annotator.returned.returned_report import Stretch

Places = dict[str, Stretch]


def around(stretches: Iterable[tuple[str, Stretch]], claims: Places) -> dict[str, list[str]]:
    """Return by key the claims whose words hold a stretch wholly, the shortest first.

    A point is held where it stands among a claim's characters or at their edges.
    """
    found: dict[str, list[str]] = {}
    every = list(stretches)
    points = [(key, s.first, s.last) for key, s in every if s.is_point]
    ranges = [(key, s.start, s.end) for key, s in every if not s.is_point]
    _hold(points, [(name, s.first, s.last) for name, s in claims.items()], found)
    _hold(ranges, [(name, s.start, s.end) for name, s in claims.items()], found)
    for names in found.values():
        names.sort(key=lambda name: _length(claims[name]))
    return found


def touched(stretches: Iterable[tuple[str, Stretch]], claims: Places) -> dict[str, list[str]]:
    """Return by key the claims of whose characters a stretch has at least one, shortest first."""
    ordered = sorted(claims.items(), key=lambda item: item[1].first)
    found: dict[str, list[str]] = {}
    at = 0
    near: list[str] = []
    for key, stretch in sorted(stretches, key=lambda item: item[1].first):
        near = [name for name in near if claims[name].last > stretch.first]
        while at < len(ordered) and ordered[at][1].first <= stretch.first:
            near += [ordered[at][0]] if ordered[at][1].last > stretch.first else []
            at += 1
        ahead = at
        names = list(near)
        while ahead < len(ordered) and ordered[ahead][1].first < stretch.last:
            names.append(ordered[ahead][0])
            ahead += 1
        found[key] = sorted(names, key=lambda name: _length(claims[name]))
    return found


def innermost(names: Sequence[str], claims: Places) -> str | None:
    """Return the claim that all the others hold; None where two cross or are alike."""
    if not names:
        return None
    first = claims[names[0]]
    for name in names[1:]:
        other = claims[name]
        if not _holds(other, first) or (first.start, first.end) == (other.start, other.end):
            return None
    return names[0]


def _hold(
    wanted: list[tuple[str, int, int]],
    holders: list[tuple[str, int, int]],
    found: dict[str, list[str]],
) -> None:
    """Find in one sweep what holds each of `wanted`; linear but for how deep claims nest."""
    holders = sorted(holders, key=lambda holder: holder[1])
    at = 0
    near: list[tuple[str, int, int]] = []
    for key, start, end in sorted(wanted, key=lambda item: item[1]):
        near = [holder for holder in near if holder[2] >= start]
        while at < len(holders) and holders[at][1] <= start:
            near += [holders[at]] if holders[at][2] >= start else []
            at += 1
        found[key] = [holder[0] for holder in near if holder[2] >= end]


def _holds(outer: Stretch, inner: Stretch) -> bool:
    """Return whether one holds the other: by words, since marks may stand between their edges."""
    if outer.is_point or inner.is_point:
        return outer.first <= inner.first and inner.last <= outer.last
    return outer.start <= inner.start and inner.end <= outer.end


def _length(stretch: Stretch) -> tuple[int, int]:
    return stretch.end - stretch.start, stretch.last - stretch.first
