"""The Word report: how it grows, against python-docx's comments and against bare strings."""

import io
import re
import sys
from collections.abc import Callable
from functools import cache
from math import log
from random import Random
from time import process_time
from typing import Any
from unittest.mock import patch
from xml.sax.saxutils import escape

import docx
from lxml import etree

from annotator.export import package, word
from annotator.export.article import write_article
from annotator.export.comments import sentences
from annotator.export.edition import Edition
from annotator.export.markup import WORD
from annotator.export.package import Package, zipped
from annotator.export.story import Story
from annotator.model import Claim, Marks, Source
from annotator.png import png
from annotator.report import Report
from annotator.vocabulary import SourceKind, Tag
from tests.export.marked import claim, marked, report
from tests.export.word_reader import W, WordFile, style

SENTENCE = "The harbor board said that the contractor had billed twice for work never done."
WORDS = "the contractor had billed twice"
FEW, MANY = 1000, 5000


def main() -> None:
    """Print times and ratios."""
    few, many = report(article(FEW)), report(article(MANY))
    word.build(few)  # the first call imports and caches
    short, long = best(lambda: word.build(few)), best(lambda: word.build(many))
    tell(f"{FEW:,} claims, comments and tables", short)
    tell(f"{MANY:,} claims, comments and tables", long)
    say(f"{'exponent in the number of claims':48}{log(long / short, MANY / FEW):8.2f}")
    as_strings(few)
    strings = best(lambda: as_strings(many))
    tell("the same as XML strings, zipped", strings)
    tell("the same as XML strings, not zipped", best(lambda: as_strings(many, is_zipped=False)))
    say(f"{'ours / strings (goal: at most 8)':48}{long / strings:8.1f}")
    text_alone = best(lambda: comments_alone(many))
    tell(f"{MANY:,} claims and comments, no tables", text_alone)
    docx_few = best(lambda: with_python_docx(few), 1)
    docx_many = best(lambda: with_python_docx(many), 1)
    tell(f"python-docx, {FEW:,} comments alone", docx_few)
    tell(f"python-docx, {MANY:,} comments alone", docx_many)
    say(f"{'python-docx / ours (goal: at least 80)':48}{docx_many / text_alone:8.1f}")
    drawing = best_drawing(many)
    tell("of which its pictures are drawn in", drawing)
    say(f"{'comments and all tables / strings (goal: 8)':48}{(long - drawing) / strings:8.1f}")
    novel = report(prose())
    tell("1 MB of text without claims", written := best(lambda: word.build(novel)))
    tell("the same words as XML strings, zipped", plain := best(lambda: words_as_strings(novel)))
    say(f"{'ours / strings (goal: at most 2)':48}{written / plain:8.1f}")
    empty = best(lambda: word.build(report(marked("Headline"))))
    tell("a report on one line: all that stays the same", empty)


def prose() -> Marks:
    """Return an article of 1 MB whose words do not repeat as one sentence does."""
    chance = Random(1)
    words = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(4000)]
    length, paragraphs = 0, ["Headline"]
    while length < 1_000_000:
        paragraphs.append(" ".join(chance.choices(words, k=60)) + ".")
        length += len(paragraphs[-1]) + 2
    return marked("\n\n".join(paragraphs))


def words_as_strings(found: Report) -> bytes:
    """Write the words of an article as the least XML that Word reads, zipped as ours is."""
    marks = found.articles[0]
    lines = [
        f'<w:p><w:r><w:t xml:space="preserve">{escape(marks.text[block.start : block.end])}'
        "</w:t></w:r></w:p>"
        for block in marks.blocks
    ]
    head = f'<w:document xmlns:w="{WORD}"><w:body>'
    whole = f"{head}{''.join(lines)}</w:body></w:document>"
    return zipped({"word/document.xml": whole.encode()})


def best_drawing(found: Report, times: int = 5) -> float:
    """Return how long the pictures of a report are drawn, in seconds of processor time."""
    spent: list[float] = []

    def drawn(*args: Any, **named: Any) -> Any:
        begun = process_time()
        try:
            return png(*args, **named)
        finally:
            spent[-1] += process_time() - begun

    with patch.object(package, "png", drawn):
        for _ in range(times):
            spent.append(0.0)
            word.build(found)
    return min(spent)


