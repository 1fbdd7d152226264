"""What can be read in a package, such as a Word file: its compressed parts, taken apart.

A file that an article came from is kept as it was, and may say in its properties, comments or
headers what no word of the article does.
"""

import io
import re
import zipfile
import zlib
from html import unescape

_BEGIN = b"PK\x03\x04"
_WORDS = re.compile(r".*\.(?:xml|rels|x?html?|opf|ncx|txt|json)", re.IGNORECASE)
_OF_THE_PROGRAM = re.compile(
    r"(?:.*/)?(?:theme\d*|styles\w*|stylesWithEffects|fontTable|settings|webSettings|numbering)"
    r"\.xml(?:\.rels)?",
    re.IGNORECASE,
)
"""Parts that tell how a file looks: fonts, scripts and styles are called like people."""
_ATTRIBUTE = re.compile(r"(?<![\w:])(?!\w+:val\b)[\w:]+\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
"""But for w:val, by which styles are named."""
_END = re.compile(
    r"</(?:\w+:)?(?:p|h\d?|t[cdr]|li|title|creator|description|subject|keywords)\s*>"
)
_TAG = re.compile(r"<[^<>]*>")
_MOST = 1 << 26
"""So many bytes of a package are taken out of it at most."""
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)


def words_packed(data: bytes) -> str | None:
    """Return what can be read in the parts of a package; None where these bytes are none."""
    if not data.startswith(_BEGIN):
        return None
    found, left = [], _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.infolist():
                found.append(part.filename)
                if _WORDS.fullmatch(part.filename) and not _OF_THE_PROGRAM.fullmatch(
                    part.filename
                ):
                    with package.open(part) as read:
                        content = read.read(left)
                    left -= len(content)
                    found.append(_said(content.decode("utf-8", "replace")))
    except _BROKEN:
        return None
    return "\n".join(found)


def _said(markup: str) -> str:
    """Return the words of markup, joined across tags, and behind them those of attributes."""
    words = _TAG.sub("", _END.sub("\n", markup))
    values = (one or other for one, other in _ATTRIBUTE.findall(markup))
    return unescape("\n".join((words, *dict.fromkeys(values))))
