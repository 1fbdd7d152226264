"""From bytes to characters, where nobody can be asked which encoding it was."""

import codecs
import re
from dataclasses import dataclass, replace
from importlib import import_module

from annotator.importers.source_file import SourceFile

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = "is not text; open it in the program it comes from and save it as .docx"
_SAMPLE = 1 << 18
_SUPERSETS = {
    # Browsers read the left as the right, and so did whoever looked at the page.
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_CHARSETS = re.compile(
    r"utf-8|ascii|(cp|iso8859[-_]|mac[-_]|koi8[-_]|gb|euc_|big5|shift_jis|iso2022_).*"
    r"|hz|johab|tis-620|kz1048|ptcp154"
)
_UNICODE = ("utf-8", "utf-16", "utf-32")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_USUAL = (
    *("cp1252", "cp1250", "cp1251", "mac-roman", "cp1254", "cp1253", "koi8-r", "cp437"),
    *("cp1255", "cp1256", "cp932", "gb18030", "big5hkscs", "cp949", "euc_jp"),
)
"""What files are in that do not say what they are in, commonest first."""
_STRETCH = re.compile(rb"[A-Za-z]*[\x80-\xff]+(?:[A-Za-z]*[\x80-\xff]+)*[A-Za-z]*")
_HIGH = re.compile(rb"[\x80-\xff]+")
# Bytes that stand for the same punctuation in all of windows-1250 to windows-1258.
_TYPOGRAPHY = bytes(
    [0x80, 0x82, 0x84, 0x85, *range(0x91, 0x98), 0x99, 0xA0, 0xA9, 0xAB, 0xAE, 0xBB]
)
_MIXED_SCRIPTS = re.compile(
    r"[A-Za-z][\u0370-\u06ff\u0e00-\u0e7f]|[\u0370-\u06ff\u0e00-\u0e7f][A-Za-z]"
)
_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
_SAYS_ENCODING = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:\-]+)""", re.IGNORECASE
)
_STATEFUL = re.compile(r"iso-?2022-[\w-]+|hz|utf-7", re.IGNORECASE)
"""Charsets whose bytes look like ASCII, so that what is declared has to be believed."""

_SHIFT = b"\x1b$"
"""What ASCII never has, and what Japanese and Korean in ISO 2022 begin with."""

_TWICE = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""A character of UTF-8 that was read as Latin-1 before, and so became controls and letters."""

