"""The house rules: thresholds, word lists and severities of the checks, as one frozen profile."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from annotator.assets import listed, text_of
from annotator.errors import HouseRulesError, UsageError
from annotator.files import what_it_is
from annotator.home import RULES_FILE, home
from annotator.text import is_line
from annotator.vocabulary import Severity

FILE_NAME = RULES_FILE
OFF = "off"
MAX_BYTES = 1_000_000
_LONGEST_NAME = 100
_MOST = 1_000_000_000
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,20}|/0*[1-9]\d{0,19})?", re.ASCII)
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the checks count as too much or too little; shares are exact."""

    reply_lag_words: int
    reply_lag_paragraphs: int
    reply_share: Fraction
    side_share: Fraction
    anonymous_share: Fraction
    official_share: Fraction
    named_persons: int
    effective_sources: Fraction
    effective_claims: int


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The closed lists of words that checks look for, in lower case; a verb is all its forms."""

    loaded_cues: frozenset[str]
    denial_cues: frozenset[str]
    allegation_cues: frozenset[str]
    plural_sources: frozenset[str]
    pronouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class HouseRules:
    """A newsroom's profile; `severities` holds what it changes, None for a rule switched off."""

    name: str
    thresholds: Thresholds
    lexicons: Lexicons
    severities: Mapping[str, Severity | None] = field(default_factory=dict)

    def is_on(self, rule: str) -> bool:
        """Return whether a rule is looked for at all."""
        return self.severities.get(rule, Severity.INFO) is not None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The house rules in force; `notice` says in one sentence why they are not those asked for."""

    rules: HouseRules
    notice: str | None = None
    is_shipped: bool = False


@cache
def shipped() -> HouseRules:
    """Return the house rules that come with the program."""
    written = tomllib.loads(text_of("rules", FILE_NAME))
    lexicons = {
        name: listed("rules", f"{name.replace('_', '-')}.txt") for name in _names(Lexicons)
    }
    given = {key: _READERS[key](value) for key, value in written["thresholds"].items()}
    return HouseRules(written["name"], Thresholds(**given), Lexicons(**lexicons))


def chosen(file: Path | None, known: Collection[str]) -> Chosen:
    """Return the house rules of a file, else of the person's own, else those shipped.

    `known` are the ids of all rules. Of a file that is broken nothing is used, and `notice` says
    so. Raises `UsageError` where a file is named and is none.
    """
    path = file or home() / FILE_NAME
    try:
        if not path.is_file():
            if file is not None:
                what = f"{file.name or file} {what_it_is(file)}"
                raise UsageError(f"{what}; name a file of house rules")
            if not path.exists():
                return Chosen(shipped(), is_shipped=True)
            # A pipe would be waited for, and of a device more is read than there is.
            raise HouseRulesError(f"it {what_it_is(path)} and cannot be read")
        return Chosen(parse(_text_of(path), known, _short(path.stem)))
    except OSError:
        error = HouseRulesError("it cannot be read; check its permissions")
    except HouseRulesError as broken:
        error = broken
    notice = f"{path.name}: {error}; the house rules that On Record ships with are used"
    return Chosen(shipped(), notice, is_shipped=True)


def parse(text: str, known: Collection[str], name: str) -> HouseRules:
    """Return the shipped rules with what `text` (TOML) overrides, or raise `HouseRulesError`.

    `name` is the profile's where it does not say one. The error names line and reason.
    """
    written = _toml(text)
    house = shipped()
    for section in written:
        if section not in {"name", "thresholds", "lexicons", "rules"}:
            raise _wrong(text, section, f"“{_short(section)}” is nothing that house rules have")
    thresholds = _read(text, written, "thresholds", _READERS.__getitem__, _READERS)
    lexicons = _read(text, written, "lexicons", lambda _: _words, _names(Lexicons))
    return HouseRules(
        _in_place(text, "name", _name, written.get("name", name)),
        replace(house.thresholds, **thresholds),
        replace(house.lexicons, **lexicons),
        _read(text, written, "rules", lambda _: _severity, known),
    )


def _text_of(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise HouseRulesError(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise HouseRulesError(f"line {line}: not UTF-8 text") from error


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = str(error)
        place = _PLACE.search(told)
        last = len(text.splitlines()) or 1
        line = int(place[1]) if place and place[1] else last
        reason = _PLACE.sub("", told.splitlines()[0]).rstrip(".")
        raise HouseRulesError(f"line {line}: {reason[:1].lower()}{reason[1:]}") from error
    except (ValueError, RecursionError) as error:
        raise HouseRulesError("line 1: not TOML that can be read") from error


def _read(
    text: str,
    written: dict[str, Any],
    section: str,
    reader: Callable[[str], Callable[[object], Any]],
    known: Collection[str],
) -> dict[str, Any]:
    """Return one section of a profile with every value read."""
    given = written.get(section, {})
    if not isinstance(given, dict):
        raise _wrong(text, section, f"“{section}” must be a table, as in [{section}]")
    for key in given:
        if key not in known:
            raise _wrong(text, key, f"there is no “{_short(key)}” among the {section}", section)
    return {key: _in_place(text, key, reader(key), value, section) for key, value in given.items()}


def _in_place(
    text: str, key: str, reader: Callable[[object], Any], value: object, section: str = ""
) -> Any:
    try:
        return reader(value)
    except (ValueError, ArithmeticError) as error:
        raise _wrong(text, key, f"“{_short(key)}” must be {error}", section) from error


def _wrong(text: str, key: str, reason: str, section: str = "") -> HouseRulesError:
    return HouseRulesError(f"line {_line_of(text, key, section)}: {reason}")


def _line_of(text: str, key: str, section: str) -> int:
    """Return the line on which a key is most likely given: TOML does not keep it."""
    quoted = rf"[\"']?{re.escape(key)}[\"']?"
    given = re.compile(rf"(?:^|[\s.,{{\[]){quoted}\s*(?:[=.\]]|$)")
    here, best = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*[\"']?([\w-]+)", line)
        here = header[1] if header else here
        if not line.lstrip().startswith("#") and given.search(line):
            if not section or here == section:
                return number
            best = best or number
    return best or 1


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST:
        raise ValueError("a whole number, 0 or more")
    return value


def _number(value: object, most: int, what: str) -> Fraction:
    # As it is written: 0.8 is eight tenths, and not the nearest binary number.
    written = "" if isinstance(value, bool) else str(value)
    if not _NUMBER.fullmatch(written) or Fraction(written) > most:
        raise ValueError(what)
    return Fraction(written)


def _share(value: object) -> Fraction:
    return _number(value, 1, 'a share from 0 to 1, such as 0.8 or "2/3"')


def _amount(value: object) -> Fraction:
    return _number(value, _MOST, "a number, 0 or more")


def _name(value: object) -> str:
    if not isinstance(value, str) or not is_line(value) or len(value) > _LONGEST_NAME:
        raise ValueError(f"a name in one line, of at most {_LONGEST_NAME} characters")
    return value.strip()


def _words(value: object) -> frozenset[str]:
    what = 'a list of words, such as ["admit", "point out"]'
    if not isinstance(value, list):
        raise ValueError(what)
    for word in value:
        if not isinstance(word, str) or not is_line(word):
            raise ValueError(what)
    return frozenset(" ".join(word.casefold().split()) for word in value)


def _severity(value: object) -> Severity | None:
    if value == OFF:
        return None
    if not isinstance(value, str) or value not in set(Severity):
        raise ValueError(f"{', '.join(Severity)} or {OFF}")
    return Severity(value)


def _names(kind: type[Thresholds | Lexicons]) -> set[str]:
    return {each.name for each in fields(kind)}


def _short(words: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in words)
    return shown if len(shown) <= _LONGEST_NAME else f"{shown[:_LONGEST_NAME]}…"


_READERS: dict[str, Callable[[object], Any]] = {
    **dict.fromkeys(
        ("reply_lag_words", "reply_lag_paragraphs", "named_persons", "effective_claims"), _count
    ),
    **dict.fromkeys(("reply_share", "side_share", "anonymous_share", "official_share"), _share),
    "effective_sources": _amount,
}
"""How each threshold is read."""
