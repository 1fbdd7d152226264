"""A returned report as a file.

Word and LibreOffice write the same parts differently: an answer stands on the words of the
comment it answers, or (LibreOffice) at one point behind them; its thread, and what is resolved,
stand in a part of their own, told apart by the last paragraph of each comment.
"""

from annotator.export.article import WORDS
from annotator.export.contents import ARTICLE_PLACE
from annotator.importers.archive import names_in
from annotator.importers.source_file import SourceFile
from annotator.importers.word_parts import OLD_OR_LOCKED, unpack_kinds
from annotator.returned.returned_report import WANTED, ReturnedReport
from annotator.returned.sweep import Sweep, merged
from annotator.returned.threads import comments_of

_MOST = 160_000_000
"""How many bytes a part may have; with as many comments as Word reads it has half of that."""


def read(source: SourceFile) -> ReturnedReport:
    """Read a report; raises UnreadableError where it is no Word document, or a damaged one."""
    _refuse_others(source)
    parts = unpack_kinds(source, "comments", "commentsExtended", most=_MOST)
    sweep = Sweep()
    sweep.through(parts["document"])
    named = sweep.named()
    comments = comments_of(parts.get("comments"), parts.get("commentsExtended"), sweep.stretches())
    return ReturnedReport(
        source.name,
        "".join(sweep.words),
        named[WORDS],
        named[ARTICLE_PLACE],
        sweep.labels,
        tuple(comments),
        tuple(merged(sweep.changes)),
        tuple(sweep.paragraphs),
    )


def _refuse_others(source: SourceFile) -> None:
    """Tell files of another kind from damaged ones: what helps is another file."""
    if source.data.startswith(OLD_OR_LOCKED):
        raise source.refused(
            "is an old .doc or has a password; open it in Word and save it as .docx without one"
        )
    names = names_in(source)
    if not names and source.data.startswith(b"PK\x03\x04"):
        return
    if "content.xml" in names:
        raise source.refused("is no Word file; open it in LibreOffice and save it as .docx")
    if not any(name.startswith("word/document") for name in names):
        raise source.refused(f"is no Word file; choose {WANTED}")
