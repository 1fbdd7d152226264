"""Plain text: kept line for line, and every line with a word on it is a block."""

from pathlib import PurePath

from annotator.importers.blocks import byline_of, check_bytes, check_size, compose_lines, title_of
from annotator.importers.dateline import agency_of
from annotator.importers.decoding import decode
from annotator.importers.imported import Imported
from annotator.importers.origins import BYLINE, DATELINE, HEADLINE, told
from annotator.importers.source_file import SourceFile
from annotator.text import canonical


def read(source: SourceFile) -> Imported:
    """Read plain text in whatever encoding; the first line that is not furniture is the headline.

    Raises UnreadableError.
    """
    check_bytes(source)
    decoded = decode(source)
    text = canonical(decoded.text)
    check_size(source, text)
    blocks = compose_lines(text)
    title = title_of(text, blocks)
    fields, origins = told(
        title=(title, HEADLINE),
        byline=(byline_of(text, blocks), BYLINE),
        outlet=(agency_of(text, blocks), DATELINE),
    )
    return Imported(
        text=text,
        blocks=blocks,
        title=title or PurePath(source.name).stem,
        original=source.data,
        original_name=source.name,
        byline=fields["byline"],
        outlet=fields["outlet"],
        encoding=decoded.encoding,
        encodings=decoded.encodings,
        origins=origins,
        notices=decoded.notices,
    )
