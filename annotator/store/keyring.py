"""Every connection to a file, and the keys of encrypted ones, in this process's memory alone.

An encrypted file is one of SQLCipher 4: it begins with a salt, where a plain one has a header, and
no page of it can be read without the key that comes of the salt and a passphrase. All copies of
a project have its salt, so that one entry opens them all.
"""

import hashlib
import os
import sqlite3
import unicodedata
import zlib
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISREG
from threading import Lock as Mutex
from typing import BinaryIO
from weakref import WeakSet

from annotator.errors import DamageError, LockedError, ProjectError
from annotator.files import named

MAGIC = b"SQLite format 3\x00"
SALT_BYTES = len(MAGIC)
_PAGE = 4096
_ROUNDS = 256_000
"""What SQLCipher 4 asks of PBKDF2 with SHA-512."""
_LOOKED_AT = 32
"""Pages at the beginning, and as many all over the rest. Of a plain project most of the first
ones are beginnings of tables and indexes, which are never like chance."""
_LOOKED_CLOSELY = 512
"""Pages of which it is asked, likewise, whether one is laid out as a table's: a plain project may
be little but pictures and packed files."""
_HEADS = {2: 12, 5: 12, 10: 8, 13: 8}
"""By the first byte of a page of a table or an index, how long its head is."""
_CLOSELY = 64
"""Bytes of a page that are looked at for that."""
_SERIALIZED = 3
"""SQLite lets several threads have one connection, one after the other."""

_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens an encrypted file: the salt that it begins with, and the key."""

    salt: bytes
    key: bytes = field(repr=False)

    @property
    def words(self) -> str:
        """Return it as SQLCipher takes it; nothing is derived of it any more."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"


_keys: dict[bytes, Secret] = {}
_broken: dict[bytes, Secret | None] = {}
"""By the salt that such a file begins with: of a damaged one, what opens its backups, and it
itself where no more than the salt is damaged."""
_opened: dict[_Identity, "WeakSet[sqlite3.Connection]"] = {}
"""What this process has open. It is left to SQLite alone: whoever opens and closes such a file
otherwise releases the locks of the connections that are there."""
_mutex = Mutex()


class _Plain(sqlite3.Connection):
    """A connection to a plain file, known for as long as it is open."""

    secret: Secret | None = None

    def close(self) -> None:
        super().close()
        _forget_connection(self)


def secret_for(passphrase: str, salt: bytes = b"") -> Secret:
    """Return what a passphrase comes to, with a new salt unless one is given; takes 0.1 s."""
    salt = salt or os.urandom(SALT_BYTES)
    words = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return Secret(salt, hashlib.pbkdf2_hmac("sha512", words, salt, _ROUNDS, 32))


def can_encrypt() -> bool:
    """Return whether the library that opens encrypted files is installed."""
    return find_spec("sqlcipher3") is not None


def refuse_without_library(name: str) -> None:
    """Raise `ProjectError` where encrypted files cannot be opened here at all."""
    if not can_encrypt():
        raise ProjectError(
            f"{named(name)} needs what opens encrypted projects, which is not installed; install "
            "it with `pip install onrecord[encrypted]`"
        )


def keep(secret: Secret) -> None:
    """Have what opens every file of that salt, until it is forgotten."""
    _keys[secret.salt] = secret
    _broken.pop(secret.salt, None)


def take_for_broken(salt: bytes, secret: Secret | None) -> None:
    """Take files that begin with this for damaged; `secret` opens them where it is known."""
    _broken[salt] = secret


def drop(salt: bytes | None = None) -> None:
    """Forget what opens files of a salt, or all; connections that are open stay so."""
    for known in (_keys, _broken):
        if salt is None:
            known.clear()
        else:
            known.pop(salt, None)


def has(salt: bytes) -> bool:
    """Return whether files of this salt can be opened."""
    return salt in _keys


def salt_of(path: Path) -> bytes | None:
    """Return what an encrypted file begins with, None of a plain one and of what is none."""
    identity = _identity_of(path)
    if identity is None:
        return None
    with _mutex:
        there = list(_opened.get(identity, ()))
    for conn in there:
        secret = secret_in(conn)
        return secret.salt if secret else None
    try:
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
            if len(head) < SALT_BYTES or head == MAGIC:
                return None
            is_known = head in _keys or head in _broken
            return head if is_known or _is_like_chance(path, file) else None
    except OSError:
        return None


def can_open(path: Path) -> bool:
    """Return whether nothing but damage keeps a file from being read: it is plain, or unlocked."""
    salt = salt_of(path)
    return salt is None or salt in _keys


def secret_of(path: Path) -> Secret | None:
    """Return what opens an encrypted file, None for a plain one.

    Raises `LockedError` where it is not known here, `DamageError` where it is known that the
    file cannot be opened with what opens its backups.
    """
    salt = salt_of(path)
    if salt is None:
        return None
    if salt in _broken:
        raise DamageError(
            f"{named(path.name)} is damaged: its passphrase opens its newest backup, but not the "
            "file itself; go back to a backup"
        )
    secret = _keys.get(salt)
    if secret is None:
        raise LockedError(f"{named(path.name)} is encrypted; give its passphrase", path)
    return secret


def secret_of_remains(path: Path) -> Secret | None:
    """Return what opens a file, also one of which the beginning is damaged."""
    salt = salt_of(path)
    return _broken[salt] if salt in _broken else secret_of(path)


def secret_in(conn: sqlite3.Connection) -> Secret | None:
    """Return what the file of a connection is encrypted with, None for a plain one."""
    return getattr(conn, "secret", None)


