"""Strings as they stand in the bytes of a file, in whatever encoding and case."""

import codecs
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from annotator.confidential import folded, needles_of, places, short_words
from annotator.store.packed import words_packed
from annotator.telephones import telephones_in

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_PIECE = 1 << 24


class Patterns:
    """What finds strings in bytes: in UTF-8 and UTF-16, in any case, composed and decomposed."""

    def __init__(self, words: Iterable[str]) -> None:
        found = set()
        for form in {form for word in words for form in _forms(word)}:
            for name in _ENCODINGS:
                with suppress(UnicodeEncodeError):  # the half of a character is in no file
                    # Bytes know ASCII's cases alone; the others are forms of their own.
                    found.add(form.encode(name).lower())
        self._patterns = sorted(filter(None, found))
        self._longest = max(map(len, self._patterns), default=0)

    def count(self, data: bytes) -> int:
        """Return how often one of the strings stands in bytes."""
        seen = data.lower()
        return sum(map(seen.count, self._patterns))

    def count_in(self, file: Path) -> int:
        """Return how often at least they stand in a file; raises `OSError`."""
        found, before = 0, b""
        with file.open("rb") as read:
            while piece := read.read(_PIECE):
                # What the piece before ends with is counted there, but for what goes on here.
                found += self.count(before + piece) - self.count(before)
                before = (before + piece)[-max(self._longest - 1, 1) :]
        return found


class InFiles:
    """What counts in how many places of a file that is no project strings can be read.

    A short name counts where it is a word; in bytes that are no text, where its letters are.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        known = frozenset(secrets)
        short = short_words(needles_of(known))
        others = frozenset(word for word in known if folded(word) not in short)
        self._known = known
        self._in_bytes, self._beside = Patterns(known), Patterns(others)
        # In a text all of a number can be told from the inside of a longer one.
        numbers = {word for word in others if telephones_in(needles_of([word]))}
        self._in_text = Patterns(others - numbers)

    def count(self, data: bytes) -> int:
        """Return in how many places they can be read in what a file holds."""
        packed = words_packed(data)
        if packed is not None:
            # Of a short name the letters are in any compressed bytes, by chance.
            return len(places(packed, self._known)) + self._beside.count(data)
        text = _text(data)
        if text is None:
            return self._in_bytes.count(data)
        return max(len(places(text, self._known)), self._in_text.count(data))

    def count_in(self, file: Path) -> int:
        """Return in how many places at least they can be read in a file; raises `OSError`."""
        if file.stat().st_size > _PIECE:
            return self._in_bytes.count_in(file)
        return self.count(file.read_bytes())


def _text(data: bytes) -> str | None:
    """Return what bytes say; None where they are no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _forms(word: str) -> Iterator[str]:
    for one in (word, *_significant(folded(word))):
        yield from _written(one)


def _significant(needle: str) -> Iterator[str]:
    """Yield a telephone number without what is dialed before it, as it stands and together."""
    for number in telephones_in(frozenset({needle})):
        yield number.national
        in_groups = re.search(r"[^0-9]*".join(number.national), needle)
        if in_groups:
            yield in_groups[0]


def _written(word: str) -> Iterator[str]:
    parts = word.split()
    clean = " ".join(parts)
    # As it stands in the address of a page or of a mail, too.
    for text in {word, clean, *(between.join(parts) for between in "\u00a0-._+")}:
        for cased in {text, text.lower(), text.upper(), text.title(), text.casefold()}:
            for form in ("NFC", "NFD"):
                plain = unicodedata.normalize(form, cased)
                # As JSON holds it, and as an address does.
                yield from (plain, json.dumps(plain)[1:-1], quote(plain), quote(plain, safe=""))
