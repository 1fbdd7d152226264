"""The schema, one step after another; a step that has shipped is never changed."""

from collections.abc import Collection
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from sqlite_utils import Migrations
from sqlite_utils.db import Database, ForeignKey

from annotator.pseudonyms import number_in
from annotator.store.rows import Value, digest
from annotator.store.schema import APPLICATION_ID

migrations = Migrations("onrecord")


def _table(
    db: Database,
    name: str,
    columns: dict[str, type],
    optional: str = "",
    foreign: tuple[tuple[str, str, str], ...] = (),
) -> None:
    """Create a strict table with a UUID key and a digest over its other columns."""
    keys = [ForeignKey(name, column, other, key) for column, other, key in foreign]
    db.create_table(
        name,
        {"id": str, **columns, "digest": bytes},
        pk="id",
        not_null={"id", *columns, "digest"} - set(optional.split()),
        foreign_keys=keys,
        strict=True,
    )


def _columns(text: str = "", integer: str = "", real: str = "", blob: str = "") -> dict[str, type]:
    kinds = ((text, str), (integer, int), (real, float), (blob, bytes))
    return {name: kind for names, kind in kinds for name in names.split()}


@migrations()
def m0001_the_first_schema(db: Database) -> None:
    """Create every table, identities included."""
    _create_articles(db)
    _create_marks(db)
    _create_history(db)
    # No triggers: before SQLite 3.44 FTS5 is not allowed in them while the schema is untrusted.
    searched = {
        "document": ("text",),
        "article": ("title", "byline", "outlet"),
        "claim": ("quote", "note"),
        "source": ("name", "aliases"),
    }
    for name, columns in searched.items():
        db.table(name).enable_fts(columns, tokenize="unicode61 remove_diacritics 2")
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.conn.execute("PRAGMA user_version = 1")


def _create_articles(db: Database) -> None:
    # An article's frozen content outlives its deletion, so that undo can bring it back.
    content = _columns("text blocks original_name original_sha256 encoding")
    _table(db, "document", content, optional="encoding")
    _table(db, "original", _columns(blob="data"), foreign=(("id", "document", "id"),))
    metadata = _columns(
        "title sha256 byline outlet url published language status",
        "number words furniture_confirmed",
    )
    optional = "byline outlet url published language"
    _table(db, "article", metadata, optional, foreign=(("id", "document", "id"),))
    db.table("article").create_index(["number"], unique=True)
    db.table("article").create_index(["sha256"], unique=True)


def _create_marks(db: Database) -> None:
    _create_sources(db)
    article, source = ("article_id", "article", "id"), ("source_id", "source", "id")
    claim = ("claim_id", "claim", "id")
    fields = _columns(
        "article_id source_id quote tags mention cue quote_type targets implicated response_type"
        " reported_speaker via verification evidence legal_risk legal_note note reviewer",
        "start end mention_start cue_start background denies_outside",
        "confidence",
    )
    optional = "source_id mention mention_start cue cue_start response_type reported_speaker via"
    _table(db, "claim", fields, optional, foreign=(article, source))
    db.table("claim").create_index(["article_id", "start"])
    db.table("claim").create_index(["source_id"])

    both = (("from_id", "claim", "id"), ("to_id", "claim", "id"))
    _table(db, "link", _columns("kind from_id to_id"), foreign=both)
    db.table("link").create_index(["from_id", "to_id", "kind"], unique=True)
    db.table("link").create_index(["to_id"])

    outcome = _columns("claim_id target status date channel deadline")
    _table(db, "response", outcome, optional="date channel deadline", foreign=(claim,))
    db.table("response").create_index(["claim_id", "target"], unique=True)

    waiver = _columns("article_id rule reason claim_id source_id target reviewer")
    about = "claim_id source_id target"
    _table(db, "waiver", waiver, about, foreign=(article, claim, source))
    db.table("waiver").create_index(["article_id"])


def _create_sources(db: Database) -> None:
    article, source = ("article_id", "article", "id"), ("source_id", "source", "id")
    fields = _columns("name kind sector side aliases role affiliation descriptor article_id")
    optional = "role affiliation descriptor article_id"
    _table(db, "source", fields, optional, foreign=(article,))
    db.table("source").create_index(["name"])
    db.table("source").create_index(["article_id"])
    _table(db, "listing", _columns("article_id source_id"), foreign=(article, source))
    db.table("listing").create_index(["article_id", "source_id"], unique=True)
    # No foreign key: an identity outlives its source, so that undo can take the source back.
    _table(db, "identity", _columns("source_id name contact note"))


def _create_history(db: Database) -> None:
    # `below` chains the steps of the undo and of the redo stack, and each step keeps both tops
    # as they are after it: asking what can be undone reads one row, however long the history.
    step = _columns("at reviewer label undoes below undo_top redo_top", "seq")
    _table(db, "step", step, optional="undoes below undo_top redo_top")
    db.table("step").create_index(["seq"], unique=True)
    event = _columns("step_id noun key before after", "position")
    _table(db, "event", event, optional="before after", foreign=(("step_id", "step", "id"),))
    db.table("event").create_index(["step_id", "position"], unique=True)
    db.table("event").create_index(["noun", "key"])
    _table(db, "project", _columns("made_by"))


_STALE_IN_0002 = {
    "article": "SELECT $.id",
    "claim": "SELECT $.article_id",
    "waiver": "SELECT $.article_id",
    "listing": "SELECT $.article_id",
    "link": "SELECT article_id FROM claim WHERE id = $.from_id",
    "response": "SELECT article_id FROM claim WHERE id = $.claim_id",
    "source": (
        "SELECT article_id FROM claim WHERE source_id = $.id"
        " UNION SELECT article_id FROM listing WHERE source_id = $.id"
        " UNION SELECT article_id FROM waiver WHERE source_id = $.id"
        " UNION SELECT $.article_id"
        " UNION SELECT id FROM standing WHERE instr(parties, char(10) || $.name || char(10))"
    ),
}
"""Whose figures a row makes stale, by table; `$` is the row. Written out here, and never changed:
what `kept` says may become another schema."""


