"""A project that a failing disk damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path


def damage(project: Path, table: str) -> None:
    """Make one table unreadable."""
    with closing(sqlite3.connect(project)) as conn:
        (size,) = conn.execute("PRAGMA page_size").fetchone()
        find = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (page,) = conn.execute(find, (table,)).fetchone()
    with project.open("rb+") as file:
        file.seek((page - 1) * size)
        file.write(b"x" * size)
