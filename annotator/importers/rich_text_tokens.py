"""RTF cut into its tokens, and the charsets that its numbers stand for."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|((?:\\'[0-9a-fA-F]{2})+)|\\([^a-zA-Z])|([{}])"
    rb"|([^\\{}\r\n\0]+)|[\r\n\0]+|\\"
)
_NO_HEX = re.compile(rb"\\'")
_CHARSETS = {
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip
_PAGES = {
    708: "iso8859-6", 10000: "mac_roman", 10006: "mac_greek", 10007: "mac_cyrillic",
    10029: "mac_latin2", 10081: "mac_turkish", 65001: "utf-8", 936: "gb18030",
}  # fmt: skip


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    SYMBOL = auto()
    BYTES = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A control word with its number, a control symbol, bytes of text, or a bound of a group."""

    kind: Kind
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    r"""Yield the tokens of a file; the bytes that follow `\bin` are passed over."""
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        word, number, hexes, symbol, brace, text = found.groups()
        if text is not None:
            yield Token(Kind.BYTES, data=text)
        elif word is not None:
            value = int(number) if number else None
            if word == b"bin":
                at += max(0, value or 0)
            else:
                yield Token(Kind.WORD, word.decode("ascii"), value)
        elif hexes is not None:
            yield Token(Kind.BYTES, data=bytes.fromhex(_NO_HEX.sub(b"", hexes).decode("ascii")))
        elif brace is not None:
            yield Token(Kind.OPEN if brace == b"{" else Kind.CLOSE)
        elif symbol is not None:
            yield Token(Kind.SYMBOL, symbol.decode("latin-1"))


def charset(number: int) -> str | None:
    """Return the codec of a font's charset, None for the document's own."""
    return _CHARSETS.get(number)


def code_page(number: int) -> str | None:
    """Return the codec of a code page, None where Python has none."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
