"""A new project of what could be carved from a damaged one; what it lacks is counted and told."""

import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from annotator.errors import ProjectError, StoppedError
from annotator.files import is_there, named
from annotator.model import Article, Claim, Document, Source, Step, new_id
from annotator.store import keyring, numbering
from annotator.store.creating import fill, give_name
from annotator.store.events import EVENT_COLUMNS, EVENTS_INSERT
from annotator.store.faults import in_plain_words, sql_errors
from annotator.store.gaps import INCOMPLETE
from annotator.store.gathering import Found, Values
from annotator.store.integrity import examine
from annotator.store.opening import connect_for_writing, let_go, schema_version, transaction
from annotator.store.rebuilt import TOLD, Rebuilt, counted
from annotator.store.rows import BY_NAME, DOCUMENTS, PSEUDONYMS, STEPS, digest, table_of
from annotator.store.schema import SCHEMA_VERSION
from annotator.store.search import SEARCHED
from annotator.text import Words
from annotator.text import sha256 as text_sha256
from annotator.vocabulary import BlockKind

LABEL = "Recover from a damaged file"
"""The step in which the history says that what is there now came about without it."""

SEALED = (
    "the file is encrypted: what its damaged pages held cannot be searched for, and what still "
    "opens is all there is"
)

_ORDER = (
    *("article", "source", "listing", "identity", "side", "claim", "link", "response"),
    *("waiver", "version", "omission"),
)
"""What stands on something else comes after it."""
_TEXTS = 16
"""So many articles' texts are held at once."""


def rebuild(path: Path, out: Path, is_wanted: Callable[[], bool] = lambda: True) -> Rebuilt:
    """Make a sound project at `out` of all that can be read of the one at `path`.

    A text that cannot be read comes from a backup, where there is one. `path` is not changed, and
    `out` is whole or not there; never over another file. Raises `ProjectError` where nothing of a
    project can be read, `StoppedError` once it is wanted no more.
    """
    if is_there(out):
        raise ProjectError(f"{named(out.name)} is there already; choose another name")
    try:
        with tempfile.TemporaryDirectory(prefix=".onrecord-", dir=out.parent) as made:
            draft = Path(made) / "draft"
            with in_plain_words(out, "written"):
                rebuilt = _draft(path, draft, Path(made) / "found", is_wanted)
            wrong = examine(draft)
            if wrong:
                raise ProjectError(f"{named(path.name)} could not be put together: {wrong[0]}")
            give_name(draft, out)
    except OSError as error:
        is_read = error.filename == str(path)
        what = "it cannot be read; check its name and permissions"
        if not is_read:
            what = f"{named(out.parent)} takes no new files; copy it to a folder of your own"
        raise ProjectError(f"{named(path.name)} could not be recovered: {what}") from error
    return rebuilt


def _draft(path: Path, draft: Path, scratch: Path, is_wanted: Callable[[], bool]) -> Rebuilt:
    secret = keyring.secret_of_remains(path)
    if secret is None and keyring.salt_of(path):
        raise ProjectError(
            f"nothing can be read in {named(path.name)}: it is encrypted, and its beginning is "
            "damaged; go back to a backup"
        )
    draft.touch(mode=0o600)
    scratch.touch(mode=0o600)
    fill(draft, secret)
    conn = connect_for_writing(draft, secret=secret)
    try:
        found = Found(conn, scratch)
        with transaction(conn):
            found.gather(path, is_wanted)
            found.fill_in(path)
            rebuilding = _Rebuilding(conn, found, is_wanted)
            rebuilding.take_over()
    finally:
        let_go(conn)
    if not rebuilding.rebuilt.rows:
        raise ProjectError(f"nothing of an On Record project can be read in {named(path.name)}")
    if secret:
        rebuilding.rebuilt.losses.append(SEALED)
    with suppress(ProjectError):
        if schema_version(path) > SCHEMA_VERSION:
            rebuilding.rebuilt.losses.append(
                "the file says that a newer On Record made it: what this one does not know is lost"
            )
    return rebuilding.rebuilt


