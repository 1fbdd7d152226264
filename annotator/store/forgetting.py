"""Forgetting who a source is: in the project, its history, its backups and every copy known.

The project itself comes last: whoever is killed before that has it as it was, with all that is
needed to begin again, and what was rewritten by then is whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from annotator.confidential import SHORTEST, confidential_in, folded
from annotator.errors import EditError, StoppedError, UsageError
from annotator.files import is_there, named
from annotator.model import Identity, Source, new_id
from annotator.pseudonyms import number_in
from annotator.store.faults import plain, sql_errors
from annotator.store.opening import project_id
from annotator.store.purging import Purge, Purged, purge
from annotator.store.reader import Reader
from annotator.store.rewriting import Rewriting
from annotator.store.scanning import Scanner
from annotator.store.sources import SourceReading
from annotator.store.store import Store
from annotator.store.traces import Forgotten, Found, Looked, counted
from annotator.store.whereabouts import Whereabouts, whereabouts

Tell = Callable[[int, int], object]
IsWanted = Callable[[], bool]
_SHORTEST_ID = 4
_LABEL = "Forget a source"


class Confiding(SourceReading):
    """What a project knows of a confidential source that must not be found."""

    def source_meant(self, reference: str) -> Source:
        """Return the source with this label, letter (“Source A”) or id, also one that was deleted.

        The beginning of an id does. Where several are the same person, it is any of them. Raises
        `UsageError` where there is none, or two that are not.
        """
        found = {s.id: s for s in self._nouns(Source, "name = ?", reference)}
        number = number_in(reference)
        if not found and number is not None:
            lettered = [one.id for one in self.pseudonyms().values() if one.number == number]
            found = {one.id: one for key in lettered for one in self._latest(key)}
        if not found and len(reference) >= _SHORTEST_ID:
            sql = (
                "SELECT DISTINCT key FROM event WHERE noun = 'source'"
                " AND substr(key, 1, length(?1)) = ?1"
            )
            with self._in_words():
                keys = [key for (key,) in self._conn.execute(sql, (reference,))]
            found = {one.id: one for key in keys for one in self._latest(key)}
        if not found:
            raise UsageError(f"there is no source “{reference}” in {named(self.path.name)}")
        first = next(iter(found.values()))
        if not found.keys() <= {one.id for one in self.people(first)}:
            raise UsageError(f"more than one source is called “{reference}”; give its id")
        return first

    def people(self, source: Source) -> list[Source]:
        """Return a source with those of other articles that are the same person, also deleted."""
        known = self.pseudonyms()
        number = known[source.id].number if source.id in known else None
        same = {one.id for one in known.values() if one.number == number} | {source.id}
        there = [one for key in same for one in self._latest(key)]
        return sorted(there, key=lambda one: (one.id != source.id, one.id))

    def confidences(self, source: Source, also: Iterable[str] = ()) -> frozenset[str]:
        """Return every string that gives a source away: who it is, was called, and is reached at.

        `also` are words of a person's own. Raises `EditError` where the source is named in
        public, or its own label gives it away, `UsageError` for a word that is too short.
        """
        people = self.people(source)
        known = [identity for one in people for identity in self.identities(one.id)]
        if not any(one.names for one in known) and not source.kind.is_unnamed:
            raise EditError(
                f"“{source.name}” is named in public; protect it first, then it can be forgotten"
            )
        own = {word for identity in known for word in confidential_in(identity)}
        for word in map(str.strip, also):
            if len(folded(word)) < SHORTEST:
                raise UsageError(f"a word to forget has {SHORTEST} characters or more")
            own.add(word)
        labels = [one.name for one in people]
        if any(map(Purge(frozenset(own), "").stands_in, labels)):
            raise EditError("the label of this source gives it away; give it another one first")
        states = [state for one in people for state in (one, *self.states(one.id))]
        called = {name for state in states for name in state.aliases}
        called |= {state.name for state in states if not state.kind.is_unnamed}
        return frozenset(own) | {
            name
            for name in called
            if len(folded(name)) >= SHORTEST
            and not any(map(Purge(frozenset({name}), "").stands_in, labels))
        }

    def found(self, words: Iterable[str], is_wanted: IsWanted, tell: Tell) -> Found:
        """Look for words in every file of the project; nothing is changed.

        `tell` is told how many files of how many are done. Raises `StoppedError` once it is
        wanted no more.
        """
        return self._found(words, whereabouts(self.path, self._key()), is_wanted, tell)

    def _found(
        self, words: Iterable[str], where: Whereabouts, is_wanted: IsWanted, tell: Tell
    ) -> Found:
        scanner = Scanner(words)
        looked = {self.path: scanner.look_into(self._conn, self.path, is_open=True)}
        left = [*where.busy, *where.leftovers]
        within = [f for each in left for f in (each.rglob("*") if each.is_dir() else [each])]
        others = [*where.others, *(each for each in within if each.is_file())]
        every = [*((each, True) for each in where.projects), *((each, False) for each in others)]
        for done, (file, is_project) in enumerate(every, 1):
            if not is_wanted():
                raise StoppedError(f"not every file of {named(self.path.name)} was looked through")
            try:
                looked[file] = scanner.look(file, is_project=is_project)
            except FileNotFoundError:
                continue  # it went meanwhile
            except OSError:
                looked[file] = Looked(is_read=False)
            tell(done, len(every))
        ids = {key for each in looked.values() for key in each.articles}
        rows = self._conn.execute("SELECT id, number FROM article").fetchall()
        numbers = [number for key, number in rows if key in ids]
        return Found(
            {file: len(each.traces) for file, each in looked.items()},
            tuple(trace for each in looked.values() for trace in each.traces),
            tuple(sorted(numbers)),
            len(ids) - len(numbers),
            tuple(f for f, each in looked.items() if not (each.is_read or each.is_locked)),
            where.busy,
            where.absent,
            tuple(file for file, each in looked.items() if each.is_locked),
        )

    def _key(self) -> str:
        return project_id(self._conn, self.path)

    def _latest(self, source_id: str) -> list[Source]:
        """Return a source as it is, or was last; none where nothing is known of it."""
        return self._nouns(Source, "id = ?", source_id) or self.states(source_id)[-1:]


class Looking(Confiding, Reader):
    """A project in whose files strings are looked for; works while a window has it open."""


class Forgetting(Confiding, Store):
    """A project from which a source is forgotten; opening it backs nothing up."""

    def forget(
        self,
        source_id: str,
        also: Iterable[str] = (),
        is_wanted: IsWanted = lambda: True,
        tell: Tell = lambda *_: None,
        *,
        delete_unreadable: bool = False,
    ) -> Forgotten:
        """Forget who a source is, in every file of the project, and look whether it is gone.

        `also` are words of a person's own. `tell` is told how many files of how many are done.
        Raises `StoppedError` once it is wanted no more, before the project itself is changed;
        `EditError` and `UsageError` as `confidences` does, `StoreError` where the disk refuses.
        """
        source = self.source_meant(source_id)
        words = self.confidences(source, also)
        what = Purge(words, source.name, {one.id: one.name for one in self.people(source)})
        work = Rewriting(what, delete_unreadable=delete_unreadable)
        where = whereabouts(self.path, self._key())
        many = 2 * (len(where.projects) + 1)
        for done, file in enumerate(where.projects, 1):
            if not is_wanted():
                raise StoppedError(
                    f"{named(self.path.name)} still knows who the source is; of its copies "
                    f"{counted(len(work.rewritten), 'file')} was rewritten"
                )
            work.rewrite(file, self._key())
            tell(done, many)
        self._purge(what)
        # What was copied while this went on is as the project was.
        where = whereabouts(self.path, self._key())
        for file in where.projects:
            if file not in work.seen:
                work.rewrite(file, self._key())
        for each in where.leftovers:
            work.remove(each)
        left = tuple(each for each in where.leftovers if is_there(each))
        where = replace(where, leftovers=left)
        begun = many // 2
        found = self._found(words, where, lambda: True, lambda n, of: tell(begun + n, begun + of))
        return Forgotten(
            source.name, tuple(work.rewritten), tuple(work.removed), tuple(work.kept), found
        )

    def _purge(self, what: Purge) -> Purged:
        """Take it out of this project, in one transaction, and make its file anew."""
        with self._write():
            purged = purge(self._conn, what)
            left = [identity for key in what.labels for identity in self.identities(key)]
            # A step has an event, also where it was never kept who the source is.
            self._keep_identities(
                _LABEL, left or [Identity(new_id(), next(iter(what.labels)), "")]
            )
        self._write_anew()
        return purged

    def _write_anew(self) -> None:
        """Write the file anew, so that what went is on none of its pages."""
        self._documents.clear()
        try:
            self._conn.execute("VACUUM")
        except sql_errors.any as error:
            told = plain(error, self.path, "written anew")
            if told is None:
                raise
            self.notices.append(f"it is done, but {told}")
        finally:
            self.file.note()

    def _back_up(self, *, is_second_due: bool) -> None:
        """Make no backup of what is to be forgotten."""