_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffd-\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as it was in the file, not yet canonical, and how its bytes were read.

    `encodings` are what could be meant as well where it was a guess, likeliest first.
    """

    text: str
    encoding: str
    notices: tuple[str, ...] = ()
    encodings: tuple[str, ...] = ()


def decode(source: SourceFile, declared: str | None = None) -> Decoded:
    """Return the text of `source`; `declared` is the charset that it gives itself.

    Raises UnreadableError where the bytes are no text in any encoding.
    """
    data = source.data
    if source.choices.encoding:
        return _as_chosen(source, source.choices.encoding)
    found = _by_mark(data) or _by_zero_bytes(data)
    if found is None and data.count(0) > max(8, len(data) // 10):
        raise source.refused(_NO_TEXT)
    found = found or _as_stateful(data, declared) or _as_utf8(data)
    found = found or _as_declared(data, declared) or _as_damaged_utf8(data)
    guessed = _as_guessed(data) if found is None else None
    found = found or guessed
    if found is None:
        raise source.refused("is in no encoding that can be told; save it again as UTF-8 text")
    if _is_binary(found):
        raise source.refused(_NO_TEXT)
    found = replace(found, text=_TWICE.sub(_without_line_end, found.text))
    return replace(found, encodings=_others(data, found)) if guessed else found


def decode_xml(source: SourceFile) -> tuple[bytes, Decoded]:
    """Return XML as UTF-8 without its declaration, whatever it was in, and how that was read.

    Raises UnreadableError where the bytes are no text in any encoding.
    """
    declared = _SAYS_ENCODING.search(source.data[:1_000])
    decoded = decode(source, declared.group(1).decode("ascii") if declared else None)
    text = _XML_DECLARATION.sub("", decoded.text.lstrip("\ufeff"), count=1)
    return text.encode("utf-8", "replace"), decoded


def _others(data: bytes, found: Decoded, limit: int = 2) -> tuple[str, ...]:
    """Return encodings in which the bytes are other words, and nothing in them is lost."""
    others: list[str] = []
    # Words are told apart by what is no ASCII, and a sample of that is enough.
    sample = b" ".join(_STRETCH.findall(data[:_SAMPLE]))
    known = [sample.decode(codec_of(found.encoding) or "utf-8", "replace")]
    for encoding in _USUAL:
        tried = _tried(sample, encoding)
        if tried is None or tried.text in known or _NOT_TEXT.search(tried.text):
            continue
        if _MIXED_SCRIPTS.search(tried.text) or _tried(data, encoding) is None:
            continue
        known.append(tried.text)
        others.append(_shown(encoding))
        if len(others) == limit:
            break
    return tuple(others)


def _as_chosen(source: SourceFile, encoding: str) -> Decoded:
    """Decode as a person wants it; what does not fit shows as U+FFFD.

    What the program would have guessed is among the others, so that one can go back to it.
    """
    codec = codec_of(encoding) or "utf-8"
    body = source.data
    for mark, marked in _BYTE_ORDER_MARKS:
        if codec.startswith(marked[:6]) and body.startswith(mark):
            body = body[len(mark) :]
    chosen = _tried(body, codec) or _mended(body, codec)
    guess = _as_guessed(source.data)
    if guess is None:
        return chosen
    all_of_them = (guess.encoding, *_others(source.data, guess))
    others = tuple(one for one in all_of_them if one != chosen.encoding)
    return replace(chosen, encodings=others)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            # FF FE 00 00 is also UTF-16 that begins with NUL.
            if encoding == "utf-32-le" and _tried(body, encoding) is None:
                continue
            return _tried(body, encoding) or _mended(body, encoding)
    return None


def _by_zero_bytes(data: bytes) -> Decoded | None:
    """Tell UTF-16 without a mark by the high bytes of its characters.

    Real text has few high bytes, zero (for spaces and punctuation) always among them, whereas
    a stray NUL in UTF-8 leaves letters on both sides of it.
    """
    sample = data[: _SAMPLE & ~1]
    if len(data) % 2 or b"\0" not in sample:
        return None
    for high, low, encoding in ((1, 0, "utf-16-le"), (0, 1, "utf-16-be")):
        highs, lows = sample[high::2], sample[low::2]
        zeros = highs.count(0)
        others = [highs.count(byte) for byte in range(1, 256)]
        dominant = zeros * 2 > len(highs)
        two_scripts = len(highs) >= 16 and (zeros + max(others)) * 10 >= len(highs) * 9
        if zeros > 5 * lows.count(0) and (dominant or (two_scripts and zeros * 20 >= len(highs))):
            return _tried(data, encoding)
    return None


def _as_stateful(data: bytes, declared: str | None) -> Decoded | None:
    if not data.isascii():
        return None
    label = (declared or "").strip().lower()
    shifted = ("iso-2022-jp", "iso-2022-jp-2", "iso-2022-kr") if _SHIFT in data else ()
    tried = (_tried(data, name) for name in (label, *shifted) if _STATEFUL.fullmatch(name))
    return next(filter(None, tried), None)


def _as_utf8(data: bytes) -> Decoded | None:
    return _tried(data, "utf-8")


def _tried(data: bytes, encoding: str) -> Decoded | None:
    surrogates = "surrogatepass" if encoding.startswith(_UNICODE) else "strict"
    for errors in ("strict", surrogates):
        try:
            return Decoded(data.decode(encoding, errors), _shown(encoding))
        except (ValueError, LookupError):
            continue
    return None


def _mended(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, _shown(encoding), (_notice(text.count("\ufffd")),))


def _notice(count: int) -> str:
    places = "One place" if count == 1 else f"{count} places"
    return f"{places} in the file could not be decoded and shows as \ufffd."


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    encoding = codec_of(declared)
    if encoding is None:
        return None
    found = _tried(data, encoding)
    if found is None and data:
        mended = _mended(data, encoding)
        lost = mended.text.count("\ufffd")
        found = mended if lost * 50 <= len(_HIGH.findall(data)) or lost == 1 else None
    return found


def codec_of(label: str | None) -> str | None:
    """Return the codec that browsers read a charset with, None for what is no charset."""
    try:
        name = codecs.lookup((label or "").strip()).name
    except (LookupError, ValueError):
        return None
    # Python has codecs that are no charsets, such as hex and idna. And UTF-16 cannot be true of
    # a file whose label could be read as ASCII.
    return _SUPERSETS.get(name, name) if _CHARSETS.fullmatch(name) else None


def _as_damaged_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 of which a byte here and there is broken, as after a cut download."""
    whole = len(_MULTIBYTE.findall(data))
    if whole < 5:
        return None
    mended = _mended(data, "utf-8")
    return mended if mended.text.count("\ufffd") * 10 <= whole else None


def _as_guessed(data: bytes) -> Decoded | None:
    if not data.translate(None, _TYPOGRAPHY + bytes(range(0x80))):
        return _tried(data, "cp1252")
    chardet = import_module("chardet")
    eras = chardet.EncodingEra.ALL & ~chardet.EncodingEra.MAINFRAME
    guess = chardet.detect(
        data,
        encoding_era=eras,
        prefer_superset=True,
        compat_names=False,
        no_match_encoding="ascii",
    )
    encoding: str | None = guess["encoding"]
    found = _tried(data, encoding) if encoding else None
    if found is None and encoding and encoding != "ascii":
        found = _as_declared(data, encoding)
    if found is not None and _MIXED_SCRIPTS.search(found.text):
        western = _tried(data, "cp1252")
        found = western or found
    return found


def _is_binary(decoded: Decoded) -> bool:
    # Text that was damaged before is full of controls, and can be repaired.
    strange = len(_NOT_TEXT.findall(_TWICE.sub("", decoded.text)))
    # Legacy encodings take any byte, so that there less is forgiven.
    percent = 10 if decoded.encoding.startswith(_UNICODE) else 3
    return strange > 8 and strange * 100 > percent * len(decoded.text)


def _without_line_end(damaged: re.Match[str]) -> str:
    """Return half a character as windows-1252 shows it where Latin-1 would end a line there."""
    return damaged.group().replace("\x85", "…")


def _shown(encoding: str) -> str:
    return re.sub(r"^cp(125\d)$", r"windows-\1", encoding)
