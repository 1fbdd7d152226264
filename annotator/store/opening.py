"""Opening a project file: what is checked, what is set, what is refused."""

import os
import shutil
import sqlite3
import struct
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING
from uuid import UUID

from annotator.errors import DamageError, ProjectError, StoreError
from annotator.files import named
from annotator.store import keyring
from annotator.store.faults import error_name, in_plain_words, sql_errors
from annotator.store.keyring import MAGIC, Secret
from annotator.store.rows import digest
from annotator.store.schema import APPLICATION_ID, SCHEMA_VERSION, schema_of, shipped_schema

if TYPE_CHECKING:
    from sqlite_utils.db import Database

HEADER_BYTES = 100
_BUSY_SECONDS = 1.5
_LOOKS, _BETWEEN = 3, 0.02
"""So often a journal must be seen to be that of a writer who died, and seconds in between."""


def schema_version(path: Path) -> int:
    """Return a project's `user_version` from its header; only an encrypted one is opened for it.

    Raises `ProjectError` where the file is missing, unreadable or not a project of ours,
    `LockedError` where its passphrase is not known here.
    """
    try:
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "does not exist"
            raise ProjectError(f"{path.name} {what}; name an On Record project")
        secret = keyring.secret_of(path)
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except OSError as error:
        raise ProjectError(f"{named(path.name)} cannot be read; check its permissions") from error
    if secret:
        return _encrypted_version(path)
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise DamageError(
            f"{path.name} is not an On Record project, or its beginning is damaged; "
            "name another, or go back to a backup"
        )
    version, application = struct.unpack_from(">i4xI", header, 60)
    return _ours(path, version, application)


def _encrypted_version(path: Path) -> int:
    with in_plain_words(path, "opened"), reading(path) as conn:
        (version,) = conn.execute("PRAGMA user_version").fetchone()
        (application,) = conn.execute("PRAGMA application_id").fetchone()
    return _ours(path, version, application)


def _ours(path: Path, version: int, application: int) -> int:
    if application != APPLICATION_ID:
        raise ProjectError(
            f"{path.name} is a database of another program, not an On Record project; "
            "name an On Record project"
        )
    return int(version)


def refuse_newer(path: Path, version: int) -> None:
    """Raise `ProjectError` for a project that a newer On Record wrote."""
    if version > SCHEMA_VERSION:
        raise ProjectError(
            f"{path.name} was made by a newer On Record and can only be read here; "
            "update On Record to change it"
        )


def connect_for_writing(
    path: Path, busy: float = _BUSY_SECONDS, secret: Secret | None = None
) -> sqlite3.Connection:
    """Return a connection with every setting that keeps an acknowledged change.

    It waits for at most `busy` seconds, and never long, for another program's write. An empty
    file is encrypted with `secret`.
    """
    wait = min(busy, _BUSY_SECONDS)
    # Where its file is lost, another thread copies what is still open here.
    conn = keyring.connect(path, "rw", wait, is_shared=True, secret=secret)
    try:
        _settle(conn)
        _read_schema(conn)
        for pragma in (
            "foreign_keys = ON",
            "secure_delete = ON",
            # Not WAL: people copy the file alone. Not EXCLUSIVE locking: an insert into a file
            # that was replaced underneath would be acknowledged and lost.
            "journal_mode = TRUNCATE",
            "synchronous = FULL",
            "locking_mode = NORMAL",
        ):
            conn.execute(f"PRAGMA {pragma}")
    except BaseException:
        conn.close()
        raise
    return conn


def let_go(conn: sqlite3.Connection) -> None:
    """Close a connection for writing and leave no empty journal beside the project."""
    with suppress(*sql_errors.any):
        # SQLite removes the file itself, under its own lock.
        conn.execute("PRAGMA journal_mode = DELETE")
    conn.close()


def discard(temporary: Path) -> None:
    """Remove a project that was given no name, and the journal that a fault left beside it."""
    for path in (temporary, temporary.with_name(temporary.name + "-journal")):
        path.unlink(missing_ok=True)


def connect_for_reading(
    path: Path, busy: float = _BUSY_SECONDS, secret: Secret | None = None
) -> tuple[sqlite3.Connection, Path | None]:
    """Return a connection that cannot change a byte, and a temporary folder to remove later.

    It waits for at most `busy` seconds for another program's write. Where `secret` is not given,
    the key of an encrypted file is known.

    Where a writer died in the middle, SQLite must roll its journal back before anything can be
    read; that happens in a copy, so that reading never changes the project. Raises `StoreError`
    where there is no room for that.
    """
    for _ in range(_LOOKS):
        try:
            return _readable(path, busy, secret), None
        except sql_errors.operational as error:
            if not error_name(error).startswith("SQLITE_READONLY"):
                raise
        sleep(_BETWEEN)  # a commit that ends just now looks the same for a moment
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    copy = folder / path.name
    try:
        shutil.copyfile(path, copy)
        shutil.copyfile(journal_of(path), copy.with_name(copy.name + "-journal"))
        # The journal is rolled back as the copy is first read.
        key = secret or keyring.secret_of(path)
        with closing(keyring.connect(copy, secret=key)) as rolled_back:
            rolled_back.execute("PRAGMA quick_check(1)").fetchall()
        return _readable(copy, busy, secret), folder
    except OSError as error:
        shutil.rmtree(folder)
        raise StoreError(
            f"{path.name} was left in the middle of a change and could not be copied to "
            f"{tempfile.gettempdir()} to be read; make room there and try again"
        ) from error
    except BaseException:
        shutil.rmtree(folder)
        raise


