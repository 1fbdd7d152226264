"""Where in a text a name that must stay in the newsroom can be read."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from annotator.model import Identity
from annotator.telephones import Telephone, apart, telephones_in

SHORTEST = 3
"""Characters that a confidential string has at least; a shorter one would be found everywhere."""
_SHORTEST_NUMBER = 5
_APART = re.compile(r"[\s\-‐‑–.()/]+")
_WORD = re.compile(r"\w+")
_MAIL = re.compile(r"(?<![^\s,;<>])[^\s,;<>]+@[^\s,;<>]+")
_NUMBER = re.compile(r"\+?\(?\d[\d\s\-‐‑–.()/]{3,}\d")
_TRUNK = re.compile(r"\(0\)")
"""Is dialed within a country alone: +49 (0)171 is +49171."""

WITHHELD = "[name withheld]"
_ELLIPSIS = "[…]"
"""Stands for what is withheld where `instead` itself has a secret in it."""

_LOOKALIKES = {
    **dict.fromkeys("’‘‚‛′ʹʻʼ`´", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
_PLAIN = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i"}
"""Letters with a stroke and double ones: Unicode does not take them apart, those who type do."""
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\ufffd")
_UNSEEN_KINDS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_FOREIGN = re.compile(r"[^\t-\r\x1c-_a-~]+")
_SIGNS = ("://", "@", "%", "www.", "mailto:")
_SIGN = re.compile(r"://|@|%[0-9A-Fa-f]{2}|www\.|mailto:")
"""What only an address has."""
_END = re.compile(r"\S*")
_NO_WORD = re.compile(r"[\W_]+")
_ROUNDS = 4
_SHORT, _SHORT_PART = 6, 3
"""Letters that a name of one word, and the first or last word of a longer one, has at most which
other words may have in them, too."""
_CAPITALS = r"\0-\u058f\u10a0-\u10ff\u13a0-\u13ff\u1c80-\u1fff\u2c00-\u2dff\ua640-\uabff"
"""Where scripts with capitals stand: in others nothing may stand between two words."""
_LETTER = rf"(?=[{_CAPITALS}])[^\W_]"
_BEGIN = rf"(?:(?<!{_LETTER})|(?<=\\[nrtbf])|(?<=\\u00[01][0-9a-f]))"
"""No letter or digit; what JSON writes for the end of a line ends in a letter, and is none."""
_ALONE = rf"s?(?!{_LETTER})"


def folded(text: str) -> str:
    """Return a text without what a reader does not see, or what those who type leave out.

    That is case, marks on letters, characters without a shape, kinds of quotation marks, hyphens
    and spaces. Whoever knows Łukasz knows him as Lukasz, and leaving out marks can stop a report
    for nothing, which is mended, but keeping them can let a name out, which is not. Each character
    is folded by itself: folding parts of a text and joining them gives the same.
    """
    return " ".join(_FOREIGN.sub(_fold_run, text).lower().split())


def gives_away(text: str, secrets: Iterable[str]) -> bool:
    """Return whether one of `secrets` can be read in `text`, also decoded in an address in it."""
    return can_be_read(text, needles_of(secrets))


def can_be_read(text: str, needles: frozenset[str]) -> bool:
    """Return whether one of `needles`, which `needles_of` made, can be read in `text`.

    A short one of `short_words` can where it is a word of its own.
    """
    return bool(needles) and (
        bool(_held(folded(text), needles))
        or any(_held(folded(told), needles) for _, _, told in _disguised(text, needles))
    )


def needles_of(secrets: Iterable[str]) -> frozenset[str]:
    """Return secrets as they stand in a folded text, without those that leave nothing to find."""
    return frozenset(needle for secret in secrets if (needle := folded(secret)))


def holds(seen: str, needles: Iterable[str]) -> bool:
    """Return whether one of `needles` stands in a folded text."""
    return any(needle in seen for needle in needles)


def short_words(needles: Iterable[str]) -> frozenset[str]:
    """Return those needles that other words have in them, too: Ann is in what was planned.

    So is Ed Young in a wounded young man. They are of letters that have capitals: in others
    nothing may stand between two words.
    """
    return frozenset(needle for needle in needles if _alone(needle))


def _short_ends(needle: str) -> tuple[bool, bool]:
    """Return at which of its ends a needle is a word so short that it has to end there."""
    parts = needle.split()
    most = _SHORT if len(parts) == 1 else _SHORT_PART
    return len(parts[0]) <= most, len(parts[-1]) <= most


def addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each address in a text, as it may be read: start, end, what is written in it.

    That is the address without percent encoding, and again as bare words: in .../jane-doe and
    jane.doe@... a name can be read. So can it in anything that is percent-encoded.
    """
    if not any(sign in text for sign in _SIGNS):
        return
    done = 0
    for sign in _SIGN.finditer(text):
        start = sign.start()
        if start < done:
            continue
        while start > done and not text[start - 1].isspace():
            start -= 1
        match = _END.match(text, sign.end())
        done = match.end() if match else sign.end()
        yield start, done, as_words(text[start:done])


