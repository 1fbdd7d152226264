"""The walk through RTF: which bytes are words, in which charset, and in which block they stand."""

import locale
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.importers.anchors import Anchor
from annotator.importers.rich_text_styles import Look, StyleSheet
from annotator.importers.rich_text_tokens import Kind, Token, charset, code_page
from annotator.importers.rich_text_words import (
    BACK,
    BASES,
    CHARACTERS,
    ENDS,
    KNOWN,
    LEFT,
    LISTED,
    SAID,
)

if TYPE_CHECKING:
    from annotator.importers.headlines import Ranked

MAX_GROUPS = 256
"""No document nests its groups deeper."""

_LONGEST = 10_000
_NOTHING = Look()


class Stream:
    """Blocks as they come: of the body, a note, a box or a comment."""

    def __init__(self) -> None:
        self.found: list[Ranked] = []
        self.size = 0
        self.anchors: list[Anchor] = []
        self._parts: list[str] = []

    def put(self, text: str) -> None:
        """Add to the block that is being read."""
        self._parts.append(text)
        self.size += len(text)

    def end(self, look: Look, sheet: StyleSheet) -> None:
        """End the block."""
        text = _joined("".join(self._parts))
        for anchor in self.anchors:
            anchor.block = text
        self.found.append(sheet.ranked(text, look))
        self._parts, self.size, self.anchors = [], 0, []


@dataclass(slots=True)
class _State:
    """What holds in a group, and ends with it; `left_by` led its words out of the document."""

    stream: Stream
    left_by: str = ""
    said: str = ""
    is_hidden: bool = False
    is_deleted: bool = False
    is_foreign: bool = False
    font: int = -1
    skipped: int = 1
    language: int = 0
    look: Look = _NOTHING


