"""What an XML file is, told by its root element and without parsing it."""

import codecs
import re

from annotator.importers.source_file import SourceFile

_LOOKED_AT = 16_384
_ROOT = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*"
    r"<(?:[\w.\-]+:)?([\w.\-]+)([^>]*)",
    re.DOTALL,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def root_of(source: SourceFile) -> tuple[str, str]:
    """Return the root's name without its prefix, and its attributes as written; or two "".

    Only the name is told, and only for what begins with "<" as XML does.
    """
    data = source.data[:_LOOKED_AT]
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "latin-1")
    beginning = data.decode(encoding, "replace").lstrip("\ufeff\ufffe\0 \r\n\t")
    found = _ROOT.match(beginning) if beginning.startswith("<") else None
    return (found.group(1), found.group(2)) if found else ("", "")
