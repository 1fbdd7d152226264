"""Names and paths as numbers: what must be known again, and must not be readable, in a file."""

import os
import re
import secrets
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from annotator.home import home
from annotator.private import make_folder

_BYTES = 32
_VEILED = re.compile(r"[0-9a-f]{32}")


def veiled(words: str) -> str:
    """Return what stands for `words` in the files of this person's folder: 32 hexadecimal digits.

    It is the same each time, and made with a random secret of the folder, so that nobody who
    reads it elsewhere can tell or guess the words. Raises `OSError` where the secret can be
    neither read nor kept.
    """
    return blake2b(words.encode(errors="surrogatepass"), digest_size=16, key=_secret()).hexdigest()


def is_veiled(words: str) -> bool:
    """Return whether `words` are such digits; what was kept before they were is not."""
    return _VEILED.fullmatch(words) is not None


def _secret() -> bytes:
    path = home() / "secret"
    found = _read(path)
    if len(found) == _BYTES:
        return found
    make_folder(path.parent)
    draft = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        _give_name(draft, path, found)
    finally:
        draft.unlink(missing_ok=True)
    made = _read(path)
    if len(made) != _BYTES:
        raise OSError("the secret of the folder cannot be kept")
    return made


def _give_name(draft: Path, path: Path, found: bytes) -> None:
    """Keep a new secret, unless another process just kept one."""
    if found:  # one that is cut short is of no use
        draft.replace(path)
        return
    with suppress(FileExistsError):
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if not path.exists():
                draft.replace(path)


def _read(path: Path) -> bytes:
    try:
        # Nobody waits for a pipe that has the place of the file.
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""
