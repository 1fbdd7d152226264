"""The registry of formats: by what a file holds first, by its suffix second."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from annotator.importers.imported import Imported
from annotator.importers.source_file import SourceFile

Reader = Callable[[SourceFile], Imported]

CAN_BE_OPENED = "plain text (.txt), web pages (.html) and Word documents (.docx)"

_MODULES = {
    ".txt": "plain_text",
    ".text": "plain_text",
    ".md": "plain_text",
    "": "plain_text",
    ".html": "web_page",
    ".htm": "web_page",
    ".xhtml": "web_page",
    ".docx": "word_document",
}
_ZIP = b"PK\x03\x04"
_WORD_INSTEAD = "open it in Word or LibreOffice and save it as .docx"
_TEXT_INSTEAD = "copy its text into a .txt file"
_FOREIGN = (
    (b"%PDF-", f"is a PDF; {_TEXT_INSTEAD}"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old .doc or has a password; "
     "open it in Word and save it as .docx without one"),
    (rb"{\rtf", f"is rich text (RTF); {_WORD_INSTEAD}"),
    (b"\x89PNG\r\n", f"is a picture; {_TEXT_INSTEAD}"),
    (b"\xff\xd8\xff", f"is a picture; {_TEXT_INSTEAD}"),
    (b"GIF87a", f"is a picture; {_TEXT_INSTEAD}"),
    (b"GIF89a", f"is a picture; {_TEXT_INSTEAD}"),
    (b"II*\0", f"is a picture; {_TEXT_INSTEAD}"),
    (b"MM\0*", f"is a picture; {_TEXT_INSTEAD}"),
    (b"8BPS\0", f"is a picture; {_TEXT_INSTEAD}"),
    (b"RIFF", f"is a picture or a recording; {_TEXT_INSTEAD}"),
    (b"ID3\x03", f"is a recording; {_TEXT_INSTEAD}"),
    (b"ID3\x04", f"is a recording; {_TEXT_INSTEAD}"),
    (b"OggS\0", f"is a recording; {_TEXT_INSTEAD}"),
    (b"fLaC\0", f"is a recording; {_TEXT_INSTEAD}"),
    (b"\x1a\x45\xdf\xa3", f"is a film; {_TEXT_INSTEAD}"),
    (b"\x7fELF", "is a program; choose a file that holds an article"),
    (b"MZ\x90\0", "is a program; choose a file that holds an article"),
    (b"\xca\xfe\xba\xbe", "is a program; choose a file that holds an article"),
    (b"SQLite format 3\0", "is a database; choose a file that holds an article"),
    (b"\x1f\x8b", "is compressed; unpack it first"),
    (b"BZh91AY&SY", "is compressed; unpack it first"),
    (b"\xfd7zXZ\0", "is compressed; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is compressed; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "is compressed; unpack it first"),
    (b"Rar!\x1a\x07", "is compressed; unpack it first"),
    (b"PK\x05\x06", "is an empty archive; choose a file that holds an article"),
    (b"bplist00", f"is a web archive; save the page as .html or {_TEXT_INSTEAD}"),
)  # fmt: skip
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_LOOKED_AT = 4_096


def reader_for(source: SourceFile) -> Reader:
    """Return what reads `source`; a format that cannot be read is refused with a sentence."""
    data, suffix = source.data, suffix_of(source.name)
    if data.startswith(_ZIP):
        return _load("word_document")
    for magic, why in _FOREIGN:
        if data.startswith(magic):
            raise source.refused(why)
    if data[4:8] == b"ftyp":
        raise source.refused(f"is a film or a picture; {_TEXT_INSTEAD}")
    if suffix == ".docx":
        raise source.refused(f"is no Word document inside, or it is damaged; {_WORD_INSTEAD}")
    known = _MODULES.get(suffix)
    if not suffix.startswith(_TEXT_SUFFIXES) and _PAGE.match(data[:_LOOKED_AT]):
        known = "web_page"
    if known is None:
        raise source.refused(f"is of a kind ({suffix}) that cannot be opened; "
                             f"save it as one of these: {CAN_BE_OPENED}")  # fmt: skip
    return _load(known)


_TEXT_SUFFIXES = (".txt", ".text", ".md")


def suffix_of(name: str) -> str:
    """Return the suffix in lower case, "" where what follows the last dot is no suffix."""
    suffix = PurePath(name).suffix.lower()
    return suffix if re.fullmatch(r"\.(?=.*[a-z])[a-z0-9]{1,8}", suffix) else ""


def _load(module: str) -> Reader:
    # The libraries behind a format are heavy, and the first window must not wait for them.
    return cast("Reader", import_module(f"annotator.importers.{module}").read)
