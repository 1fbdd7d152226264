"""Texts with marks on them, made without a store: for what needs no project."""

from collections.abc import Iterable

from annotator.desk import Desk
from annotator.importers import read_bytes
from annotator.model import Article, Claim, Document, Link, Marks, Source
from annotator.text import sha256
from annotator.vocabulary import Tag


def article_of(text: str, name: str = "story.txt") -> tuple[Article, Document]:
    """Return `text` imported as a .txt file, kept nowhere."""
    imported = read_bytes(text.encode(), name)
    article = Article("a", 1, imported.title, sha256(imported.text), 0)
    kept = imported.text
    return article, Document("a", kept, imported.blocks, name, sha256(kept))


def desk_of(
    text: str,
    claims: Iterable[Claim] = (),
    sources: Iterable[Source] = (),
    links: Iterable[Link] = (),
) -> Desk:
    """Return a desk with `text` and marks on it."""
    article, document = article_of(text)
    return Desk(Marks(article, document, tuple(claims), tuple(sources), tuple(links)))


def claim_at(text: str, start: int, end: int, *tags: Tag, key: str = "") -> Claim:
    """Return a claim on `text[start:end]`."""
    return Claim(key or f"c{start}-{end}", "a", start, end, text[start:end], tags)


def claim_on(text: str, words: str, *tags: Tag, key: str = "") -> Claim:
    """Return a claim on the first place where `words` stand."""
    start = text.index(words)
    return claim_at(text, start, start + len(words), *tags, key=key)
