"""Telephone numbers: one that is dialed from abroad and at home is one number.

What is the same in all ways to write it is the national significant number of ITU-T E.164: that
without the country's code and without what is dialed before it within the country.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

_FEWEST, _MOST = 7, 18
"""Digits of a telephone number with all that is dialed before it."""
_FEWEST_NATIONAL, _MOST_NATIONAL = 6, 14
_ENOUGH = 7
"""Digits of a significant number that is looked for with nothing before it, too."""
_WITH_COUNTRY = 11
"""So many digits may begin with the code of a country, also without a sign of that."""
_GAP = r"[ \-.()/]*"
_TELEPHONE = re.compile(rf"\(?\+?\(?[0-9](?:{_GAP}[0-9])*\)?")
_RUN = re.compile(r"[0-9+][0-9 \-.()/]{5,}[0-9]")
_COUNTRY = (
    r"(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])[0-9])"
)
_ABROAD = r"(?:\+|00|011)"
_SIGN_OF_ABROAD = re.compile(rf"\(?\+|00|011{_GAP.replace('*', '+')}")
_ODD_TRUNKS = {"7": ("8", (10,)), "36": ("06", (8, 9))}
"""What is dialed within a country where it is no zero, and how long numbers are there."""
_OTHER_COUNTRY = re.compile(rf"(?:\+|(?<![0-9])00)[ (]*[0-9]{{1,3}}{_GAP}$")
_OTHER_AREA = re.compile(rf"(?:\+|(?<![0-9])0[0-9]{{2,4}}){_GAP}$")
"""What makes the digits after it, which have nothing else before them, another number."""
_BEFORE = 12
"""So many characters before a number are looked at for that."""
_BETWEEN = re.compile(r"[ \-.()/]+")
_HOURS = re.compile(r"(?:[01]?[0-9]|2[0-4])[-/](?:[01]?[0-9]|2[0-4])")
_YEARS = re.compile(r"(?:19|20)[0-9]{2} ?[-/] ?(?:19|20)[0-9]{2}")
_FULL = 9
"""So many digits are a whole number for sure, from the fewest on they may be one."""
_NEAR = 40
"""So many characters on either side tell whether a number has ended."""


@dataclass(frozen=True)
class Telephone:
    """A number as its significant digits; `country` is its code, empty where it is not known."""

    national: str
    country: str = ""

    def spans(self, seen: str) -> Iterator[tuple[int, int]]:
        """Yield where it stands in a folded text, with what is dialed before it."""
        for run in _RUN.finditer(seen):
            for match in self._written.finditer(seen, run.start(), run.end()):
                before = seen[max(0, match.start() - _BEFORE) : match.start()]
                is_bare = not match["prefix"]
                is_other = bool(_OTHER_COUNTRY.search(before)) and not match["abroad"]
                if not (is_other or (is_bare and _OTHER_AREA.search(before))):
                    yield match.span()

    @cached_property
    def _written(self) -> re.Pattern[str]:
        trunks = sorted({"0", _ODD_TRUNKS.get(self.country, ("0",))[0]}, reverse=True)
        trunk = rf"(?:{'|'.join(trunks)}){_GAP}"
        abroad = rf"(?P<abroad>(?:{_ABROAD}{_GAP})?{self.country or _COUNTRY}{_GAP}(?:{trunk})?)"
        prefix = rf"(?P<prefix>{abroad}|{trunk}){'?' if len(self.national) >= _ENOUGH else ''}"
        return re.compile(rf"(?<![0-9]){prefix}{_GAP.join(self.national)}(?![0-9])")


@lru_cache(256)
def telephones_in(needles: frozenset[str]) -> tuple[Telephone, ...]:
    """Return the telephone numbers that needles are, folded strings; of most it is none."""
    found = dict.fromkeys(number for needle in sorted(needles) for number in _meant(needle))
    return tuple(one for one in found if _FEWEST_NATIONAL <= len(one.national) <= _MOST_NATIONAL)


def apart(run: str) -> Iterator[str]:
    """Yield the numbers of a folded run of digits where several follow each other, or hours do."""
    parts, begin = [], 0
    for gap in _BETWEEN.finditer(run):
        before = run[max(begin, gap.start() - _NEAR) : gap.start()]
        if _is_end(before, gap[0], run[gap.end() : gap.end() + _NEAR]):
            parts.append(run[begin : gap.start()])
            begin = gap.end()
    for part in (*parts, run[begin:]) if parts else ():
        if len(_digits_of(part)) >= _FEWEST and not _YEARS.fullmatch(part):
            yield part


def _is_end(before: str, gap: str, after: str) -> bool:
    """Return whether one number ends before a gap, and what comes after it is no part of it."""
    done, more = len(_digits_of(before)), len(_digits_of(after))
    if done >= _FEWEST and "(" in gap:
        return not after.startswith("0)")
    if after.startswith("0") and more >= (_FEWEST if done >= _FEWEST else _FULL):
        return True
    return done >= _FULL and (gap in {" / ", " - "} or _HOURS.fullmatch(after) is not None)


def _meant(needle: str) -> Iterator[Telephone]:
    """Yield what a string means as a number, which can be more than one."""
    digits = _digits_of(needle)
    if not (_TELEPHONE.fullmatch(needle) and _FEWEST <= len(digits) <= _MOST):
        return
    abroad = _SIGN_OF_ABROAD.match(needle)
    if abroad or (len(digits) >= _WITH_COUNTRY and not digits.startswith("0")):
        full = digits.removeprefix(_digits_of(abroad[0])) if abroad else digits
        code = re.match(_COUNTRY, full)
        if code:
            yield Telephone(full[code.end() :].removeprefix("0"), code[0])
    # In some countries the number of a town begins with 011.
    if abroad and not abroad[0].startswith("011"):
        return
    yield Telephone(digits.removeprefix("0"))
    for country, (trunk, lengths) in _ODD_TRUNKS.items():
        if digits.startswith(trunk) and len(digits) - len(trunk) in lengths:
            yield Telephone(digits.removeprefix(trunk), country)


def _digits_of(words: str) -> str:
    return re.sub(r"[^0-9]", "", words)
