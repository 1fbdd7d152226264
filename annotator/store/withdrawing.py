"""Protecting a source in every file of its project, and telling where its name stays all the same.

Unlike forgetting it keeps who the source is, where only its dialog looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotator.files import named
from annotator.model import Identity
from annotator.pseudonyms import pseudonym
from annotator.store.forgetting import Confiding, Forgetting, IsWanted, Tell
from annotator.store.purging import Purge, articles_with, purge
from annotator.store.reader import Reader
from annotator.store.rewriting import Rewriting
from annotator.store.traces import articles_listed, counted
from annotator.store.whereabouts import Whereabouts, whereabouts
from annotator.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Remaining:
    """Where what gives a protected source away stands outside of its identity.

    `articles` are the numbers of those in whose own words it stands, by their ids; `deleted`
    counts those that only undo or a backup brings back. `copies` are files in which it may stand:
    backups, and whatever else is a copy of the project.
    """

    articles: dict[str, int]
    deleted: int
    copies: tuple[Path, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """Return in whose words it stands, a sentence each; of copies it is told as they come."""
        told = []
        if self.articles:
            told.append(
                f"The name also stands in the words of {articles_listed(self.articles.values())}, "
                "which were left as they are"
            )
        if self.deleted:
            told.append(
                f"It stands in the words of {counted(self.deleted, 'deleted article')}, which "
                "undo or a backup brings back"
            )
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What came of taking a source's name out of every file.

    `rewritten` are the copies that were written anew; `kept` says in a sentence of each that was
    not, why. Where it stands still is in `remaining`.
    """

    rewritten: tuple[Path, ...]
    kept: tuple[str, ...]
    remaining: Remaining


class Telling(Confiding):
    """A project that can tell where the name of a protected source stays."""

    def remaining(self, source_id: str) -> Remaining:
        """Return where what gives a source away stands, as far as it need not be looked for."""
        secrets = self.confidential([source_id])
        where = whereabouts(self.path, self._key())
        return self._remaining(secrets, (*where.projects, *where.busy))

    def _remaining(self, secrets: Iterable[str], copies: Iterable[Path]) -> Remaining:
        ids = set(articles_with(self._conn, Purge(frozenset(secrets), "")))
        rows = self._conn.execute("SELECT id, number FROM article ORDER BY number")
        numbers = {str(key): int(number) for key, number in rows if key in ids}
        return Remaining(numbers, len(ids) - len(numbers), tuple(copies))


class LookingOn(Telling, Reader):
    """A project of which it is told where a name stays, while a window has it open."""


class Withdrawing(Telling, Forgetting):
    """A project out of all whose files the name of a source is taken."""

    def withdraw(
        self,
        identity: Identity,
        level: Level,
        descriptor: str | None = None,
        is_wanted: IsWanted = lambda: True,
        tell: Tell = lambda *_: None,
    ) -> Withdrawn:
        """Protect a source, and take its name out of the history, the backups and every copy.

        `tell` is told how many files of how many are done. What is wanted no more is left as it
        is, file by file, once the project itself is done. Raises as `Store.protect` does.
        """
        source_id = identity.source_id
        take_out = partial(self._take_out, source_id)
        self.protect(source_id, identity, level, descriptor, take_out)
        self._write_anew()
        secrets = self.confidential([source_id])
        known = self.pseudonyms()[source_id]
        what = self._purge_of(source_id, secrets, pseudonym(known.number))
        work = Rewriting(what, delete_unreadable=False)
        where = whereabouts(self.path, self._key())
        tell(1, len(where.projects) + 1)
        for done, file in enumerate(where.projects, 2):
            if not is_wanted():
                break
            work.rewrite(file, self._key())
            tell(done, len(where.projects) + 1)
        if is_wanted():
            for each in where.leftovers:
                work.remove(each)
        left = [file for file in where.projects if file not in work.rewritten]
        remaining = self._remaining(secrets, (*left, *where.busy))
        return Withdrawn(tuple(work.rewritten), tuple(work.kept + _absent(where)), remaining)

    def _take_out(self, source_id: str, secrets: frozenset[str], label: str) -> None:
        purge(self._conn, self._purge_of(source_id, secrets, label))

    def _purge_of(self, source_id: str, secrets: frozenset[str], label: str) -> Purge:
        """Return what goes; of a contact, nothing that is but words, such as “by letter”.

        Those stand in many a note that has nothing to do with it, and no undo brings them back.
        """
        names = {name for one in self.identities(source_id) for name in one.names}
        gone = {s for s in secrets if s in names or not "".join(s.split()).isalpha()}
        return Purge(frozenset(gone), label, is_identity_kept=True)


def _absent(where: Whereabouts) -> list[str]:
    return [
        f"{named(folder)} is not there now, and what lies in it may hold the name: connect it and "
        "do this again"
        for folder in where.absent
    ]
