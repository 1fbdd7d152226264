"""A quick look at finished bytes: whether a name may be read in them, or surely cannot.

A finished file is mostly markup, and nearly every file has no name in it; to take it apart costs
as much as to write it. So only letters and digits of it are looked at, once as they stand and
once without tags. What may have a name so is then read.
"""

import re
from collections.abc import Iterable
from enum import Enum
from html import unescape

from annotator.confidential import folded
from annotator.telephones import telephones_in

_ASCII = bytes(range(128))
_LOWER = bytes(b + 32 if chr(b) in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" else b for b in range(256))
_NO_LETTERS = bytes(b for b in range(256) if b > 127 or not chr(b).isalnum())
_MOST = 24
"""So many kinds of characters and escapes are put in plain letters; with more, it is read."""
_TEXT = re.compile(rb">[^<]+")
_ENTITY = re.compile(rb"&#?\w+;?")
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
_ESCAPE = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|[nrtbf\\])")
"""Others are of no letter, and what they are written with is none."""


class Writing(Enum):
    """How words are written in a content: what stands for what."""

    PLAIN = "plain"
    JSON = "json"
    MARKUP = "markup"


def may_hold(content: bytes, needles: Iterable[str], writing: Writing) -> bool:
    """Return False only where no needle can be read in a content in UTF-8.

    Needles are folded. What stands between the letters of a name is seen through if it is tags,
    escapes or no letter, but not a mark such as a claim's number.
    """
    wanted = {needle: "".join(c for c in needle if c.isalnum()) for needle in needles}
    # What is dialed before a telephone number may be another.
    wanted |= {one.national: one.national for one in telephones_in(frozenset(wanted))}
    if not wanted:
        return False
    if not all(wanted.values()) or b"\0" in content:
        return True
    texts = [content]
    if writing is Writing.MARKUP:
        if b"CDATA" in content:
            return True
        texts.append(b"".join(_TEXT.findall(content)))
    letters = frozenset("".join(wanted.values()))
    plain = [_letters_of(text, letters, writing) for text in texts]
    return any(
        one is None or any(each.encode() in one for each in wanted.values()) for one in plain
    )


def _letters_of(content: bytes, letters: frozenset[str], writing: Writing) -> bytes | None:
    """Return what `content` has of letters and digits; None where it is to be read."""
    content = _decoded(content, writing)
    try:
        foreign = set(content.translate(None, _ASCII).decode())
    except UnicodeDecodeError:
        return None
    told = {each: _seen(each) for each in foreign}
    relevant = {each: seen for each, seen in told.items() if not letters.isdisjoint(seen)}
    if len(relevant) > _MOST or not all(seen.isascii() for seen in relevant.values()):
        return None
    for each, seen in relevant.items():
        content = content.replace(each.encode(), seen.encode())
    return content.translate(_LOWER, _NO_LETTERS)


def _decoded(content: bytes, writing: Writing) -> bytes:
    if writing is Writing.JSON and b"\\" in content:
        content = _ESCAPE.sub(_unescaped, content)
    if writing is Writing.MARKUP and b"&" in content:
        for one in sorted(set(_ENTITY.findall(content)), key=len, reverse=True):
            told = unescape(one.decode("utf-8", "replace")).encode("utf-8", "replace")
            content = content.replace(one, told)
    if b"%" in content:
        for one in sorted(set(_PERCENT.findall(content))):
            content = content.replace(one, bytes.fromhex(one[1:].decode()))
    return content


def _seen(character: str) -> str:
    return "".join(c for c in folded(character) if c.isalnum())


def _unescaped(match: re.Match[bytes]) -> bytes:
    told = match[0]
    if len(told) > 2:
        return chr(int(told[2:], 16)).encode("utf-8", "replace")
    return b""
