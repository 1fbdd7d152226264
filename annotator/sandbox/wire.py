"""What goes between parent and child: a JSON header, then bytes; no answer is trusted."""

import json
import re
import struct
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from typing import IO, Any

from annotator.importers.choices import Choices, Extent
from annotator.importers.imported import Damage, Found, Imported, Remark
from annotator.importers.source_file import SourceFile
from annotator.model import Block, Span
from annotator.text import is_canonical, is_line
from annotator.vocabulary import BlockKind

ARTICLES, REPORT = "articles", "report"
"""What a file is read for."""

_HEAD = struct.Struct(">QQ")
_MOST_TOLD = 64_000_000
"""No header is longer, in bytes: nothing else can happen while one is parsed."""

_LONGEST = 100_000
"""No title, name or notice is longer, in characters."""

Message = tuple[dict[str, Any], bytes]


class BrokenAnswerError(Exception):
    """What came from the child is no answer."""


def send(stream: IO[bytes], header: Mapping[str, Any], body: Iterable[bytes] = ()) -> None:
    """Write one message."""
    parts = list(body)
    told = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    stream.write(_HEAD.pack(len(told), sum(map(len, parts))))
    stream.write(told)
    for part in parts:
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> Message:
    """Read one message of at most `most` bytes; EOFError where the other side is gone.

    Raises BrokenAnswerError for everything that is no message.
    """
    told, rest = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if told > _MOST_TOLD or told + rest > most:
        raise BrokenAnswerError("too long")
    try:
        header = json.loads(_exactly(stream, told))
    except (ValueError, RecursionError) as error:
        raise BrokenAnswerError("no JSON") from error
    if not isinstance(header, dict):
        raise BrokenAnswerError("no object")
    return header, _exactly(stream, rest)


def request(
    source: SourceFile, seconds: float, wants: str = ARTICLES
) -> tuple[dict[str, Any], list[bytes]]:
    """Return what asks the child to read a file."""
    choices = {
        "encoding": source.choices.encoding,
        "extent": str(source.choices.extent),
        "is_repaired": source.choices.is_repaired,
    }
    told = {"name": source.name, "choices": choices, "seconds": seconds, "wants": wants}
    return told, [source.data]


def source_of(header: Mapping[str, Any], body: bytes) -> SourceFile:
    """Return the file that is to be read."""
    told = header["choices"]
    choices = Choices(told["encoding"], Extent(told["extent"]), is_repaired=told["is_repaired"])
    return SourceFile(header["name"], body, choices)


