"""One article on its way into the project: as it was read, and as a person wants it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import Any

from annotator import folders
from annotator.errors import UnreadableError
from annotator.files import printable
from annotator.folders import Gathered
from annotator.importers import source_file
from annotator.importers.choices import USUAL, Choices
from annotator.importers.fields import is_sound
from annotator.importers.imported import Found, Imported
from annotator.importers.reshaping import words_gained
from annotator.importers.source_file import SourceFile
from annotator.sandbox import Sandbox
from annotator.text import sha256
from annotator.versions.near import Near

EDITED = "edited here"
"""Where a value comes from that a person wrote in the dialog."""


class State(Enum):
    """What came of reading a file."""

    WAITING = auto()
    READY = auto()
    HERE = auto()
    REFUSED = auto()
    STOPPED = auto()


@dataclass(slots=True)
class Means:
    """What files are read with; `is_stopped` says that nobody waits for it any more."""

    sandbox: Sandbox
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was read, with the digest of its text."""

    found: Found
    sha256: str


Answer = tuple[Read, ...] | Gathered
Reader = Callable[[Means, Choices], Answer]
"""Reads a file, or lists a folder; runs in the background."""


@dataclass(slots=True, eq=False)
class Entry:
    """An article to be kept; `why` says what is in the way, `here` which article is the same.

    `alike` is the name of another that comes in with it, and how many percent are the same.
    `choices` are how it is wanted, `taken` how it was read last. `encodings` are those that it
    could be in, the program's guess first; none where it is known; `charset` is the one that a
    server told. `file` names the file where it
    holds several, `nth` says which of them it is. `now` is the article as it would be kept,
    `wrong` what was typed in fields and makes no sense, `past` what its blocks and title were
    before, last one last.
    """

    name: str
    reader: Reader
    path: Path | None = None
    file: str = ""
    nth: int = 0
    state: State = State.WAITING
    why: str = ""
    here: str = ""
    read: Read | None = None
    now: Imported | None = None
    words: int | None = None
    choices: Choices = USUAL
    taken: Choices = USUAL
    charset: str | None = None
    encodings: tuple[str, ...] = ()
    earlier_id: str = ""
    near: list[Near] = field(default_factory=list)
    alike: tuple[str, int] | None = None
    is_noted: bool = False
    edited: set[str] = field(default_factory=set)
    wrong: dict[str, str] = field(default_factory=dict)
    past: list[Imported] = field(default_factory=list)

    @property
    def article(self) -> Imported:
        """Return what is kept of it; comments in the document only where they are wanted."""
        if self.now is None:
            raise ValueError("a file that was not read")
        return self.now if self.is_noted else replace(self.now, remarks=())

    @property
    def is_damaged(self) -> bool:
        """Return whether its letters were spoiled before they came here, and are not repaired."""
        return self.now is not None and self.now.damage is not None

    @property
    def is_guess(self) -> bool:
        """Return whether its encoding was guessed, and nobody chose one."""
        return bool(self.encodings) and not self.choices.encoding

    @property
    def is_doubtful(self) -> bool:
        """Return whether it could be kept, but looks wrong."""
        return self.state is State.READY and (bool(self.wrong) or self.is_damaged or self.is_guess)

    @property
    def wants_a_look(self) -> bool:
        """Return whether it should not be kept, or passed over, unseen."""
        is_left_out = self.state in {State.REFUSED, State.STOPPED}
        return is_left_out or bool(self.wrong) or self.is_damaged

    def take(self, read: Read) -> None:
        """Become what was read; what a person wrote in the fields stays."""
        new = read.found.imported
        if self.now:
            own = {name: getattr(self.now, name) for name in self.edited}
            new = replace(new, origins={**new.origins, **dict.fromkeys(own, EDITED)})
            new = _written(new, own)
        if not self.encodings and new.encodings:
            self.encodings = (new.encoding or "", *new.encodings)
        self.read, self.now, self.words = read, new, read.found.words
        self.taken = self.choices
        self.past.clear()

    def edit(self, name: str, words: str) -> None:
        """Write a field; what makes no sense is remembered as it was typed, and not kept."""
        value = " ".join(words.split()) or None
        if self.now is None:
            return
        self.wrong.pop(name, None)
        if not is_sound(name, value):
            self.wrong[name] = words
        elif getattr(self.now, name) != value:
            self.edited.add(name)
            origins = {**self.now.origins, name: EDITED}
            self.now = _written(replace(self.now, origins=origins), {name: value})

    def reshape(self, new: Imported) -> None:
        """Take other blocks for the same text."""
        if self.now and new != self.now:
            self.past.append(self.now)
            self._become(new)

    def undo(self) -> bool:
        """Take the last change of blocks back; return whether there was one."""
        if self.now is None or not self.past:
            return False
        old = self.past.pop()
        self._become(replace(self.now, blocks=old.blocks, title=old.title))
        return True

    def _become(self, new: Imported) -> None:
        if self.now and self.words is not None:
            self.words += words_gained(self.now, new)
        self.now = new


def _written(imported: Imported, fields: dict[str, Any]) -> Imported:
    return replace(imported, **fields)


def of_path(path: Path) -> Entry:
    """Return an entry for a file or a folder."""
    return Entry(printable(path.name or str(path)), partial(_read_path, path), path)


def of_page(data: bytes, name: str, url: str, charset: str | None) -> Entry:
    """Return an entry for a page that was fetched from `url`, in the charset that was told."""
    told = printable(name)

    def read(means: Means, choices: Choices) -> Answer:
        found = means.sandbox.read_all(SourceFile(told, data, choices))
        return with_digests(tuple(one.at_address(url) for one in found))

    return Entry(told, read, choices=Choices(encoding=charset), charset=charset)


def of_rest(files: tuple[Path, ...]) -> Reader:
    """Return what gives the other files of a folder that was gone through."""
    return lambda _means, _choices: Gathered(files)


def again_from_bytes(entry: Entry, imported: Imported) -> Reader:
    """Return what reads an article again from the bytes it was read from."""
    if entry.path is None or entry.file:
        return entry.reader
    return partial(_read_bytes, imported.original, imported.original_name)


def with_digests(found: tuple[Found, ...]) -> tuple[Read, ...]:
    """Return articles with the digests of their texts."""
    return tuple(Read(one, sha256(one.imported.text)) for one in found)


def _read_path(path: Path, means: Means, choices: Choices) -> Answer:
    if path.is_dir():
        return folders.gathered(path, lambda: not means.is_stopped)
    source = source_file.from_path(path, choices)
    return with_digests(means.sandbox.read_all(source))


def _read_bytes(data: bytes, name: str, means: Means, choices: Choices) -> Answer:
    source = source_file.from_bytes(data, name, choices)
    return with_digests(means.sandbox.read_all(source))


def stopped(name: str) -> UnreadableError:
    """Return what is said of a file that nobody waited for."""
    return UnreadableError(f"{name} was not read, because the import was stopped.")