def article(count: int, sentence: str = SENTENCE, words: str = WORDS) -> Marks:
    """Return an article with `count` claims, one in each paragraph, an allegation in four."""
    text = "\n\n".join(["Headline"] + [sentence] * count)
    source = Source("s", "Harbor board", SourceKind.INSTITUTION)
    tags = list(Tag)
    claims: list[Claim] = []
    start = text.index(words)
    for n in range(count):
        fields = {"tags": (tags[n % 4],), "source_id": "s", "targets": ("Contractor",)}
        claims.append(
            claim(text, start, start + len(words), f"c{n}", **fields, cue="said", note="Check.")
        )
        start += len(sentence) + 2
    return marked(text, claims, (source,))


def comments_alone(found: Report) -> bytes:
    """Write the article and its comments without the tables, which python-docx is spared too."""
    story = Story(found.articles[0], Edition(found))
    written = Package("One", found.dated)
    write_article(story, written)
    return zipped(written.sealed())


def with_python_docx(found: Report) -> bytes:
    """Write the paragraphs and the comments alone, through `Document.add_comment`."""
    document = docx.Document()
    for story in (Story(marks, Edition(found)) for marks in found.articles):
        for item in story.marks.claims:
            paragraph = document.add_paragraph()
            before, quote, after = SENTENCE.partition(item.quote)
            paragraph.add_run(before)
            run = paragraph.add_run(quote)
            paragraph.add_run(after)
            document.add_comment(
                run, text="\n".join(sentences(story, item)), author=item.reviewer, initials="R1"
            )
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_strings(found: Report, *, is_zipped: bool = True) -> bytes:
    """Write XML of the same length as strings: the fastest that Python can do."""
    body: list[str] = []
    comments: list[str] = []
    claims = found.articles[0].claims
    kinds = len(Tag)
    for template, written in [(one, body) for one in pieces("document")] + [
        (one, comments) for one in pieces("comments")
    ]:
        for number in range(0, len(claims), kinds):
            item = claims[number]
            told = {"n": number, "quote": escape(item.quote), "note": escape(item.note)}
            written.append(template % told)
    files = {
        "word/document.xml": "".join(body).encode(),
        "word/comments.xml": "".join(comments).encode(),
    }
    return zipped(files) if is_zipped else b"".join(files.values())


@cache
def pieces(part: str) -> tuple[str, ...]:
    """Return templates of what the exporter itself writes for a claim of each tag."""
    tree = WordFile(word.build(report(article(len(Tag))))).tree(part)
    rows = [row for row in tree.iter(f"{W}tr") if not list(row.iter(f"{W}tblHeader"))]
    found = [row for row in rows if WORDS in "".join(row.itertext()) or is_of_claim(row)]
    found += [p for p in tree.iter(f"{W}p") if style(p) == "OnRecordArticle"][1:]
    found += list(tree.iter(f"{W}comment"))
    return tuple(as_template(etree.tostring(one).decode()) for one in found)


def is_of_claim(row: etree._Element) -> bool:
    """Return whether a row is that of a finding on one claim."""
    cells = ["".join(cell.itertext()) for cell in row.iter(f"{W}tc")]
    return len(cells) == 4 and cells[-1].isdecimal() and len(cells[-1]) == 1


def as_template(xml: str) -> str:
    """Return the XML of one claim with its words and numbers to be filled in."""
    plain = re.sub(r' xmlns:\w+="[^"]*"', "", xml).replace("%", "%%")
    plain = plain.replace(WORDS, "%(quote)s").replace("Check.", "%(note)s")
    return re.sub(r"_c\d\b", "_c%(n)d", plain)


def best(work: Callable[[], object], times: int = 5) -> float:
    """Return the shortest of a few runs, in seconds of processor time."""
    found = []
    for _ in range(times):
        begun = process_time()
        work()
        found.append(process_time() - begun)
    return min(found)


def tell(what: str, seconds: float) -> None:
    """Print one line of the table."""
    say(f"{what:48}{seconds * 1000:8.0f} ms")


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
