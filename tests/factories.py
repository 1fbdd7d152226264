"""Real projects, articles and claims for tests, made as the program makes them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator import claims_file, importing, marking
from annotator.importers import read_bytes
from annotator.model import Article, Claim, new_id
from annotator.store import Store
from annotator.store.rows import digest

WIRE = Path(__file__).parent / "data" / "reuters"
WIRE_STORY = WIRE / "000_85ec82c88e41458d.txt"
WIRE_CLAIMS = WIRE / "seed-claims.json"


def new_project(path: Path) -> Path:
    """Create an empty project and return its path: a copy of one, with an id of its own."""
    return _copied(_empty_project(), path)


def project_with(path: Path, fill: Callable[[Store], object]) -> Path:
    """Create a project that `fill` fills; done once a process, and copied for whoever asks again.

    Its articles and claims have the same ids in every copy.
    """
    return _copied(_filled_project(fill), path)


def _copied(project: bytes, path: Path) -> Path:
    """Write a project under another id."""
    path.write_bytes(project)
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("PRAGMA synchronous = OFF")
        (_, program, _) = conn.execute("SELECT * FROM project").fetchone()
        values = [new_id(), program]
        conn.execute("DELETE FROM project")
        conn.execute("INSERT INTO project VALUES (?, ?, ?)", (*values, digest("project", values)))
    return path


@cache
def _empty_project() -> bytes:
    with TemporaryDirectory() as folder:
        made = Path(folder) / "empty.onrecord"
        Store.create(made)
        return made.read_bytes()


@cache
def _filled_project(fill: Callable[[Store], object]) -> bytes:
    with TemporaryDirectory() as folder:
        made = new_project(Path(folder) / "filled.onrecord")
        with Store.open(made) as store:
            fill(store)
        return made.read_bytes()


def keep_text(store: Store, text: str, name: str = "story.txt") -> Article:
    """Import `text` as a .txt file."""
    return importing.keep(store, read_bytes(text.encode(), name)).article


def keep_wire_story(store: Store) -> Article:
    """Import the wire story and mark its 19 claims."""
    article = importing.keep(store, read_bytes(WIRE_STORY.read_bytes(), WIRE_STORY.name)).article
    written = claims_file.parse(WIRE_CLAIMS.read_bytes(), "Reviewer 1")
    store.apply(marking.fit(store, article, written, "Mark the gold"))
    return article


def claim_of(article: Article, text: str, words: str, **fields: object) -> Claim:
    """Return a claim on the first place where `words` stand in `text`."""
    start = text.index(words)
    made = Claim(new_id(), article.id, start, start + len(words), words)
    return _with(made, fields)


def _with(claim: Claim, fields: dict[str, object]) -> Claim:
    values = {name: getattr(claim, name) for name in claim.__slots__} | fields
    return Claim(**values)
