"""What is left of a source in the files of a project, and how that is said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.files import named

UNLOCK = "unlock it in “Backups…” and forget again with the name typed in, or delete it"
"""What can be done about a file with a passphrase that was not given."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A place in which a string that was looked for can be read; it does not repeat it."""

    file: Path
    place: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one file; `articles` are the ids of those whose own words hold it.

    Where `is_read` is false, its bare bytes at most were looked at; one that `is_locked` is whole,
    but has a passphrase that was not given here.
    """

    traces: tuple[Trace, ...] = ()
    articles: frozenset[str] = frozenset()
    is_read: bool = True
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What is left of strings in the files of a project.

    `by_file` counts the traces of each file that was looked through. `articles` are the numbers
    of those in whose own words one stands, `deleted` counts those that only undo or a backup
    brings back. `unread` are files of which no more than bare bytes could be looked at, `busy`
    what another program may just be making, `absent` folders that are not there now, `locked`
    files with a passphrase that was not given here.
    """

    by_file: dict[Path, int]
    traces: tuple[Trace, ...]
    articles: tuple[int, ...]
    deleted: int
    unread: tuple[Path, ...]
    busy: tuple[Path, ...]
    absent: tuple[Path, ...]
    locked: tuple[Path, ...] = ()

    @property
    def files(self) -> int:
        """Return how many files were looked through."""
        return len(self.by_file)

    @property
    def sentence(self) -> str:
        """Return how much was found: “0 traces in 12 files”."""
        return f"{counted(len(self.traces), 'trace')} in {counted(self.files, 'file')}"

    @property
    def is_all_clear(self) -> bool:
        """Return whether nothing was found, and every file could be looked into."""
        return not (self.traces or self.unread or self.busy or self.absent or self.locked)

    @property
    def further(self) -> tuple[str, ...]:
        """Return what has to be known beside that, a sentence each."""
        told = []
        if self.articles:
            told.append(
                f"The name also stands in the words of {articles_listed(self.articles)}, which "
                "were left as they are: whoever reads the project reads it there, until the "
                "article is deleted, the history given up and the backups gone"
            )
        if self.deleted:
            told.append(
                f"It stands in the words of {counted(self.deleted, 'deleted article')}, which "
                "undo or a backup brings back, until the history and the backups are gone"
            )
        told += [
            f"{named(file)} cannot be read, so what it holds is not known: delete it"
            for file in self.unread
        ]
        told += [
            f"{named(file)} has another passphrase, so it was not looked into: {UNLOCK}"
            for file in self.locked
        ]
        told += [
            f"{named(file)} may be in use by another window: close it and look again"
            for file in self.busy
        ]
        told += [
            f"{named(folder)} is not there now, and what lies in it was not looked at: connect it "
            "and forget again"
            for folder in self.absent
        ]
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What came of forgetting: `label` is all that is left of the source.

    `rewritten` are the files that were written anew, `removed` those that were deleted; `kept`
    says of each that could not be why, in a sentence. `found` is what was seen afterwards.
    """

    label: str
    rewritten: tuple[Path, ...]
    removed: tuple[Path, ...]
    kept: tuple[str, ...]
    found: Found

    @property
    def sentence(self) -> str:
        """Return how much is left: “0 traces in 12 files”."""
        return self.found.sentence

    @property
    def further(self) -> tuple[str, ...]:
        """Return what has to be known beside that, a sentence each."""
        # Of a file that is locked the first says all.
        return (*self.kept, *replace(self.found, locked=()).further)


def counted(count: int, what: str) -> str:
    """Return how many there are of something, in words."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def articles_listed(numbers: Iterable[int]) -> str:
    """Return articles by their numbers, in words."""
    *some, last = map(str, numbers)
    return f"articles {', '.join(some)} and {last}" if some else f"article {last}"
