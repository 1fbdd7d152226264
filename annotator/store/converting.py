"""A new file of all that is in another: encrypted, plain, or with another key."""

import os
import sqlite3
from pathlib import Path

from annotator.errors import StoreError
from annotator.files import named
from annotator.store import keyring
from annotator.store.keyring import Secret
from annotator.store.opening import quick_check, reading


def convert(source: Path, draft: Path, secret: Secret | None) -> None:
    """Write all that is in a file to a new one, encrypted or plain, compared and on the disk."""
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    conn = keyring.connect_for_export(source)
    try:
        conn.execute("PRAGMA temp_store = MEMORY")
        conn.execute("ATTACH ? AS made KEY ?", (str(draft), secret.words if secret else ""))
        conn.execute("PRAGMA made.journal_mode = OFF").fetchall()
        conn.execute("PRAGMA made.synchronous = OFF")
        conn.execute("SELECT sqlcipher_export('made')").fetchall()
        for number in ("application_id", "user_version"):
            (value,) = conn.execute(f"PRAGMA main.{number}").fetchone()
            conn.execute(f"PRAGMA made.{number} = {value}")
        _refuse_if_different(conn, source)
    finally:
        conn.close()
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    with reading(draft, secret=secret) as again:
        quick_check(again, draft)


def _refuse_if_different(conn: sqlite3.Connection, source: Path) -> None:
    tables = conn.execute(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type != 'virtual'"
        " AND type != 'view' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'"
    ).fetchall()
    for name, is_without_rowid in tables:
        what = "*" if is_without_rowid else "rowid, *"
        order = "" if is_without_rowid else " ORDER BY rowid"
        old = conn.execute(f'SELECT {what} FROM main."{name}"{order}')
        made = conn.execute(f'SELECT {what} FROM made."{name}"{order}')
        if any(row != made.fetchone() for row in old) or made.fetchone() is not None:
            raise StoreError(f"{named(source.name)} could not be copied whole; check its disk")
