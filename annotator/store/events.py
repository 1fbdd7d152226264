"""Events as rows: what a move was before and after, which is all that an undo needs."""

from collections.abc import Sequence

from annotator.edits import Move
from annotator.errors import ProjectError
from annotator.model import Identity, new_id
from annotator.store.rows import BY_NAME, Value, digest, table_of

EVENT_COLUMNS = "id, step_id, noun, key, before, after, position"
EVENTS_SELECT = f"SELECT {EVENT_COLUMNS}, digest FROM event"
EVENTS_INSERT = f"INSERT INTO event ({EVENT_COLUMNS}, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

PASSPHRASE_STEPS = ("Set a passphrase", "Change the passphrase", "Remove the passphrase")
REVEALING_STEP = "Export with names"
BARE_STEPS = (*PASSPHRASE_STEPS, REVEALING_STEP)
"""The steps of which nothing is told but that they were taken: they have no event."""


def event_of(step_id: str, position: int, move: Move) -> list[Value]:
    """Return the row of one move; an identity's values never stand in it."""
    table = table_of(move.noun)
    before = after = None
    if not isinstance(move.noun, Identity):
        before = table.to_json(move.before) if move.before is not None else None
        after = table.to_json(move.after) if move.after is not None else None
    values: list[Value] = [new_id(), step_id, table.name, move.noun.id, before, after, position]
    return [*values, digest("event", values)]


def move_of(row: Sequence[Value]) -> Move:
    """Return the move that an event's row was made from, or raise `ProjectError`."""
    if digest("event", row[:-1]) != row[-1]:
        raise ProjectError("the history is damaged here; what stands in it cannot be undone")
    _, _, noun, _, before, after, _, _ = row
    table = BY_NAME[str(noun)]
    return Move(
        table.from_json(str(before)) if before is not None else None,
        table.from_json(str(after)) if after is not None else None,
    )
