"""Files of which no article can be read, told by how they begin, and what to do instead."""

from annotator.importers.source_file import SourceFile

_WORD_INSTEAD = "open it in Word or LibreOffice and save it as .docx"
_TEXT_INSTEAD = "copy its text into a .txt file"
_PICTURE = f"is a picture; {_TEXT_INSTEAD}"
_RECORDING = f"is a recording; {_TEXT_INSTEAD}"
_PROGRAM = "is a program; choose a file that holds an article"
_COMPRESSED = "is compressed; unpack it first"
_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old .doc or has a password; "
     "open it in Word and save it as .docx without one"),
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"8BPS\0", _PICTURE),
    (b"RIFF", f"is a picture or a recording; {_TEXT_INSTEAD}"),
    (b"ID3\x03", _RECORDING),
    (b"ID3\x04", _RECORDING),
    (b"OggS\0", _RECORDING),
    (b"fLaC\0", _RECORDING),
    (b"\x1a\x45\xdf\xa3", f"is a film; {_TEXT_INSTEAD}"),
    (b"\x7fELF", _PROGRAM),
    (b"MZ\x90\0", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"SQLite format 3\0", "is a database; choose a file that holds an article"),
    (b"\x1f\x8b", _COMPRESSED),
    (b"BZh91AY&SY", _COMPRESSED),
    (b"\xfd7zXZ\0", _COMPRESSED),
    (b"\x28\xb5\x2f\xfd", _COMPRESSED),
    (b"7z\xbc\xaf\x27\x1c", _COMPRESSED),
    (b"Rar!\x1a\x07", _COMPRESSED),
    (b"PK\x05\x06", "is an empty archive; choose a file that holds an article"),
)  # fmt: skip


def refuse(source: SourceFile) -> None:
    """Refuse a file of a kind that is known to hold no article (UnreadableError)."""
    for beginning, why in _BEGINNINGS:
        if source.data.startswith(beginning):
            raise source.refused(why)
    if source.data[4:8] == b"ftyp":
        raise source.refused(f"is a film or a picture; {_TEXT_INSTEAD}")
    if source.suffix == ".docx":
        raise source.refused(f"is no Word document inside, or it is damaged; {_WORD_INSTEAD}")