class Walk:
    """Reads a document token by token; its fields are what was found."""

    def __init__(self, chosen: str | None = None) -> None:
        self.body = Stream()
        self.notes: list[Stream] = []
        self.comments: list[tuple[Anchor, Stream]] = []
        self.said: dict[str, str] = {}
        self.created: dict[str, int] = {}
        self.lost = 0
        self.hidden = self.changed = False
        self.sheet = StyleSheet()
        self.default_font = -1
        self.font = -1
        """The font that is being read in the table of fonts."""
        self.base = chosen or "cp1252"
        self.chosen = chosen
        self.fonts: dict[int, str] = {}
        self.state = _State(self.body)
        self._groups: list[_State] = []
        self._bytes: list[bytes] = []
        self._skip = 0
        self._is_starred = False
        self._boxes: list[Stream] = []
        self._ranges: dict[str, Anchor] = {}
        self._languages: Counter[int] = Counter()

    @property
    def language(self) -> str | None:
        """Return the language that most of the words are in."""
        numbers = [number for number, _ in self._languages.most_common(1)]
        return locale.windows_locale.get(numbers[0]) if numbers else None

    def take(self, token: Token) -> bool:
        """Take the next token; False where the document is at its end, or has too many groups."""
        if token.kind is Kind.BYTES:
            skipped = min(self._skip, len(token.data))
            self._skip -= skipped
            if skipped < len(token.data):
                self._bytes.append(token.data[skipped:])
            return True
        self._flush()
        self._skip = 0
        if token.kind is Kind.OPEN:
            self._groups.append(self.state)
            self.state = replace(self.state)
            self._is_starred = False
            if self.state.said == "stylesheet":
                self.sheet.number = 0
            return len(self._groups) <= MAX_GROUPS
        if token.kind is Kind.CLOSE:
            return self._close()
        is_starred, self._is_starred = self._is_starred, False
        if token.kind is Kind.SYMBOL and token.name == "*":
            self._is_starred = True
        else:
            self._word(token, is_starred)
        return True

    def finish(self) -> bool:
        """End what is still open, as in a file that was cut; return whether it nests soundly."""
        self._flush()
        is_sound = len(self._groups) <= MAX_GROUPS
        while self._groups:
            self._close()
        self._end()
        return is_sound

    def _flush(self) -> None:
        if not self._bytes:
            return
        data, self._bytes = b"".join(self._bytes), []
        codec = self.chosen or self.fonts.get(self.state.font, self.base)
        try:
            text = data.decode(codec)
        except (ValueError, LookupError):
            text = data.decode(codec, "replace")
            self.lost += 0 if self.state.left_by else text.count("\ufffd")
        self._put(text)

    def _put(self, text: str) -> None:
        state = self.state
        if state.said == "stylesheet":
            self.sheet.name(text)
        elif state.said:
            self.said[state.said] = (self.said.get(state.said, "") + text)[:_LONGEST]
        elif state.left_by or state.is_foreign:
            return
        elif state.is_hidden or state.is_deleted:
            self.hidden = self.hidden or (state.is_hidden and bool(text.strip()))
        else:
            self._languages[state.language] += len(text)
            state.stream.put(text)

    def _close(self) -> bool:
        if not self._groups:
            return False
        inner, self.state = self.state, self._groups.pop()
        if inner.said and inner.said != self.state.said:
            self._learn(inner.said)
        if inner.stream is not self.state.stream:
            inner.stream.end(inner.look, self.sheet)
        return bool(self._groups)

    def _learn(self, said: str) -> None:
        """Take up what a group said of a comment; such groups come again and again."""
        if said not in {"atrfstart", "atrfend", "atnref"}:
            return
        name, stream = self.said.pop(said, "").strip(), self.state.stream
        if said == "atrfstart":
            self._ranges[name] = Anchor("", "", stream.size)
            stream.anchors.append(self._ranges[name])
        elif said == "atrfend" and name in self._ranges:
            self._ranges[name].end = stream.size
        elif said == "atnref" and name in self._ranges and self.comments:
            point, comment = self.comments[-1]
            ranged = self._ranges.pop(name)
            ranged.author = point.author
            self.comments[-1] = (ranged, comment)

    def _end(self) -> None:
        """End the block that is being read; boxes that hang on it come after it."""
        stream = self.state.stream
        stream.end(self.state.look, self.sheet)
        if stream is self.body:
            stream.found += [one for box in self._boxes for one in box.found]
            self._boxes = []

    def _word(self, token: Token, is_starred: bool) -> None:
        name, state = token.name, self.state
        if name in CHARACTERS:
            self._put(CHARACTERS[name])
        elif name in ENDS:
            if not (state.left_by or state.said or state.is_deleted):
                self._end()
        elif token.kind is not Kind.WORD:
            return
        elif name == "u":
            number = token.number or 0
            self._put(chr(number if 0xFFFF < number <= 0x10FFFF else number & 0xFFFF))
            self._skip = state.skipped
        elif not self._lead(name, is_starred):
            setting = _SETTINGS.get(name)
            if setting:
                setting(self, token.number)

    def _lead(self, name: str, is_starred: bool) -> bool:
        """Lead the words of the group to where a control word says; False where it does not."""
        state = self.state
        if name in LISTED and self._groups:
            around = self._groups[-1]
            around.look = replace(around.look, is_listed=True)
        if name in BACK:
            if state.left_by != BACK[name]:
                return True
            state.left_by = ""
        if name in {"footnote", "annotation", "shptxt", "dptxbxtext"} and not state.left_by:
            self._turn(name)
        elif name in SAID:
            state.said = name
            self.said.pop(name, None)
        elif name in LEFT or (is_starred and name not in KNOWN):
            state.left_by = state.left_by or name
        else:
            return name in BACK
        return True

    def _turn(self, name: str) -> None:
        """Turn to blocks that stand elsewhere than the words around them."""
        state, around = self.state, self.state.stream
        state.stream, state.look, state.is_hidden = Stream(), _NOTHING, False
        if name == "footnote":
            self.notes.append(state.stream)
        elif name == "annotation":
            anchor = Anchor(self.said.get("atnauthor", ""), "", around.size, end=around.size)
            around.anchors.append(anchor)
            self.comments.append((anchor, state.stream))
        else:
            self._boxes.append(state.stream)