class _Rebuilding:
    """An empty project that takes over what was found, table by table."""

    def __init__(
        self, conn: sqlite3.Connection, found: Found, is_wanted: Callable[[], bool]
    ) -> None:
        self._conn = conn
        self._found = found
        self._is_wanted = is_wanted
        self._moves = 0
        self._is_newer = False
        self._stand_ins = 0
        self._without_original: list[str] = []
        self._back: Counter[str] = Counter()
        self._text = lru_cache(_TEXTS)(self._text_of)
        self.rebuilt = Rebuilt(*found.counted())

    def take_over(self) -> None:
        """Fill the project."""
        self._take_id()
        is_whole = self._take_history()
        last = self._conn.execute(f"{STEPS.select} ORDER BY seq DESC LIMIT 1").fetchone()
        self.rebuilt.last = STEPS.from_row(last) if last else None
        step = self._recovery()
        self._take_documents()
        for name in _ORDER:
            self._take_nouns(name, step)
            if name == "article":
                self._take_texts(step)
        table = PSEUDONYMS.name
        self.rebuilt.kept[table], self.rebuilt.known[table] = numbering.take_over(self._conn)
        self._conn.execute(
            "INSERT OR IGNORE INTO main.draft SELECT id, about, field, words, digest"
            " FROM found.draft ORDER BY standing"
        )
        self._tell()
        if is_whole and not self._moves:
            self._conn.execute("DELETE FROM step WHERE id = ?", (step.id,))
        elif is_whole and self._is_newer:
            self.rebuilt.losses.append(
                "some of it is newer than the history that can be read: more that was changed then"
                " may be lost"
            )
        elif not is_whole:
            self.rebuilt.losses.append(
                "part of the history is lost: what is left can be read, and no more be undone"
            )
        for table in SEARCHED:
            self._conn.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")

    def _take_id(self) -> None:
        row = self._conn.execute(
            "SELECT id, made_by, digest FROM found.project ORDER BY standing"
        ).fetchone()
        if row is None:
            self.rebuilt.losses.append(
                "the project's own id is lost: older backups are not found under the new one"
            )
            return
        self._conn.execute("DELETE FROM project")
        self._conn.execute("INSERT INTO project VALUES (?, ?, ?)", row)

    def _take_history(self) -> bool:
        """Take over the steps with their events, and return whether none is missing."""
        steps, events = ", ".join(STEPS.names), EVENT_COLUMNS
        self._conn.execute(
            f"INSERT OR IGNORE INTO main.step ({steps}, digest) SELECT {steps}, digest"
            " FROM found.step ORDER BY standing, seq"
        )
        self._conn.execute(
            f"INSERT OR IGNORE INTO main.event ({events}, digest) SELECT {events}, digest"
            " FROM found.event WHERE step_id IN (SELECT id FROM main.step)"
            " ORDER BY standing"
        )
        self._conn.execute(
            "INSERT OR IGNORE INTO main.compaction SELECT id, at, until, steps, digest"
            " FROM found.compaction WHERE id IN (SELECT id FROM main.step) ORDER BY standing"
        )
        for table in ("step", "event"):
            (self.rebuilt.kept[table],) = self._one(f"SELECT count(*) FROM main.{table}")
            (self.rebuilt.known[table],) = self._one(
                f"SELECT count(DISTINCT id) FROM found.{table}"
            )
        self._found.learn_history()
        gaps = any(self._one(sql)[0] for sql in INCOMPLETE)
        is_all = self.rebuilt.kept["event"] == self.rebuilt.known["event"]
        return is_all and not gaps and not self.rebuilt.named

    def _recovery(self) -> Step:
        """Return the step that is the last of the history; nothing before it can be undone."""
        (last,) = self._one("SELECT max(seq) FROM step")
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        step = Step(new_id(), (last or 0) + 1, at, "On Record", LABEL)
        self._conn.execute(STEPS.insert, STEPS.sealed(step))
        return step

    def _take_documents(self) -> None:
        for key in self._found.keys("document"):
            values = self._found.rows("document", key)[0][:-2]
            document = DOCUMENTS.from_values(values)
            originals = (row[1] for row in self._found.rows("original", key))
            wanted = document.original_sha256
            data = next((d for d in originals if sha256(d).hexdigest() == wanted), None)
            if data is None:
                # The text is worth more than the file that it came from.
                self._without_original.append(key)
                data = document.text.encode()
                values[DOCUMENTS.names.index("original_sha256")] = sha256(data).hexdigest()
                name = f"{document.original_name} (lost, the text alone).txt"
                values[DOCUMENTS.names.index("original_name")] = name
            seal = digest("original", [key, data])
            self._conn.execute(DOCUMENTS.insert, [*values, digest("document", values)])
            self._conn.execute("INSERT INTO original VALUES (?, ?, ?)", (key, data, seal))
            self._go_on()

    def _take_nouns(self, name: str, step: Step) -> None:
        for key in self._found.keys(name):
            last = self._found.last(name, key)
            values = self._found.values(name, key)
            # Where the history does not say that it was removed, it was there.
            is_known = values is not None or last is None or name == "identity"
            self.rebuilt.known[name] += is_known
            if values is not None:
                self._back[name] += last is not None and last.after is None and name != "identity"
                values = self._kept(name, values, step)
                self.rebuilt.kept[name] += values is not None
            if name != "identity":
                moves = self._moves
                self._explain(step, name, key, last.after if last else None, values)
                self._is_newer |= values is not None and self._moves > moves
            self._go_on()

    def _take_texts(self, step: Step) -> None:
        """Make articles of the texts of which no row and no step says whose they are."""
        for key in self._found.keys("document"):
            told = "SELECT count(*) FROM found.event WHERE noun = 'article' AND key = ?"
            there = "SELECT count(*) FROM found.article WHERE id = ?"
            if self._one(told, key)[0] or self._one(there, key)[0]:
                continue
            document = DOCUMENTS.from_values(self._found.rows("document", key)[0][:-2])
            (last,) = self._one("SELECT max(number) FROM article")
            values = BY_NAME["article"].values(_article_of(document, (last or 0) + 1))
            self.rebuilt.known["article"] += 1
            kept = self._kept("article", values, step)
            if kept:
                self.rebuilt.kept["article"] += 1
                self._explain(step, "article", key, None, kept)
                self.rebuilt.losses.append(
                    f"what was said of article {kept[1]} “{kept[2]}” is lost: author, date and"
                    " the like; its text is kept"
                )

    def _kept(self, name: str, values: Values, step: Step) -> Values | None:
        """Write a noun and return it as it was written, None where what it needs is lost."""
        noun = BY_NAME[name].from_values(list(values))
        if isinstance(noun, Article) and not self._has_text(noun):
            return None
        if isinstance(noun, Claim):
            text = self._text(noun.article_id)
            if text is None or text[noun.start : noun.end] != noun.quote:
                return None
            self._stand_in(noun, step)
        try:
            self._conn.execute(BY_NAME[name].insert, [*values, digest(name, values)])
        except sql_errors.integrity as error:
            if "article.number" not in str(error):
                if isinstance(noun, Article):
                    self._lose(noun, "another article has the same text")
                return None
            (last,) = self._one("SELECT max(number) FROM article")
            values[BY_NAME[name].names.index("number")] = last + 1
            return self._kept(name, values, step)
        return values

    def _has_text(self, article: Article) -> bool:
        text = self._text(article.id)
        if text is not None and text_sha256(text) == article.sha256:
            return True
        self._lose(article, "its text cannot be read")
        return False

    def _lose(self, article: Article, why: str) -> None:
        self.rebuilt.losses.append(
            f"article {article.number} “{article.title}” is lost with what was marked in it: {why}"
        )

    def _text_of(self, key: str) -> str | None:
        row = self._conn.execute("SELECT text FROM document WHERE id = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def _stand_in(self, claim: Claim, step: Step) -> None:
        """Put a source without a name where that of a claim is lost: somebody did say it."""
        key = claim.source_id
        if key is None or self._one("SELECT count(*) FROM source WHERE id = ?", key)[0]:
            return
        self._stand_ins += 1
        source = Source(key, f"Lost source {self._stand_ins}")
        table = table_of(source)
        self._conn.execute(table.insert, table.sealed(source))
        self._explain(step, "source", key, None, table.values(source))

    def _explain(
        self, step: Step, name: str, key: str, before: str | None, after: Values | None
    ) -> None:
        """Let the history end with a noun as it is now."""
        now = dict(zip(BY_NAME[name].names, after, strict=True)) if after else None
        if (json.loads(before) if before is not None else None) == now:
            return
        told = json.dumps(now, ensure_ascii=False) if now else None
        values: Values = [new_id(), step.id, name, key, before, told, self._moves]
        self._conn.execute(EVENTS_INSERT, [*values, digest("event", values)])
        self._moves += 1

    def _tell(self) -> None:
        losses = self.rebuilt.losses
        for key in self._without_original:
            sql = "SELECT number, title FROM article WHERE id = ?"
            for number, title in self._conn.execute(sql, (key,)):
                losses.append(
                    f"the original file of article {number} “{title}” is lost; its text is kept"
                )
        for name, key in self._found.filled_in:
            sql = "SELECT number, title FROM article WHERE id = ?"
            for number, title in self._conn.execute(sql, (key,)):
                what = "text" if name == "document" else "original file"
                losses.append(
                    f"the {what} of article {number} “{title}” cannot be read here, and is taken"
                    " from a backup"
                )
        if self._stand_ins:
            claims = "SELECT count(*) FROM claim JOIN source ON source.id = source_id"
            (many,) = self._one(f"{claims} WHERE source.name GLOB 'Lost source [0-9]*'")
            losses.append(
                f"{counted(self._stand_ins, 'source')} of {counted(many, 'claim')} cannot be"
                " read: look for “Lost source 1”, and name it anew"
            )
        for name, what in TOLD.items():
            lost = self.rebuilt.known[name] - self.rebuilt.kept[name]
            if lost and name != "article":  # each of them is told by its title
                losses.append(
                    f"{counted(lost, what)} of {self.rebuilt.known[name]}"
                    f" {'is' if lost == 1 else 'are'} lost"
                )
            if self._back[name]:
                losses.append(
                    f"{counted(self._back[name], what)} may have been removed once:"
                    " the history says so, and the file has it"
                )
        if self.rebuilt.named:
            losses.append(
                f"{counted(self.rebuilt.named, 'more row')}"
                f" {'is' if self.rebuilt.named == 1 else 'are'} lost, of which nothing but an id"
                " can be read"
            )

    def _one(self, sql: str, *values: object) -> tuple[int, ...]:
        found: tuple[int, ...] = self._conn.execute(sql, values).fetchone()
        return found

    def _go_on(self) -> None:
        if not self._is_wanted():
            raise StoppedError("the recovery was stopped; nothing of it is left")


def _article_of(document: Document, number: int) -> Article:
    """Return an article that a text alone is enough for."""
    title = next((b for b in document.blocks if b.kind is BlockKind.HEADLINE), None)
    return Article(
        id=document.id,
        number=number,
        title=title.span.of(document.text) if title else document.original_name,
        sha256=text_sha256(document.text),
        words=len(Words(document.text, document.blocks)),
    )
