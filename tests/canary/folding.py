"""Whether words are in a text, however they are written there; shares no code with the program."""

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from urllib.parse import unquote

from tests.canary.names import Canary

_TAGS = re.compile(r"<[^<>]{0,4000}>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\U([0-9a-fA-F]{8})")
_QUOTED = re.compile(rb"=([0-9A-F]{2})")
_SOFT_BREAK = re.compile(rb"=\r?\n")
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/_-]{4}[\r\n]{0,2}){3,}[A-Za-z0-9+/_-]{0,3}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){6,}")
_UNSEEN = re.compile("[^\\w\U0001f000-\U0010ffff]+|_+")
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NARROW = ("latin-1", "cp1252", "cp1250", "cp1255", "cp1256", "mac-roman")


def folded(text: str) -> str:
    """Return the letters, digits and pictures of a text alone, without case, marks and breaks."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        # The capital of a dotless i is that of an i with a dot.
        text = unicodedata.normalize("NFKD", plain).replace("ı", "i")
    return _UNSEEN.sub("", text.lower())


class Watch:
    """What is looked for: canaries by their folded parts, and those as bytes in many encodings."""

    def __init__(self, canaries: Iterable[Canary]) -> None:
        self.canaries = tuple(canaries)
        self._needles: dict[str, Canary] = {}
        self._raw: dict[bytes, Canary] = {}
        for canary in self.canaries:
            for part in canary.parts:
                needle = folded(part)
                assert len(needle) > 5, f"too short to be told from chance: {canary}"
                # A printed page tells letters from right to left the other way around.
                self._needles |= {needle: canary, needle[::-1]: canary}
                self._raw |= dict.fromkeys(_forms(part), canary)

    def in_text(self, text: str, depth: int = 3) -> set[Canary]:
        """Return the canaries that can be read in a text, or in what it escapes, so deep."""
        found: set[Canary] = set()
        for layer in _layers(text, depth):
            plain = folded(layer)
            found |= {canary for needle, canary in self._needles.items() if needle in plain}
        return found

    def in_bytes(self, data: bytes) -> set[Canary]:
        """Return the canaries that stand in bytes as they are, in any encoding at any place."""
        low = data.lower()
        return {c for form, c in self._raw.items() if form in data or form in low}


def texts_of(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield what bytes say in the encodings that make sense, and how deep escapes are undone."""
    try:
        yield data.decode("utf-8-sig"), 3
    except UnicodeDecodeError:
        yield data.decode("utf-8", "ignore"), 1
        yield data.decode("latin-1"), 0
    if data[: 1 << 16].count(0) * 4 > len(data[: 1 << 16]):
        yield from ((data.decode(name, "ignore"), 1) for name in _WIDE)


def packed_in(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what is written as letters in bytes: base64, hexadecimal, quoted-printable."""
    pieces: list[list[bytes]] = [[], [], [], []]
    for found in _BASE64.finditer(data):
        run = re.sub(rb"[\r\n=]", b"", found[0]).translate(bytes.maketrans(b"-_", b"+/"))
        # Words may stand before what is packed; where it begins is not known then.
        for start, kept in enumerate(pieces):
            piece = run[start:]
            with_ends = piece[: len(piece) - (len(piece) % 4 == 1)]
            kept.append(base64.b64decode(with_ends + b"=" * (-len(with_ends) % 4)))
    yield from (("base64", b"\n".join(kept)) for kept in pieces if kept)
    if found_hex := [binascii.unhexlify(found[0]) for found in _HEX.finditer(data)]:
        yield "hexadecimal", b"\n".join(found_hex)
    if _QUOTED.search(data):
        whole = _SOFT_BREAK.sub(b"", data)
        yield "quoted-printable", _QUOTED.sub(lambda m: binascii.unhexlify(m[1]), whole)


def _unescaped(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        return chr(int(found[1] or found[2] or found[3], 16) % 0x110000)

    plain = _ESCAPED.sub(character, text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


_OPENERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("%", unquote),
    ("&", html.unescape),
    ("\\", _unescaped),
    ("<", lambda text: _TAGS.sub("", text)),
)


def _layers(text: str, depth: int) -> Iterator[str]:
    """Yield a text, and it with one kind of escapes after another taken away."""
    yield text
    if depth:
        for sign, opened in _OPENERS:
            if sign in text and (plain := opened(text)) != text:
                yield from _layers(plain, depth - 1)


@cache
def _forms(words: str) -> frozenset[bytes]:
    """Return words as bytes, in the forms and encodings that programs keep them in."""
    forms = {words, words.lower(), words.upper(), words.title(), words.casefold()}
    forms |= {unicodedata.normalize(n, w) for w in forms for n in ("NFC", "NFD", "NFKC", "NFKD")}
    made = set()
    for form in forms:
        for name in ("utf-8", *_WIDE, *_NARROW):
            data = form.encode(name, "ignore")
            if name not in _NARROW or data.decode(name) == form:
                made.add(data)
    return frozenset(made)
