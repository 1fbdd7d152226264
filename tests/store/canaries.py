"""A project that holds a name in every place there is for one, and a look for it of its own."""

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from typing import Any

from annotator import edits
from annotator.edits import Edit, Move, add
from annotator.measures.counted import counted
from annotator.model import (
    Article,
    Claim,
    Descriptor,
    Evidence,
    Identity,
    Link,
    Listing,
    Response,
    Side,
    Source,
    Waiver,
    new_id,
)
from annotator.rules import shipped
from annotator.store import Store
from annotator.store.drafts import Place
from annotator.store.forgetting import Forgetting
from annotator.store.restoring import restore
from annotator.store.safekeeping import id_of
from annotator.store.traces import Forgotten
from annotator.sums import sums_of
from annotator.vocabulary import LinkKind, ResponseStatus, SourceKind, Tag
from tests.factories import keep_text

NAME = "Ottilie Zwetschgenkuch"
CONTACT = "+49 170 5550199"
ALIAS = "Kuchentilly"
ADDED = "Pflaumenweg"
LABEL = "a person at the mill"
SECRETS = (NAME, CONTACT, "491705550199", ALIAS, ADDED)
SAID = f"{NAME} of {ADDED}, {CONTACT}, called {ALIAS}"
"""All of it in one field."""
TEXT = "A mill dumped waste\n\nA person at the mill said it dumped waste. The mill denied it.\n"


def full_of_it(store: Store) -> Source:
    """Put the name into every field of everything, also of what was undone and deleted."""
    store.reviewer = NAME
    article = keep_text(store, TEXT, f"talk with {NAME}.txt")
    source = _meet(store, article)
    claims = [said(article, source, words) for words in ("dumped waste. The", "mill denied it")]
    store.apply(add(f"Mark {NAME}", *claims))
    store.apply(add("Link", Link(new_id(), LinkKind.SUPPORTS, claims[1].id, claims[0].id)))
    for target in (NAME, NAME.upper(), LABEL):
        asked = Response(new_id(), claims[0].id, target, ResponseStatus.SOUGHT, channel=SAID)
        store.apply(add(f"Ask {target}", asked))
    waiver = Waiver(new_id(), article.id, "OR-001", SAID, claims[0].id, reviewer=NAME)
    store.apply(add("Waive", waiver))
    store.apply(add("Waive", Waiver(new_id(), article.id, "OR-002", SAID, target=NAME)))
    address = f"https://x.example/?q={NAME}"
    told = replace(
        article, title=f"Said by {NAME}", byline=SAID, outlet=SAID, url=address, language=SAID
    )
    store.apply(edits.change(f"Change {NAME}", (article, told)))
    _go_back_and_forth(store, article, claims[0], claims[1])
    sums = sums_of(counted(store.marks(article.id)), shipped())
    last = store.last_step()
    assert last
    assert store.keep_sums([sums], shipped(), last.id)
    places = {Place(claims[0].id, "note"): f"half {SAID}", Place(source.id, "role"): SAID}
    assert store.draft_keeper.keep({**places, Place("project", f"about {NAME}"): SAID})
    return source


def _meet(store: Store, article: Article) -> Source:
    source = Source(
        new_id(),
        LABEL,
        SourceKind.ANONYMOUS,
        side=f"the side of {NAME}",
        role=SAID,
        affiliation=f"The firm of {SAID}",
        aliases=(ALIAS,),
        descriptor=Descriptor(affiliation=True),
        article_id=article.id,
    )
    named = replace(source, name=NAME, kind=SourceKind.WITNESS)
    store.apply(add(f"Meet {NAME}", named))
    store.apply(edits.change("Name", (named, source)))
    store.keep_identity(Identity(new_id(), source.id, NAME, CONTACT, f"met at {ADDED}"))
    store.apply(add("List", Listing(new_id(), article.id, source.id)))
    store.apply(add("Side", Side(new_id(), f"the side of {NAME}", 90, 0)))
    store.apply(add("Side", Side(new_id(), f"the side of {ALIAS}", 91, 1)))
    other = Source(new_id(), f"the lawyer of {NAME}", SourceKind.NAMED, role=SAID, aliases=(SAID,))
    store.apply(add("Meet", replace(other, affiliation=SAID, side=f"the side of {ALIAS}")))
    return source