def answer(found: Sequence[Found], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Return articles as a message; the whole file `data` is not sent back."""
    body: list[bytes] = []
    articles: list[dict[str, Any]] = []
    for one in found:
        article = one.imported
        text, own = article.text.encode(), article.original is not data
        body += [text, _packed(article.blocks), *([article.original] if own else [])]
        told = {name: getattr(article, name) for name in (*_OPTIONAL, "title", "original_name")}
        lists = {
            "blocks": len(article.blocks),
            "remarks": [[r.span.start, r.span.end, r.author, r.text] for r in article.remarks],
            "encodings": article.encodings,
            "notices": article.notices,
            "damage": astuple(article.damage) if article.damage else None,
            "origins": dict(article.origins),
        }
        sizes = {"text": len(text), "original": len(article.original) if own else None}
        articles.append({**told, **lists, **sizes, "words": one.words})
    return {"articles": articles}, body


def articles_of(message: Message, data: bytes) -> tuple[Found, ...]:
    """Return the articles in an answer about the file `data`.

    Raises BrokenAnswerError unless every one is as the program itself would make it.
    """
    header, body = message
    try:
        place, found = 0, []
        for told in header["articles"]:
            size = _number(told["text"])
            text = str(memoryview(body)[place : place + size], "utf-8")
            place += size
            size = _number(told["blocks"]) * _BLOCK
            blocks = _blocks(body[place : place + size], len(text))
            place += size
            own = told["original"]
            original = data if own is None else body[place : place + _number(own)]
            place += 0 if own is None else own
            found.append(Found(_article(told, text, blocks, original), _number(told["words"])))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenAnswerError(type(error).__name__) from error
    if not found or place != len(body):
        raise BrokenAnswerError("sizes")
    return tuple(found)


def refusal_in(header: Mapping[str, Any]) -> str | None:
    """Return the sentence that refused a file, None where it was not."""
    sentence = header.get("refused")
    return sentence if isinstance(sentence, str) else None


def mistake_in(header: Mapping[str, Any]) -> str | None:
    """Return which mistake of ours stopped a reader and where, None where there was none.

    Nothing is told but names as the program has them: what is logged holds no article's words.
    """
    if "mistake" not in header:
        return None
    where = header.get("where")
    names = [str(header["mistake"]), *(where if isinstance(where, list) else ())]
    return " ".join(name for name in names[:_MOST_NAMES] if _is_name(name))


def tried_in(header: Mapping[str, Any]) -> str:
    """Return the names of what the child tried that it may not, "" for nothing."""
    tried = header.get("tried")
    names = dict.fromkeys(map(str, tried)) if isinstance(tried, list) else {}
    return ", ".join(name for name in list(names)[:_MOST_NAMES] if _is_name(name))


def _is_name(name: object) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


_NAME = re.compile(r"[\w.]{1,80}(?::\d{1,6})?", re.ASCII)
_MOST_NAMES = 100
_OPTIONAL = ("byline", "outlet", "url", "published", "language", "format", "encoding")


def _article(
    told: Mapping[str, Any], text: str, blocks: tuple[Block, ...], original: bytes
) -> Imported:
    if not text or not is_canonical(text):
        raise ValueError("text")
    optional = {name: None if told[name] is None else _line(told[name]) for name in _OPTIONAL}
    return Imported(
        text=text,
        blocks=blocks,
        title=_line(told["title"]),
        original=original,
        original_name=_line(told["original_name"]),
        encodings=tuple(map(_line, told["encodings"])),
        origins={_line(name): _line(where) for name, where in told["origins"].items()},
        notices=tuple(map(_line, told["notices"])),
        remarks=tuple(_remark(remark, len(text)) for remark in told["remarks"]),
        damage=None if told["damage"] is None else _damage(told["damage"]),
        **optional,
    )


_KINDS = tuple(BlockKind)
_NUMBERS = "I"
_BLOCK = 4 * array(_NUMBERS).itemsize
"""A block is four numbers: its kind, where it begins and ends, its paragraph and one, or none."""


def _packed(blocks: Iterable[Block]) -> bytes:
    kinds = {kind: at for at, kind in enumerate(_KINDS)}
    numbers = array(_NUMBERS)
    for block in blocks:
        paragraph = 0 if block.paragraph is None else block.paragraph + 1
        numbers.extend((kinds[block.kind], block.start, block.end, paragraph))
    return numbers.tobytes()


def _blocks(told: bytes, end: int) -> tuple[Block, ...]:
    numbers = array(_NUMBERS, told)
    blocks, place = [], 0
    for kind, start, stop, paragraph in zip(*[iter(numbers)] * 4, strict=True):
        if kind >= len(_KINDS) or not place <= start < stop <= end:
            raise ValueError("blocks")
        blocks.append(Block(_KINDS[kind], start, stop, paragraph - 1 if paragraph else None))
        place = stop
    return tuple(blocks)


def _remark(told: Sequence[Any], end: int) -> Remark:
    start, stop, author, words = told
    span = Span(_number(start), _number(stop))
    is_sound = isinstance(author, str) and isinstance(words, str) and is_canonical(author + words)
    if span.end > end or not is_sound or len(words) > _LONGEST:
        raise ValueError("remark")
    return Remark(span, author, words)


def _damage(told: Sequence[Any]) -> Damage:
    places, before, after = told
    return Damage(_number(places), _line(before), _line(after))


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("number")
    return value


def _line(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or not is_line(value):
        raise ValueError("line")
    return value


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
