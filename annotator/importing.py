"""From a file that was read to an article that is kept."""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from annotator.importers import source_file
from annotator.importers.imported import Imported
from annotator.model import Article, Claim, Document, Span, new_id
from annotator.sandbox import Sandbox
from annotator.store import Store
from annotator.text import Graphemes, Words
from annotator.text import sha256 as text_sha256


@dataclass(frozen=True, slots=True)
class Kept:
    """An article in the project, whether this import brought it there, and what to know of it."""

    article: Article
    is_new: bool
    notices: tuple[str, ...] = ()


def import_file(store: Store, sandbox: Sandbox, path: Path) -> tuple[Kept, ...]:
    """Read the file at `path` and keep its articles; the same text a second time is a duplicate.

    Comments in it are not taken up. Raises `UnreadableError` where the file holds no article.
    """
    found = sandbox.read_all(source_file.from_path(path))
    return tuple(keep(store, replace(one.imported, remarks=()), one.words) for one in found)


def keep(store: Store, imported: Imported, words: int | None = None) -> Kept:
    """Keep an imported document as a new article, unless its text is there already.

    Its remarks are kept with it, as notes on their words. `words` is how many words it has, where
    that is known.
    """
    there = store.article_with(imported.text)
    if there:
        return Kept(there, is_new=False)
    if words is None:
        words = len(Words(imported.text, imported.blocks))
    article_id = new_id()
    article = Article(
        id=article_id,
        number=store.next_number(),
        title=imported.title,
        sha256=text_sha256(imported.text),
        words=words,
        byline=imported.byline,
        outlet=imported.outlet,
        url=imported.url,
        published=imported.published,
        language=imported.language,
    )
    document = Document(
        id=article_id,
        text=imported.text,
        blocks=imported.blocks,
        original_name=imported.original_name,
        original_sha256=sha256(imported.original).hexdigest(),
        encoding=imported.encoding,
    )
    notes = notes_of(imported, article_id, store.reviewer)
    store.keep_article(article, document, imported.original, notes)
    return Kept(article, True, imported.notices)


def notes_of(imported: Imported, article_id: str, reviewer: str) -> tuple[Claim, ...]:
    """Return the comments in a document as claims without a tag, one for all on the same words.

    Each note begins with who wrote it.
    """
    graphemes = Graphemes(imported.text)
    notes: dict[Span, list[str]] = {}
    for remark in imported.remarks:
        told = f"{remark.author}: {remark.text}" if remark.author else remark.text
        notes.setdefault(graphemes.snap(remark.span), []).append(told)
    return tuple(
        Claim(
            id=new_id(),
            article_id=article_id,
            start=span.start,
            end=span.end,
            quote=span.of(imported.text),
            note="\n".join(told),
            reviewer=reviewer,
        )
        for span, told in sorted(notes.items())
    )