def _go_back_and_forth(store: Store, article: Article, first: Claim, second: Claim) -> None:
    gone = replace(first, id=new_id(), note=f"gone {SAID}")
    store.apply(add("Mark", gone))
    store.apply(Edit("Remove", (Move(gone, None),)))
    for n in range(4):
        was = next(c for c in store.marks(article.id).claims if c.id == second.id)
        store.apply(edits.change(f"Note {n} {ALIAS}", (was, replace(was, note=f"{n} {SAID}"))))
    store.undo()
    store.undo()
    store.redo()


def said(article: Article, source: Source, words: str) -> Claim:
    """Return a claim of the source with the name in each of its fields."""
    start = TEXT.index(words)
    return Claim(
        new_id(),
        article.id,
        start,
        start + len(words),
        words,
        (Tag.ALLEGATION,),
        source_id=source.id,
        targets=(NAME, "The mill", f"the lawyer of {NAME}"),
        implicated=(ALIAS, SAID),
        reported_speaker=SAID,
        via=SAID,
        mention=None,
        evidence=(Evidence(title=SAID, url=f"https://x.example/{ALIAS}", text=f'“{SAID}”\n"x"'),),
        legal_note=SAID,
        note=f"{SAID}\nand a “quote” of {NAME.replace(' ', chr(160))}, {NAME.upper()}",
        reviewer=NAME,
    )


def seen(data: bytes) -> list[str]:
    """Return which secrets stand in bytes, whatever the case, as UTF-8 or UTF-16."""
    return [
        secret
        for secret in (*SECRETS, *(word for word in NAME.split()))
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if re.search(re.escape(secret.encode(encoding)), data, re.IGNORECASE)
        # As the index holds it, where another word begins as it does.
        or "wetschgen".encode(encoding) in data.lower()
    ]


def left_in(folder: Path) -> Iterator[str]:
    """Yield each place under a folder where the name stands, in bytes, names and values."""
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        yield from (f"{file}: bytes of {secret}" for secret in seen(file.read_bytes()))
        yield from (f"{file}: name" for _ in seen(os.fsencode(file.name)))
        if file.read_bytes()[:15] == b"SQLite format 3":
            yield from (f"{file}: {place}" for place in _values(file))


def _values(file: Path) -> Iterator[str]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as conn:
        tables = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in conn.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    data = value if isinstance(value, bytes) else plain(value).encode()
                    yield from (f"{table}: {secret}" for secret in seen(data))
        for (index,) in [t for t in tables if t[0].endswith("_fts")]:
            conn.execute(
                f"CREATE VIRTUAL TABLE temp.v_{index} USING fts5vocab(main, {index}, row)"
            )
            for (term,) in conn.execute(f"SELECT term FROM temp.v_{index}"):
                yield from (f"{index}: {secret}" for secret in seen(term.encode()))


def plain(value: Any) -> str:
    """Return a value as text, JSON taken apart however deep."""
    if isinstance(value, str):
        try:
            inner = json.loads(value)
        except ValueError:
            return value
        return value if isinstance(inner, int | float) else plain(inner)
    if isinstance(value, dict):
        return "\n".join(map(plain, value.values()))
    if isinstance(value, list):
        return "\n".join(map(plain, value))
    return str(value)


def spread(project: Path, home: Path, second: Path) -> None:
    """Leave copies of a project wherever the program leaves any."""
    key = key_of(project)
    older = home / "backups" / key
    older.mkdir(parents=True, exist_ok=True)
    second.mkdir(exist_ok=True)
    home.joinpath("settings.json").write_text(json.dumps({"backup_folder": str(second)}))
    for age in (1, 20, 90):
        copyfile(project, older / f"2026{1 + age % 9:02}01T000000{age:06}Z-{new_id()}.onrecord")
    with Store.open(project):
        pass
    restore(project, min(older.glob("*.onrecord")))
    copyfile(project, project.with_name(f"{project.stem} (recovered 2026-11-30 221005).onrecord"))
    (home / "recovered").mkdir()
    copyfile(project, home / "recovered" / "elsewhere.onrecord")


def forget(project: Path, *also: str, delete_unreadable: bool = False) -> Forgotten:
    """Forget the source, with words of a person's own."""
    with Forgetting.open(project) as store:
        done = store.forget(LABEL, also, delete_unreadable=delete_unreadable)
        assert store.notices == []
    return done


def key_of(project: Path) -> str:
    """Return the id of a project."""
    key = id_of(project)
    assert key
    return key