def _disguised(text: str, needles: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where a text can be read otherwise than it is written: start, end, and how.

    Those are addresses and, where a number is looked for, numbers: however their digits are put
    in groups, they are the same.
    """
    yield from addresses(text)
    for number in _numbers(text, needles):
        yield number.start(), number.end(), _digits(number[0])


def _numbers(text: str, needles: frozenset[str]) -> Iterable[re.Match[str]]:
    return _NUMBER.finditer(text) if any(needle.isdigit() for needle in needles) else ()


def _digits(number: str) -> str:
    return _APART.sub("", _TRUNK.sub("", number)).lstrip("+")


def as_words(name: str) -> str:
    """Return an address or the name of a file as it is read: decoded, and again as bare words."""
    plain = unquote(name)
    # What ends the one must not read on into the other.
    return f"{plain} | {_NO_WORD.sub(' ', plain)}"


def places(text: str, secrets: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return where `secrets` can be read: [start, end) in code points, in order, none touching.

    A character of which only a part belongs to a secret, such as a ligature, is inside, and so are
    the marks on its last letter.
    """
    needles = needles_of(secrets)
    found = list(_in_disguise(text, needles)) if needles else []
    if _held(folded(text), needles):
        seen, origins = _folded_with_origins(text)
        for start, end in _spans(seen, needles):
            found.append((origins[start][0], _past_marks(text, origins[end - 1][1])))
    return _merged(found)


def _in_disguise(text: str, needles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield whole addresses whose words, and not they themselves, have a needle, and numbers."""
    for start, end, told in addresses(text):
        found = _held(folded(told), needles)
        if found and found - _held(folded(text[start:end]), needles):
            yield start, end
    for number in _numbers(text, needles):
        for start, end in _digits_within(number[0], needles):
            yield number.start() + start, number.start() + end


def _digits_within(run: str, needles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where needles stand in a run of digits, which may go on with years or hours."""
    gone = {at for gap in (_TRUNK, _APART) for m in gap.finditer(run) for at in range(*m.span())}
    kept = [at for at, each in enumerate(run) if at not in gone and each != "+"]
    seen = folded("".join(run[at] for at in kept))
    for start, end in _spans(seen, needles):
        yield kept[start] if start else 0, kept[end - 1] + 1


def _held(seen: str, needles: frozenset[str]) -> set[str | Telephone]:
    """Return which needles and telephone numbers stand in a folded text."""
    found: set[str | Telephone] = {
        needle
        for needle in needles
        if needle in seen and ((alone := _alone(needle)) is None or alone.search(seen))
    }
    return found | {number for number in telephones_in(needles) if any(number.spans(seen))}


def _spans(seen: str, needles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where that is, in the folded text."""
    for needle in needles:
        alone = _alone(needle)
        if alone:
            yield from (match.span() for match in alone.finditer(seen))
            continue
        at = seen.find(needle)
        while at >= 0:
            yield at, at + len(needle)
            at = seen.find(needle, at + 1)
    for number in telephones_in(needles):
        yield from number.spans(seen)


@lru_cache(4096)
def _alone(needle: str) -> re.Pattern[str] | None:
    """Return what finds a short name, also with an s, where no letter or digit stands at it.

    Of any other needle that is None: it is found wherever it stands.
    """
    begins, ends = _short_ends(needle)
    has_capitals = all(c == " " or (c.isalpha() and c != c.upper()) for c in needle)
    if not (has_capitals and (begins or ends)):
        return None
    return re.compile(f"{_BEGIN if begins else ''}{needle}{_ALONE if ends else ''}")


def withheld(text: str, secrets: Iterable[str], instead: str = WITHHELD) -> str:
    """Return a text in which no secret can be read, with `instead` at each place."""
    for start, end, words in reversed(replacements(text, secrets, instead)):
        text = text[:start] + words + text[end:]
    return text


def replacements(
    text: str, secrets: Iterable[str], instead: str = WITHHELD
) -> tuple[tuple[int, int, str], ...]:
    """Return what to put where, in order, so that no secret can be read: (start, end, words).

    Where words beside `instead`, or `instead` itself, would be read as a secret again, more is
    taken away, and at last a sign stands there that no secret has.
    """
    needles = needles_of(secrets)
    first = places(text, needles)
    for words in (instead, _ELLIPSIS):
        found = first
        for _ in range(_ROUNDS):
            written, origins = _replaced(text, found, words)
            again = places(written, needles)
            if not again:
                return tuple((start, end, words) for start, end in found)
            found = _merged([*found, *_back(again, origins)])
    sign, found = _sign(needles), first
    while again := places((replaced := _replaced(text, found, sign))[0], needles):
        found = _merged([*found, *_back(again, replaced[1])])
    return tuple((start, end, sign) for start, end in found)


def _sign(needles: frozenset[str]) -> str:
    """Return a sign that stands in no needle; there are many more than names are long."""
    signs = map(chr, range(ord("\N{FULL BLOCK}"), ord("\N{FULL BLOCK}") + 200))
    return next((sign for sign in signs if not holds("".join(needles), {sign})), "")


def _back(
    again: Iterable[tuple[int, int]], origins: list[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    """Return places in a replaced text as places in the text as it was."""
    return [(origins[start][0], origins[end - 1][1]) for start, end in again]


def _replaced(
    text: str, found: Iterable[tuple[int, int]], instead: str
) -> tuple[str, list[tuple[int, int]]]:
    """Return a text with `instead` at each place, and for each character where it comes from."""
    pieces, origins, done = [], [], 0
    for start, end in (*found, (len(text), len(text))):
        pieces.append(text[done:start])
        origins += [(at, at + 1) for at in range(done, start)]
        if start < len(text):
            pieces.append(instead)
            origins += [(start, end)] * len(instead)
        done = end
    return "".join(pieces), origins


def _folded_with_origins(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the folded text, and for each of its characters [start, end) in the text."""
    seen: list[str] = []
    origins: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        for plain in _fold(character):
            if not plain.isspace():
                seen.append(plain)
                origins.append((at, at + 1))
            elif seen and seen[-1] != " ":
                seen.append(" ")
                origins.append((at, at + 1))
            elif seen:
                origins[-1] = (origins[-1][0], at + 1)
    if seen and seen[-1] == " ":
        seen.pop()
        origins.pop()
    return "".join(seen), origins


def _past_marks(text: str, end: int) -> int:
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _merged(found: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


@lru_cache(1024)
def _fold_characters(run: str) -> str:
    return "".join(map(_fold, run))


def _fold_run(match: re.Match[str]) -> str:
    return _fold_characters(match[0])


@lru_cache(4096)
def _fold(character: str) -> str:
    """Return what is seen of one character; a space stays the kind of space it is."""
    if character.isspace():
        return " "
    looked = unicodedata.normalize("NFC", character)
    apart = unicodedata.normalize("NFKD", _LOOKALIKES.get(looked, looked)).casefold()
    apart = unicodedata.normalize("NFKD", apart)
    plain = "".join(_LOOKALIKES.get(c, _PLAIN.get(c, c)) for c in apart if not _is_unseen(c))
    return plain.casefold()


def _is_unseen(character: str) -> bool:
    return (
        unicodedata.combining(character) != 0
        or character in _UNSEEN
        or (unicodedata.category(character) in _UNSEEN_KINDS and not character.isspace())
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def confidential_in(identity: Identity) -> frozenset[str]:
    """Return the strings by which an identity can be recognized.

    Those are its names, the lines of its contact, and the addresses and numbers in them, also as
    they are written without spaces. What is too short to be searched for is left out.
    """
    words = {*identity.names, *_contacts(identity.contact)}
    return frozenset(word for word in words if len(folded(word)) >= SHORTEST)


def tells_who(words: str, known: Iterable[Identity]) -> bool:
    """Return whether somebody's confidential strings, or a part of a name, stand in `words`.

    A part is a whole word written as in the name, such as a surname; "a baker" is no Baker.
    """
    some = list(known)
    parts = {part for one in some for name in one.names for part in _WORD.findall(name)}
    proper = {part for part in parts if len(part) >= SHORTEST and not part[0].islower()}
    secrets: frozenset[str] = frozenset().union(*map(confidential_in, some))
    return gives_away(words, secrets) or not proper.isdisjoint(_WORD.findall(words))


def _contacts(contact: str) -> Iterator[str]:
    for line in filter(None, map(str.strip, contact.splitlines())):
        numbers = _NUMBER.findall(line)
        several = (one for run in numbers for one in apart(folded(run)))
        for one in (line, *_MAIL.findall(line), *numbers, *several):
            yield one
            for together in {_digits(one), _APART.sub("", one).lstrip("+")}:
                if len(together) >= _SHORTEST_NUMBER and together.isdigit():
                    yield together