def is_open(path: Path) -> bool:
    """Return whether this process has a file open."""
    identity = _identity_of(path)
    with _mutex:
        return identity is not None and bool(_opened.get(identity))


def has_another(conn: sqlite3.Connection, path: Path) -> bool:
    """Return whether a connection has another file open than the one that a name stands for."""
    identity = _identity_of(path)
    with _mutex:
        return any(conn in there for file, there in _opened.items() if file != identity)


def connect(
    path: Path,
    mode: str = "rwc",
    busy: float = 5.0,
    *,
    is_shared: bool = False,
    secret: Secret | None = None,
) -> sqlite3.Connection:
    """Return a connection to a file, which waits for another's write for `busy` seconds.

    `mode` is SQLite's; with `is_shared` several threads may have it, one after the other. `secret`
    is what a new file is encrypted with; that of others is known. Raises `LockedError` where it
    is not.
    """
    secret = secret or secret_of(path)
    place = f"{path.absolute().as_uri()}?mode={mode}"
    conn: sqlite3.Connection
    if secret is None:
        is_bound = not is_shared or sqlite3.threadsafety < _SERIALIZED
        conn = sqlite3.connect(
            place, uri=True, timeout=busy, check_same_thread=is_bound, factory=_Plain
        )
    else:
        conn = _ciphered(path.name, place, busy, secret, is_bound=not is_shared)
    _note_connection(path, conn)
    return conn


def connect_for_export(path: Path) -> sqlite3.Connection:
    """Return a connection to a file that no other here has open, and can attach any other."""
    conn = _ciphered(
        path.name, f"{path.absolute().as_uri()}?mode=ro", 5.0, secret_of(path), is_bound=True
    )
    _note_connection(path, conn)
    return conn


def connect_like(conn: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Return a connection to a new file, encrypted as the one of another connection is."""
    return connect(path, secret=secret_in(conn))


def _ciphered(
    name: str, place: str, busy: float, secret: Secret | None, *, is_bound: bool
) -> sqlite3.Connection:
    refuse_without_library(name)
    from sqlcipher3 import dbapi2

    # The library is built serialized, although it says that its threads may not share anything.
    conn = dbapi2.connect(
        place, timeout=busy, uri=True, check_same_thread=is_bound, factory=_encrypting()
    )
    try:
        conn.execute("PRAGMA cipher_log_level = NONE").fetchall()  # it would write to the terminal
        if secret:
            conn.execute(f'PRAGMA key = "{secret.words}"').fetchall()
            conn.execute("PRAGMA cipher_compatibility = 4").fetchall()
    except BaseException:
        conn.close()
        raise
    vars(conn)["secret"] = secret
    return conn


@cache
def _encrypting() -> type:
    from sqlcipher3 import dbapi2

    class Encrypted(dbapi2.Connection):
        """A connection to an encrypted file, known for as long as it is open."""

        secret: Secret | None = None

        def close(self) -> None:
            super().close()
            _forget_connection(self)

    return Encrypted


def _note_connection(path: Path, conn: sqlite3.Connection) -> None:
    identity = _identity_of(path)
    if identity:
        with _mutex:
            _opened.setdefault(identity, WeakSet()).add(conn)


def _forget_connection(conn: sqlite3.Connection) -> None:
    with _mutex:
        for identity, there in list(_opened.items()):
            there.discard(conn)
            if not there:
                del _opened[identity]


def _identity_of(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if S_ISREG(found.st_mode) else None


def _is_like_chance(path: Path, file: BinaryIO) -> bool:
    """Return whether a file without a header is an encrypted one, and no damaged plain one.

    Nothing in an encrypted page can be made shorter. A plain project whose beginning was written
    over still has its tables, which can.
    """
    size = os.fstat(file.fileno()).st_size
    journal = Path(os.path.realpath(path) + "-journal")  # a writer may have died over a page
    if size % _PAGE and not journal.exists():
        return False
    if not all(_is_dense(file, pages) for pages in _sample(size, _LOOKED_AT)):
        return False
    closely = (number for pages in _sample(size, _LOOKED_CLOSELY) for number in pages)
    return size >= 2 * _PAGE and not any(_is_laid_out(file, number) for number in closely)


def _sample(size: int, many: int) -> list[range]:
    """Return the numbers of so many pages after the first, and of as many all over the rest."""
    pages = size // _PAGE
    first = range(1, min(1 + many, pages))
    rest = range(first.stop, pages, max(1, (pages - first.stop) // many))
    return [some for some in (first, rest) if some]


def _is_laid_out(file: BinaryIO, number: int) -> bool:
    """Return whether a page begins as one of a table does, which chance hits once in millions."""
    file.seek(number * _PAGE)
    page = file.read(_CLOSELY)
    head = _HEADS.get(page[0]) if page else None
    if head is None:
        return False
    cells, content = int.from_bytes(page[3:5]), int.from_bytes(page[5:7])
    told = min(cells, (_CLOSELY - head) // 2)
    places = [int.from_bytes(page[head + 2 * n :][:2]) for n in range(told)]
    begins = head + 2 * cells <= content < _PAGE
    return cells > 0 and begins and all(content <= place < _PAGE for place in places)


def _is_dense(file: BinaryIO, pages: range) -> bool:
    """Return whether most of some pages, by number, cannot be made shorter."""
    dense = 0
    for number in pages:
        file.seek(number * _PAGE)
        dense += len(zlib.compress(file.read(_PAGE), 1)) >= _PAGE
    return dense > len(pages) / 2
