"""The bytes that an article is read from, and the sentences that turn them away."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath

from annotator.errors import UnreadableError
from annotator.files import named, printable
from annotator.importers.choices import USUAL, Choices

MAX_FILE_BYTES = 100_000_000
"""The largest file that is read at all; an article's text is far smaller."""

ARTICLE = "a file that holds an article"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's name and bytes, as they are handed to the reader of its format."""

    name: str
    data: bytes
    choices: Choices = USUAL

    @property
    def suffix(self) -> str:
        """Return the suffix in lower case, "" where what follows the last dot is no suffix."""
        suffix = PurePath(self.name).suffix.lower()
        return suffix if re.fullmatch(r"\.(?=.*[a-z])[a-z0-9]{1,11}", suffix) else ""

    def refused(self, why: str) -> UnreadableError:
        """Return the sentence that says why this file cannot become an article."""
        return UnreadableError(f"{named(self.name)} {why}.")


def from_path(path: Path, choices: Choices = USUAL, *, wanted: str = ARTICLE) -> SourceFile:
    """Read `path`, which must be an ordinary file of at most 100 MB; `wanted` is chosen instead.

    Raises UnreadableError for everything else, and never waits on a pipe or a device.
    """
    name = named(path.name or str(path))
    try:
        found = path.stat()
        _check_kind(name, found.st_mode)
        if found.st_size > MAX_FILE_BYTES:
            raise _too_large(name)
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableError(f"{name} is not there; check its name and folder.") from None
    except PermissionError:
        message = f"{name} may not be read; ask for permission or copy it to a folder of yours."
        raise UnreadableError(message) from None
    except (OSError, ValueError) as error:
        reason = printable(str(getattr(error, "strerror", None) or error))
        raise UnreadableError(f"{name} could not be read ({reason}); try a copy of it.") from error
    return from_bytes(data, path.name or str(path), choices, wanted=wanted)


def from_bytes(
    data: bytes, name: str, choices: Choices = USUAL, *, wanted: str = ARTICLE
) -> SourceFile:
    """Return `data` under `name`; none, and more than 100 MB, is refused."""
    source = SourceFile(printable(name), data, choices)
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(named(source.name))
    if not data:
        raise source.refused(f"is empty; choose {wanted}")
    return source


def _check_kind(name: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise UnreadableError(f"{name} is a folder; choose the files inside it.")
    if not stat.S_ISREG(mode):
        raise UnreadableError(f"{name} is a pipe or a device; choose an ordinary file.")


def _too_large(name: str) -> UnreadableError:
    return UnreadableError(
        f"{name} is larger than {MAX_FILE_BYTES // 1_000_000} MB; save the article's text alone."
    )
