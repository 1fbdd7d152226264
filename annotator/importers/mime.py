"""Messages and saved pages in MIME: their parts, found within limits, and their headers.

The standard library parses the headers, decodes words and bodies. Parts are found here: its parser
keeps a message as lines several times over, and nests without a limit. Its newer policies take
quadratic time for hostile headers, so the older one reads them and they are cut to a length.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import collapse_rfc2231_value, getaddresses

from annotator.importers.decoding import Decoded, codec_of, decode
from annotator.importers.source_file import SourceFile

MAX_PARTS = 2_000
MAX_DEPTH = 20

_MAX_HEAD = 1_000_000
_MAX_HEADER = 10_000
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_BETWEEN = "raw-unicode-escape"
"""How the standard library returns what stands between encoded words."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message, or the whole: its headers, and where its body stands in `data`."""

    data: bytes
    headers: Message
    start: int
    end: int
    depth: int = 0

    @property
    def kind(self) -> str:
        """Return the media type in lower case."""
        return self.headers.get_content_type()

    @property
    def is_attached(self) -> bool:
        """Return whether it is meant as a file beside the text."""
        said = _raw(self.headers, "content-disposition").lower()
        return said.startswith("attachment") or "filename" in said

    def parameter(self, name: str) -> str:
        """Return a parameter of the media type, "" where there is none."""
        value = self.headers.get_param(name) or ""
        return (value if isinstance(value, str) else collapse_rfc2231_value(value)).strip()

    @property
    def label(self) -> str:
        """Return by what other parts name it, "" where it has no such name."""
        return _raw(self.headers, "content-id").strip("<>")

    @property
    def root(self) -> str:
        """Return the label of the part that the others belong to, "" where none is named."""
        return self.parameter("start").strip("<>")

    def header(self, name: str) -> str:
        """Return a header with its encoded words decoded, "" where there is none."""
        return decoded_words(_raw(self.headers, name))

    def addresses(self, name: str) -> list[tuple[str, str]]:
        """Return the names and addresses in a header."""
        try:
            found = getaddresses([_raw(self.headers, name)])
        except (RecursionError, IndexError):  # from comments in comments
            return []
        return [(decoded_words(person), address) for person, address in found]

    def content(self) -> bytes:
        """Return the body's bytes as they were before they were made fit for mail."""
        body = self.data[self.start : self.end]
        encoding = _raw(self.headers, "content-transfer-encoding").strip().lower()
        if encoding == "quoted-printable":
            return binascii.a2b_qp(body)
        if encoding == "base64":
            digits = _NO_BASE64.sub(b"", body)
            return binascii.a2b_base64(digits[: len(digits) - (len(digits) % 4 == 1)] + b"==")
        return body

    def text(self, source: SourceFile) -> Decoded:
        """Return the body's text; raises UnreadableError where it is none."""
        content = SourceFile(source.name, self.content(), source.choices)
        return decode(content, self.parameter("charset") or None)

    def parts(self) -> Iterator["Part"]:
        """Yield what a multipart is made of; nothing where it is none."""
        boundary = self.parameter("boundary").encode("ascii", "surrogateescape")
        if not self.kind.startswith("multipart/") or not boundary:
            return
        begins = None
        for start, end, is_last in _delimiters(self, b"--" + boundary):
            if begins is not None:
                yield _part(self.data, begins, start, self.depth + 1)
            begins = None if is_last else end
            if is_last:
                return
        if begins is not None:
            yield _part(self.data, begins, self.end, self.depth + 1)


def message(source: SourceFile) -> Part:
    """Return a file as a message; what mailboxes write before its headers is passed over."""
    start = source.data.find(b"\n") + 1 if source.data.startswith(b"From ") else 0
    if source.data.startswith(b"\xef\xbb\xbf"):
        start = 3
    return _part(source.data, start, len(source.data), 0)


def walk(source: SourceFile, whole: Part) -> Iterator[Part]:
    """Yield `whole` and all parts in it, in order; raises UnreadableError where they are many."""
    waiting, count = [whole], 0
    while waiting:
        part = waiting.pop()
        yield part
        within = list(parts_of(source, part))
        count += len(within)
        if count > MAX_PARTS:
            raise _too_much(source)
        waiting += reversed(within)


def parts_of(source: SourceFile, part: Part) -> Iterator[Part]:
    """Yield the parts of a multipart; raises UnreadableError where they are too many or deep."""
    for count, within in enumerate(part.parts()):
        if count >= MAX_PARTS or within.depth > MAX_DEPTH:
            raise _too_much(source)
        yield within


def decoded_words(raw: str) -> str:
    """Return a header's value in characters, whatever charset its words claim."""
    try:
        found = decode_header(raw)
    except (MessageError, ValueError, LookupError):
        return raw
    return "".join(
        word if isinstance(word, str) else _characters(word, charset or _BETWEEN)
        for word, charset in found
    )


def _characters(data: bytes, charset: str) -> str:
    for one in (charset, "utf-8"):
        try:
            return data.decode(codec_of(one) or one)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _raw(headers: Message, name: str) -> str:
    # `get` would make an object of what is not ASCII.
    values = (value for key, value in headers.raw_items() if key.lower() == name)
    value = _FOLD.sub(" ", str(next(values, ""))[:_MAX_HEADER]).strip()
    return (
        value
        if value.isascii()
        else _characters(value.encode("ascii", "surrogateescape"), "utf-8")
    )


def _part(data: bytes, start: int, end: int, depth: int) -> Part:
    ends = (_after(data, mark, start, end) for mark in (b"\n\n", b"\n\r\n"))
    # A part may have no headers, and begins with an empty line then.
    empty = next((len(mark) for mark in (b"\r\n", b"\n") if data.startswith(mark, start)), None)
    body = start + empty if empty else min(filter(None, ends), default=end)
    head = data[start : min(body, start + _MAX_HEAD)]
    lines = re.split(rb"\r?\n(?![ \t])", head)
    kept = b"\n".join(line[:_MAX_HEADER] for line in lines[:1_000])
    headers = BytesHeaderParser(policy=policy.compat32).parsebytes(kept + b"\n\n")
    return Part(data, headers, body, end, depth)


def _after(data: bytes, mark: bytes, start: int, end: int) -> int | None:
    at = data.find(mark, start, min(end, start + _MAX_HEAD))
    return at + len(mark) if at >= 0 else None


def _delimiters(part: Part, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield where each line between parts begins and ends, and whether it is the last."""
    data, at = part.data, part.start
    while (at := data.find(mark, at, part.end)) >= 0:
        line_end = data.find(b"\n", at, part.end)
        line_end = part.end if line_end < 0 else line_end + 1
        rest = data[at + len(mark) : min(line_end, at + len(mark) + 200)].strip()
        if (at == part.start or data[at - 1 : at] == b"\n") and rest in {b"", b"--"}:
            start = at - (at > part.start)
            start -= data[start - 1 : start] == b"\r" and start > part.start
            yield start, line_end, rest == b"--"
            at = line_end
        else:
            at += len(mark)


def _too_much(source: SourceFile) -> Exception:
    return source.refused("has more parts than a message needs; copy its text into a .txt file")
