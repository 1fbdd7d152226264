"""Plain text: kept line for line, and every line with a word on it is a block."""

from pathlib import PurePath

from annotator.importers.blocks import byline_of, check_bytes, check_size, compose_lines, title_of
from annotator.importers.decoding import decode
from annotator.importers.imported import Imported
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
    return Imported(
        text=text,
        blocks=blocks,
        title=title_of(text, blocks) or PurePath(source.name).stem,
        original=source.data,
        original_name=source.name,
        byline=byline_of(text, blocks),
        encoding=decoded.encoding,
        notices=decoded.notices,
    )
