"""Projects of many articles for the benchmarks, written as rows in bulk."""

import random
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annotator.model import Article, Block, Claim, Document, Source, new_id
from annotator.store.rows import DOCUMENTS, TABLES, Table
from annotator.store.search import SEARCHED
from annotator.text import sha256
from annotator.vocabulary import BlockKind, SourceKind, Tag, Verification
from tests.benchmarks.stories import article_of
from tests.factories import new_project

RARE = "zebra"
"""Stands in every hundredth article."""
_NAMES = ["The mill", "The union", "The ministry", "The court", "Huawei", "A clerk"]


def library_of(path: Path, articles: int, claims_each: int) -> Path:
    """Make a project of `articles` short stories, each with so many claims.

    Six sources are heard in all of them, and one without a name in each.
    """
    chance = random.Random(11)
    with sqlite3.connect(new_project(path)) as conn:
        sources = [Source(new_id(), name, side=f"side {name[-4:]}") for name in _NAMES]
        _put(conn, TABLES[Source], sources)
        texts = [article_of(1_600, chance) for _ in range(20)]
        for number in range(articles):
            rare = f" {RARE}" if number % 100 == 0 else ""
            text = f"Story {number:05}{rare}\n\n{texts[number % len(texts)]}"
            article = _article(number, text, chance)
            _put(conn, DOCUMENTS, [_document(article.id, text)])
            _put(conn, TABLES[Article], [article])
            own = [Source(new_id(), "officials", SourceKind.ANONYMOUS, article_id=article.id)]
            _put(conn, TABLES[Source], own)
            speaking = [*sources, *own * chance.randint(1, 3)]
            _put(conn, TABLES[Claim], _claims(article, text, claims_each, speaking, chance))
        for table in SEARCHED:
            conn.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")
    conn.close()
    return path


def _put(conn: sqlite3.Connection, table: Table[Any], nouns: Iterable[object]) -> None:
    conn.executemany(table.insert, [table.sealed(noun) for noun in nouns])


def _document(article_id: str, text: str) -> Document:
    blocks, at = [], 0
    for number, line in enumerate(text.rstrip("\n").split("\n\n")):
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADLINE
        blocks.append(Block(kind, at, at + len(line), number))
        at += len(line) + 2
    return Document(article_id, text, tuple(blocks), "story.txt", sha256(text))


def _article(number: int, text: str, chance: random.Random) -> Article:
    day = f"20{chance.randint(10, 29)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    title = text.partition("\n")[0]
    return Article(new_id(), number + 1, title, sha256(text), 260, published=day)


def _claims(
    article: Article, text: str, count: int, sources: list[Source], chance: random.Random
) -> Iterable[Claim]:
    for _ in range(count):
        start = text.find(" ", chance.randint(20, len(text) - 200)) + 1
        end = start + len(text[start : start + chance.randint(20, 160)].rstrip())
        source = chance.choice(sources)
        yield Claim(
            new_id(),
            article.id,
            start,
            end,
            text[start:end],
            (chance.choice(list(Tag)),),
            source.id,
            targets=(chance.choice(_NAMES),),
            verification=chance.choice(list(Verification)),
            note="ask the lawyer" if chance.random() < 0.02 else "",
        )
