"""Whom sources speak for: a project's list of sides in its order, and every change of it.

A side is its name: sources hold it, and measures count by it. The list gives each a place and a
look, and no number depends on either. `unknown` is no side: every source has it of whom nothing
is said, it stands on no list, and it looks the same in every project.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.edits import Edit, Move
from annotator.errors import EditError
from annotator.model import UNKNOWN_SIDE, Side, Source, new_id
from annotator.palette import SIDE_LOOKS

if TYPE_CHECKING:
    from annotator.store.reader import Reader

LONGEST = 80
"""How many characters the name of a side has at most."""


def in_order(listed: Iterable[Side], used: Iterable[str]) -> tuple[Side, ...]:
    """Return a project's sides: as listed, then by name those that only sources have.

    Each of these gets the next look that no other side has. `unknown` is not among them.
    """
    known = list(listed)
    there = {side.name for side in known} | {UNKNOWN_SIDE}
    for name in sorted(set(used) - there, key=lambda name: (name.casefold(), name)):
        known.append(_new(known, name))
    return tuple(known)


def of_project(reader: "Reader") -> tuple[Side, ...]:
    """Return the sides of a project in their order."""
    return in_order(reader.sides(), reader.sides_of_sources())


def spelled(name: str, known: Iterable[str]) -> str:
    """Return the side that a person means by `name`, as the project spells it.

    Nothing at all and “unknown” mean the side of whom nothing is said. Raises `EditError` where
    the name is too long.
    """
    clean = _clean(name)
    same = {_folded(one): one for one in (*known, UNKNOWN_SIDE, "")}
    return same.get(_folded(clean), clean) or UNKNOWN_SIDE


def with_sides(reader: "Reader", edit: Edit) -> Edit:
    """Return an edit that also lists every side that it gives to a source.

    What was used without being listed comes on the list, too, so that it keeps its look. An edit
    of the list lists what it names by itself.
    """
    if any(isinstance(move.noun, Side) for move in edit.moves):
        return edit
    given = {move.after.side for move in edit.moves if isinstance(move.after, Source)}
    if not given - {UNKNOWN_SIDE} or not given - {side.name for side in reader.sides()}:
        return edit
    before, after = _ids(reader), in_order(of_project(reader), given)
    new = (Move(None, side) for side in after if side.id not in before)
    return replace(edit, moves=(*edit.moves, *new))


def add(reader: "Reader", name: str) -> Edit:
    """Return the edit that lists another side, after all others."""
    known = of_project(reader)
    new = _new(known, _refused(name, known))
    return _listing(reader, f"Add the side “{new.name}”", (*known, new))


def rename(reader: "Reader", old: str, name: str) -> Edit:
    """Return the edit that renames a side, also of every source that has it.

    Raises `EditError` where another side is called so: `merge` makes one of the two.
    """
    known = of_project(reader)
    side = _named(known, old)
    new = _refused(name, [other for other in known if other != side])
    label = f"Rename the side “{old}” to “{new}”"
    return _listing(reader, label, _with(known, replace(side, name=new)), {old: new})


def merge(reader: "Reader", gone: str, kept: str) -> Edit:
    """Return the edit that gives all sources of one side to another, which keeps its look."""
    known = of_project(reader)
    side, stays = _named(known, gone), _named(known, kept)
    if side == stays:
        raise EditError("choose two sides to merge")
    rest = [other for other in known if other != side]
    return _listing(reader, f"Merge the side “{gone}” into “{kept}”", rest, {gone: kept})


def move(reader: "Reader", name: str, steps: int) -> Edit:
    """Return the edit that moves a side down by so many places, or up where `steps` is below 0."""
    known = list(of_project(reader))
    side = _named(known, name)
    at = known.index(side)
    goal = min(max(at + steps, 0), len(known) - 1)
    if goal == at:
        raise EditError(f"“{name}” is the {'first' if steps < 0 else 'last'} side already")
    known.insert(goal, known.pop(at))
    ordered = [replace(other, place=place) for place, other in enumerate(known)]
    return _listing(reader, f"Move the side “{name}” {'up' if steps < 0 else 'down'}", ordered)


def give_look(reader: "Reader", name: str, look: int) -> Edit:
    """Return the edit that gives a side another look; who has it gets that of the side."""
    known = of_project(reader)
    side = _named(known, name)
    changed = _with(known, replace(side, look=look))
    for other in known:
        if other != side and other.look % SIDE_LOOKS == look % SIDE_LOOKS:
            changed = _with(changed, replace(other, look=side.look))
    return _listing(reader, f"Change the look of the side “{name}”", changed)


def remove(reader: "Reader", name: str) -> Edit:
    """Return the edit that takes a side off the list; its sources are of unknown side then."""
    known = of_project(reader)
    side = _named(known, name)
    rest = [other for other in known if other != side]
    return _listing(reader, f"Remove the side “{name}”", rest, {name: UNKNOWN_SIDE})


def same_as(name: str, known: Iterable[Side]) -> Side | None:
    """Return the side that is called so, whatever the spaces and capitals; None where none is."""
    return next((side for side in known if _folded(side.name) == _folded(name)), None)


def free_look(taken: Iterable[int]) -> int:
    """Return the first look that no side has, or that the fewest have."""
    times = Counter(look % SIDE_LOOKS for look in taken)
    by_times: Callable[[int], int] = times.__getitem__
    return min(range(SIDE_LOOKS), key=by_times)


def _new(known: Sequence[Side], name: str) -> Side:
    place = max((side.place for side in known), default=-1) + 1
    return Side(new_id(), name, place, free_look(side.look for side in known))


def _refused(name: str, others: Iterable[Side]) -> str:
    """Return a name as it is kept, or raise `EditError` where no side can be called so."""
    clean = _clean(name)
    if not clean:
        raise EditError("a side needs a name")
    if _folded(clean) == _folded(UNKNOWN_SIDE):
        raise EditError("“unknown” is the side of every source of whom nothing is said")
    if same := same_as(clean, others):
        raise EditError(f"there is a side “{same.name}” already")
    return clean


def _clean(name: str) -> str:
    clean = " ".join(name.split())
    if len(clean) > LONGEST:
        raise EditError(f"the name of a side has at most {LONGEST} characters")
    return clean


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _named(known: Iterable[Side], name: str) -> Side:
    side = next((side for side in known if side.name == name), None)
    if side is None:
        raise EditError(f"“{name}” is not on the list of sides")
    return side


def _with(known: Iterable[Side], changed: Side) -> tuple[Side, ...]:
    return tuple(changed if side.id == changed.id else side for side in known)


def _ids(reader: "Reader") -> set[str]:
    return {side.id for side in reader.sides()}


def _listing(
    reader: "Reader", label: str, after: Sequence[Side], given: Mapping[str, str] | None = None
) -> Edit:
    """Return the edit that makes `after` the list; sources get the sides that theirs are now.

    What goes makes room first: no two sides have one name at any moment.
    """
    before = {side.id: side for side in reader.sides()}
    stay = {side.id for side in after}
    moves = [Move(side, None) for side in before.values() if side.id not in stay]
    moves += [Move(before.get(side.id), side) for side in after if before.get(side.id) != side]
    for old, new in (given or {}).items():
        moves += [Move(one, replace(one, side=new)) for one in reader.sources_of_side(old)]
    return Edit(label, tuple(moves))
