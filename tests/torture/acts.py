"""What the writers of these tests do to a project, and what is asked of it afterwards."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from annotator import edits, importing
from annotator.edits import Change, Edit
from annotator.importers import read_bytes
from annotator.model import Claim, Identity, Link, Source, new_id
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.vocabulary import LinkKind, SourceKind, Tag
from tests.factories import keep_text

LINES = 12


class Piecemeal(Store):
    """A wrong writer: each move of an edit in a transaction of its own."""

    def apply(self, edit: Edit) -> Change:
        for move in edit.moves:
            change = super().apply(replace(edit, moves=(move,)))
        return change


def state_of(reader: Reader) -> str:
    """Return a digest of all that a project says, its history included."""
    articles = reader.articles()
    said = (
        [(reader.marks(a.id), reader.listings(a.id), reader.original(a.id)) for a in articles],
        reader.sides(),
        reader.versions(),
        sorted(reader.confidential()),
        reader.history(limit=1000),
    )
    return sha256(repr(said).encode()).hexdigest()


def bring_in(store: Store) -> None:
    """Import an article."""
    number = store.next_number()
    body = "".join(f"\nThe union said {n} mills dumped waste.\n" for n in range(LINES))
    keep_text(store, f"Headline {number}\n{body}" + "It went on and on. " * 600)


def bring_in_large(store: Store) -> None:
    """Import an article whose original has more bytes than SQLite holds in memory."""
    story = "<html><body><article><h1>A long page</h1><p>The union said no mills dumped waste.</p>"
    page = f"{story}</article><!-- {'0123456789' * 400_000} --></body></html>"
    importing.keep(store, read_bytes(page.encode(), "page.html"))


def mark(store: Store) -> None:
    """Mark twelve claims with a source and links in the last article, as one step."""
    article = store.articles()[-1]
    text = store.document(article.id).text
    source = Source(new_id(), "the union", SourceKind.ANONYMOUS, article_id=article.id)
    claims = []
    for n in range(LINES):
        quote = f"{n} mills dumped waste"
        start = text.index(f"said {quote}") + len("said ")
        claims.append(
            Claim(
                new_id(),
                article.id,
                start,
                start + len(quote),
                quote,
                (Tag.ALLEGATION,),
                source_id=source.id,
                note="x" * 300,
            )
        )
    links = [
        Link(new_id(), LinkKind.SUPPORTS, a.id, b.id)
        for a, b in zip(claims[1:], claims, strict=False)
    ]
    store.apply(edits.add("Mark", source, *claims, *links))


def note(store: Store) -> None:
    """Write a longer note on every claim of the last article that has some."""
    marks = store.marks(store.articles()[-1].id)
    pairs = [(claim, replace(claim, note=claim.note + "y" * 500)) for claim in marks.claims]
    rename = (marks.article, replace(marks.article, title=marks.article.title + "!"))
    store.apply(edits.change("Note", rename, *pairs))


def remove(store: Store) -> None:
    """Remove half the claims of the last article, or rename it where it has none."""
    marks = store.marks(store.articles()[-1].id)
    if marks.claims:
        store.apply(edits.remove_claims(marks, marks.claims[::2]))
    else:
        note(store)


def delete(store: Store) -> None:
    """Delete the last article, unless it is the only one."""
    article = store.articles()[-1]
    if article.number == 1:
        note(store)
    else:
        store.apply(edits.delete_article(store.marks(article.id), store.listings(article.id)))


def undo(store: Store) -> None:
    """Take back the last step, or make one where nothing is left to take back."""
    if store.undoable():
        store.undo()
    else:
        bring_in(store)


def redo(store: Store) -> None:
    """Take back the last undo, or make a step where there is none."""
    if store.redoable():
        store.redo()
    else:
        note(store)


def name(store: Store) -> None:
    """Keep who a confidential source is."""
    store.keep_identity(Identity(new_id(), new_id(), "Jane Roe", "jane@example.org", "met twice"))


ACTS: dict[str, Callable[[Store], None]] = {
    act.__name__: act
    for act in (bring_in, bring_in_large, mark, note, remove, delete, undo, redo, name)
}
