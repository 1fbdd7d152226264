"""Moves as rows: what was is replaced by what is, never unseen."""

import sqlite3
from itertools import groupby

from annotator.edits import Move
from annotator.errors import EditError
from annotator.store import search
from annotator.store.rows import BY_NAME, table_of


def write_moves(conn: sqlite3.Connection, moves: tuple[Move, ...]) -> None:
    """Write moves in order, neighbors of one kind at once, and what the search knows of them.

    Raises `EditError` where a row is not what it was before the move.
    """

    def kind(move: Move) -> tuple[str, bool, bool]:
        return table_of(move.noun).name, move.before is None, move.after is None

    for (name, is_new, is_gone), run in groupby(moves, kind):
        table = BY_NAME[name]
        some = list(run)
        ids = [move.noun.id for move in some]
        if is_new:
            conn.executemany(table.insert, [table.sealed(m.after) for m in some])
            search.learn(conn, name, ids)
            continue
        search.forget(conn, name, ids)
        # The digest of what was there must still be there: nothing is overwritten unseen.
        was = [(key, table.sealed(m.before)[-1]) for key, m in zip(ids, some, strict=True)]
        if is_gone:
            done = conn.executemany(table.delete, was)
        else:
            rows = [[*table.sealed(m.after), *w] for m, w in zip(some, was, strict=True)]
            done = conn.executemany(table.update, rows)
            search.learn(conn, name, ids)
        if done.rowcount != len(some):
            raise EditError("this was changed in the meantime; look at it again")
