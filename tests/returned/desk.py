"""Projects whose reports come back, and what is read in them."""

from pathlib import Path

from annotator import edits, reporting
from annotator.export import word
from annotator.importers.source_file import from_bytes
from annotator.model import Claim, Marks, Source, new_id
from annotator.returned import matching, report_file
from annotator.returned.reply import Reply
from annotator.store import Store
from annotator.store.reader import Reader
from annotator.vocabulary import SourceKind, Tag, Variant
from tests.factories import claim_of, keep_text, new_project
from tests.returned.editor import Editor

STORY = (
    "Mill spilled dye\n\n"
    "The mill spilled dye into the river in May, a clerk said. It had done so twice.\n\n"
    "The mill denies it. Its owner called the claim absurd.\n\n"
    "Nobody was hurt.\n"
)
SPILLED = "The mill spilled dye into the river in May"


def mill_project(path: Path) -> Path:
    """Return a project with a story of four claims: one within another, and two of others."""
    with Store.open(new_project(path), "Nora") as store:
        article = keep_text(store, STORY)
        clerk = Source(new_id(), "a clerk", SourceKind.ANONYMOUS, article_id=article.id)
        mill = Source(new_id(), "the mill")
        made = [
            claim_of(article, STORY, words, tags=(tag,), source_id=source.id, targets=targets)
            for words, tag, source, targets in (
                (
                    "The mill spilled dye into the river in May",
                    Tag.ALLEGATION,
                    clerk,
                    ("the mill",),
                ),
                ("into the river", Tag.ANONYMOUS, clerk, ()),
                ("The mill denies it", Tag.DENIAL, mill, ()),
                ("Nobody was hurt", Tag.OFFICIAL, mill, ()),
            )
        ]
        store.apply(edits.add("Mark", clerk, mill, *made))
    return path


def kept(path: Path, marks: Marks) -> Path:
    """Return a project that holds drawn marks."""
    with Store.open(new_project(path), "Nora") as store:
        store.keep_article(marks.article, marks.document, b"")
        if marks.claims:
            store.apply(edits.add("Mark", *marks.claims))
    return path


def marks_in(path: Path) -> Marks:
    with Reader.beside(path) as reader:
        return reader.marks(reader.articles()[0].id)


def report_on(path: Path, variant: Variant = Variant.FULL) -> bytes:
    with Reader.beside(path) as reader:
        return word.build(reporting.build(reader, (), variant))


def matched(path: Path, content: bytes) -> matching.Matched:
    came = report_file.read(from_bytes(content, "back.docx"))
    with Reader.beside(path) as reader, reader.snapshot():
        return matching.match(came, reader)


def returned(reader: Reader) -> matching.Matched:
    """Return what comes back where an editor answered to the first claim and remarked on words."""
    report = reporting.build(reader, (), Variant.FULL)
    first = report.articles[0]
    editor = Editor(word.build(report), "Ελένη")
    editor.answer(first.claims[0], "Πότε;")
    block = next(block for block in first.blocks if block.paragraph == 0)
    editor.remark(block.span.of(first.text), "Καλό.")
    return matching.match(report_file.read(from_bytes(editor.saved(), "πίσω.docx")), reader)


def read_back(path: Path, content: bytes) -> tuple[Reply, ...]:
    return matched(path, content).replies


def told(replies: tuple[Reply, ...], claims: tuple[Claim, ...]) -> list[tuple[str, int, str]]:
    """Return what was done, the number of the claim (0 for none), and the words."""
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    return [(reply.kind, numbers.get(reply.claim_id or "", 0), reply.text) for reply in replies]