def _joined(text: str) -> str:
    """Return text with the halves of characters put together."""
    if not any("\ud800" <= ch <= "\udfff" for ch in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _on(number: int | None) -> bool:
    return number != 0


def _font(walk: Walk, number: int | None) -> None:
    if walk.state.said == "fonttbl":
        walk.font = number or 0
    else:
        walk.state.font = number or 0


def _font_codec(walk: Walk, codec: str | None) -> None:
    if codec and walk.state.said == "fonttbl" and len(walk.fonts) < _LONGEST:
        walk.fonts[walk.font] = codec


def _base(walk: Walk, codec: str | None) -> None:
    walk.base = walk.chosen or codec or walk.base


def _hide(walk: Walk, number: int | None) -> None:
    walk.state.is_hidden = _on(number)


def _delete(walk: Walk, number: int | None) -> None:
    walk.state.is_deleted = _on(number)
    walk.changed = walk.changed or _on(number)


def _revise(walk: Walk, number: int | None) -> None:
    walk.changed = walk.changed or _on(number)


def _foreign(walk: Walk, number: int | None) -> None:
    walk.state.is_foreign = _on(number)


def _style(walk: Walk, number: int | None) -> None:
    if walk.state.said == "stylesheet":
        walk.sheet.number = number or 0
    else:
        walk.state.look = replace(walk.state.look, style=number or 0)


def _no_style(walk: Walk, _: int | None) -> None:
    if walk.state.said == "stylesheet":
        walk.sheet.number = -1


def _based(walk: Walk, number: int | None) -> None:
    if walk.state.said == "stylesheet":
        walk.sheet.base(number or 0)


def _list(walk: Walk, number: int | None) -> None:
    walk.state.look = replace(walk.state.look, is_listed=bool(number))


def _outline(walk: Walk, number: int | None) -> None:
    walk.state.look = replace(walk.state.look, outline=-1 if number is None else number)


def _pard(walk: Walk, _: int | None) -> None:
    walk.state.look = _NOTHING


def _plain(walk: Walk, _: int | None) -> None:
    state = walk.state
    state.is_hidden = state.is_deleted = False
    state.font = walk.default_font


def _skipped(walk: Walk, number: int | None) -> None:
    walk.state.skipped = min(max(1 if number is None else number, 0), 10)


def _language(walk: Walk, number: int | None) -> None:
    walk.state.language = number or 0


def _default_font(walk: Walk, number: int | None) -> None:
    walk.default_font = walk.state.font = number or 0


def _time(name: str) -> "_Setting":
    def setting(walk: Walk, number: int | None) -> None:
        if walk.state.said == "creatim":
            walk.created[name] = number or 0

    return setting


_Setting = Callable[[Walk, int | None], None]
_SETTINGS: dict[str, _Setting] = {
    "f": _font,
    "fcharset": lambda walk, number: _font_codec(walk, charset(number or 0)),
    "cpg": lambda walk, number: _font_codec(walk, code_page(number or 0)),
    "ansicpg": lambda walk, number: _base(walk, code_page(number or 0)),
    "deff": _default_font,
    "uc": _skipped,
    "v": _hide,
    "webhidden": _hide,
    "deleted": _delete,
    "revised": _revise,
    "htmlrtf": _foreign,
    "lang": _language,
    "s": _style,
    **dict.fromkeys(("cs", "ds", "ts"), _no_style),
    "sbasedon": _based,
    "ls": _list,
    "outlinelevel": _outline,
    "pard": _pard,
    "plain": _plain,
    **{name: _time(name) for name in ("yr", "mo", "dy", "hr", "min")},
}


def _base_setting(codec: str) -> _Setting:
    return lambda walk, _: _base(walk, codec)


_SETTINGS |= {name: _base_setting(codec) for name, codec in BASES.items()}