@migrations()
def m0002_sides_and_kept_figures(db: Database) -> None:
    """Create the list of sides, and what is kept of each article's figures until it changes."""
    _table(db, "side", _columns("name", "place look"))
    db.table("side").create_index(["name"], unique=True)
    # `basis` says by which rules and definitions the figures were counted, and `parties` whom the
    # article is about. The index is all that a change of some source has to go through.
    kept = _columns("basis parties figures")
    _table(db, "standing", kept, foreign=(("id", "article", "id"),))
    db.table("standing").create_index(["parties", "id"])
    # Triggers, so that no way of writing can leave old figures behind.
    for table, articles in _STALE_IN_0002.items():
        for event, rows in (("INSERT", "new"), ("UPDATE", "old new"), ("DELETE", "old")):
            stale = " UNION ".join(articles.replace("$", row) for row in rows.split())
            db.conn.execute(
                f"CREATE TRIGGER stale_{table}_{event.lower()} AFTER {event} ON {table} BEGIN"
                f" DELETE FROM standing WHERE id IN ({stale}); END"
            )
    db.conn.execute("PRAGMA user_version = 2")


@migrations()
def m0003_versions_of_articles(db: Database) -> None:
    """Create the list of which article is a new version of which."""
    # By the frozen content, which outlives an article's deletion.
    frozen = (("article_id", "document", "id"), ("earlier_id", "document", "id"))
    _table(db, "version", _columns("article_id earlier_id"), foreign=frozen)
    db.table("version").create_index(["article_id"], unique=True)
    db.table("version").create_index(["earlier_id"])
    db.conn.execute("PRAGMA user_version = 3")


@migrations()
def m0004_claims_left_out(db: Database) -> None:
    """Create the list of claims that a person left out of a new version."""
    frozen = (("article_id", "document", "id"),)
    _table(db, "omission", _columns("article_id claim_id"), foreign=frozen)
    db.table("omission").create_index(["article_id", "claim_id"], unique=True)
    db.conn.execute("PRAGMA user_version = 4")


@migrations()
def m0005_half_typed_words_and_compactions(db: Database) -> None:
    """Create the list of what is half typed, and the place for what of the history is gone."""
    # No foreign key: what it is about can go, and come back by undo. No step, and no event.
    _table(db, "draft", _columns("about field words"))
    db.table("draft").create_index(["about", "field"], unique=True)
    # One row where a person gave earlier steps up, by the id of the step that stands for them.
    _table(db, "compaction", _columns("at until", "steps"))
    db.conn.execute("PRAGMA user_version = 5")


_HIDDEN_IN_0006 = """
    SELECT source.id, name FROM source
    LEFT JOIN claim ON claim.source_id = source.id
    LEFT JOIN article ON article.id = coalesce(claim.article_id, source.article_id)
    WHERE source.kind = 'anonymous'
    OR source.id IN (SELECT source_id FROM identity)
    OR source.id IN (
        SELECT source_id FROM claim WHERE source_id IS NOT NULL AND EXISTS (
            SELECT 1 FROM json_each(claim.tags) WHERE value = 'anonymous source'))
    GROUP BY source.id
    ORDER BY min(article.number * (1 << 32) + coalesce(claim.start, (1 << 32) - 1)) IS NULL,
        min(article.number * (1 << 32) + coalesce(claim.start, (1 << 32) - 1)), name, source.id"""
"""The sources that public reports hide, in the order of their articles and first claims."""


@migrations()
def m0006_pseudonyms(db: Database) -> None:
    """Create the list of pseudonyms, and give one to each source that reports hide."""
    # No foreign key: a number stays taken when its source is gone. No step, and no event.
    _table(db, "pseudonym", _columns("level", "number"))
    db.table("pseudonym").create_index(["number"])
    known = {key for (key,) in db.conn.execute("SELECT source_id FROM identity")}
    hidden: dict[str, str] = dict(db.conn.execute(_HIDDEN_IN_0006).fetchall())
    # Who is called "Source B" already is B; nobody else becomes what somebody is called.
    told = {number_in(name) for (name,) in db.conn.execute("SELECT name FROM source")}
    numbers: dict[str, int] = {}
    for key, name in hidden.items():
        own = number_in(name)
        if own is not None and own not in numbers.values():
            numbers[key] = own
    free = (number for number in count() if number not in told)
    every = (*hidden, *sorted(known - hidden.keys()))
    origins = _origins_in_0006(db, every)
    for key in every:
        first = key
        while first in origins:
            first = origins[first]
        if first not in numbers:
            numbers[first] = next(free)
        level = "confidential" if key in known else "public"
        row: list[Value] = [key, numbers[first], level]
        db.conn.execute(
            "INSERT INTO pseudonym (id, number, level, digest) VALUES (?, ?, ?, ?)",
            (*row, digest("pseudonym", row)),
        )
    db.conn.execute("PRAGMA user_version = 6")


def _origins_in_0006(db: Database, keys: Collection[str]) -> dict[str, str]:
    """Return of which source each is the copy that a new version of its article made."""
    there = frozenset(keys)
    versions = db.conn.execute("SELECT article_id FROM version").fetchall()
    made = {
        str(uuid5(NAMESPACE_URL, f"onrecord:{article}:{key}")): key
        for (article,) in versions
        for key in keys
    }
    return {copy: key for copy, key in made.items() if copy in there}