@contextmanager
def reading(
    path: Path, busy: float = _BUSY_SECONDS, secret: Secret | None = None
) -> Iterator[sqlite3.Connection]:
    """Give a connection as `connect_for_reading` does; nothing is left of it afterwards."""
    conn, scratch = connect_for_reading(path, busy, secret)
    try:
        yield conn
    finally:
        conn.close()
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps the journal of a project: beside the file that a link leads to."""
    return Path(os.path.realpath(path) + "-journal")


def _readable(path: Path, busy: float, secret: Secret | None) -> sqlite3.Connection:
    conn = keyring.connect(path, "ro", busy, secret=secret)
    try:
        _settle(conn)
        _read_schema(conn)
    except BaseException:
        conn.close()
        raise
    return conn


def _read_schema(conn: sqlite3.Connection) -> None:
    try:
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except UnicodeDecodeError as error:
        # SQLite names what it cannot make sense of, and Python takes the name for text.
        damaged = sqlite3.DatabaseError("malformed database schema")
        damaged.sqlite_errorname = "SQLITE_CORRUPT"
        raise damaged from error


def _settle(conn: sqlite3.Connection) -> None:
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY"):
        conn.execute(f"PRAGMA {pragma}")


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """Do everything inside, or nothing of it."""
    conn.execute("BEGIN")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        try:
            conn.rollback()  # does nothing where the error has ended it already
        finally:
            # FTS5 remembers what it read before an error, and a second try would go by it: a
            # wrong index, or a sound file that is called damaged. This lets it forget.
            with suppress(*sql_errors.any):
                conn.execute("PRAGMA writable_schema = RESET")
        raise


def wrap(conn: sqlite3.Connection) -> "Database":
    """Return sqlite-utils' view of a connection, without other packages' plugins."""
    from sqlite_utils.db import Database

    class Asked(Database):
        """Knows what SQLite can do without trying it out in the project.

        Tried there, a fault of the disk is taken for a no, and ends the transaction unseen.
        """

        @property
        def supports_strict(self) -> bool:
            return sqlite3.sqlite_version_info >= (3, 37)

    return Asked(conn, execute_plugins=False, recursive_triggers=False)


def refuse_strangers(conn: sqlite3.Connection, path: Path) -> int:
    """Return the schema's number, or raise `ProjectError` where the schema is not ours.

    Foreign triggers, views, tables and columns are not. A newer project may hold more than we
    know; what we need must be there. The number in the file's header may be that of a step which
    is rolled back only now.
    """
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    ours = shipped_schema(min(version, SCHEMA_VERSION))
    try:
        found = schema_of(conn)
    except sql_errors.operational as error:
        if error_name(error) != "SQLITE_ERROR":
            raise
        # A table of another module, whose words only that module reads.
        raise DamageError(
            f"{path.name} is damaged: what it consists of cannot be read; run `onrecord doctor` "
            "on it and go back to a backup"
        ) from error
    if version > SCHEMA_VERSION:
        lacking = [name for name in ours if not ours[name] <= found.get(name, frozenset())]
        if lacking:
            raise ProjectError(
                f"{path.name} was made by a newer On Record; update On Record to read it"
            )
        return int(version)
    different = [name for name in {**found, **ours} if found.get(name) != ours.get(name)]
    if different:
        raise ProjectError(
            f"{path.name} was altered by another program (see “{different[0]}”) and is not "
            "opened: go back to a backup"
        )
    return int(version)


def quick_check(conn: sqlite3.Connection, path: Path) -> None:
    """Raise `ProjectError` where SQLite finds the file damaged."""
    (answer,) = conn.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise DamageError(
            f"{path.name} is damaged ({answer}); run `onrecord doctor` on it and "
            "go back to a backup"
        )


def project_id(conn: sqlite3.Connection, path: Path) -> str:
    """Return the UUID that a project keeps through copies and renames."""
    row = conn.execute("SELECT id, made_by, digest FROM project").fetchone()
    if row is None or digest("project", row[:-1]) != row[-1] or not is_uuid(row[0]):
        raise DamageError(f"{path.name} has lost its own id; run `onrecord doctor` on it")
    return str(row[0])


def is_uuid(key: str) -> bool:
    """Return whether a project's id is one: it names a folder, and a file could name any."""
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False
