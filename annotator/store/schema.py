"""What a project is made of, as it is shipped and as it is found in a file."""

import json
import sqlite3
from functools import cache

from annotator import assets

APPLICATION_ID = 0x4F6E5263
"""Written in the file's header ("OnRc"), so that a project is known without being opened."""

SCHEMA_VERSION = 6
"""The `user_version` that this program writes."""


@cache
def shipped_schema(version: int) -> dict[str, frozenset[str]]:
    """Return the schema of `version` as a project must have it.

    It is what the migrations make, written down, so that opening a project does not load them.
    """
    written = json.loads(assets.text_of("schema", f"{version}.json"))
    return {name: frozenset(parts) for name, parts in written.items()}


def schema_of(conn: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """Return what each table, trigger and view of a database is made of.

    Columns, keys and indexes are compared, not the SQL: its wording changes from one version of
    a library to the next. FTS5 makes its shadow tables itself.
    """
    rows = conn.execute(
        "SELECT type, name, sql FROM sqlite_schema"
        " WHERE type != 'index' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'"
    ).fetchall()
    shadows = ("_fts_config", "_fts_content", "_fts_data", "_fts_docsize", "_fts_idx")
    found = {}
    for kind, name, sql in rows:
        if kind != "table":
            found[name] = frozenset({f"{kind} {sql}"})
        elif name.endswith(shadows):
            found[name] = frozenset({"shadow"})
        else:
            found[name] = _table(conn, name)
    return found


def _table(conn: sqlite3.Connection, name: str) -> frozenset[str]:
    columns = conn.execute(
        "SELECT 'column', name, type, \"notnull\", pk FROM pragma_table_info(?)", (name,)
    ).fetchall()
    keys = conn.execute(
        'SELECT \'key\', "from", "table", "to", on_delete FROM pragma_foreign_key_list(?)',
        (name,),
    ).fetchall()
    indexes = conn.execute(
        "SELECT 'index', \"unique\", (SELECT group_concat(name) FROM pragma_index_info(i.name))"
        " FROM pragma_index_list(?) AS i WHERE origin = 'c'",
        (name,),
    ).fetchall()
    return frozenset(repr(row) for row in (*columns, *keys, *indexes))
