"""When a page was published, as its reader sees it: a date that is alone below the headline."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from annotator.importers.page_title import headline_in
from annotator.importers.said import as_moment

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_SAID = r"(?:(?:first |originally )?(?:published|posted)(?: on)?\s*:?\s*|on )?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_AFTER = r"\s*(?:$|--|[—–|•·(]|-\s|,?\s*(?:at\s+)?\d{1,2}[:.]\d\d)"
_DATE = [
    re.compile(_SAID + _WEEKDAY + day + _AFTER, re.IGNORECASE)
    for day in (
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}",
    )
]
_LOOKED_AT = 40
"""How many runs of text below the headline a date may stand."""

_LONGEST_WAY = 2_000
"""After how many elements it is not looked for any more."""


def date_in(root: HtmlElement) -> str | None:
    """Return the first date below the headline as ISO 8601, None where there is none.

    A date within a sentence is a part of the story, and never taken.
    """
    for count, words in enumerate(_below_headline(root)):
        if count == _LOOKED_AT:
            return None
        for pattern in _DATE:
            found = pattern.match(words)
            if found:
                return _iso(found)
    return None


def _below_headline(root: HtmlElement) -> Iterator[str]:
    headline = headline_in(root)
    if headline is None:
        return
    for text in islice(_after(root, headline), _LONGEST_WAY):
        words = " ".join((text or "").split())
        if words:
            yield words


def _after(root: HtmlElement, headline: HtmlElement) -> Iterator[str | None]:
    """Yield the text of elements, and that behind them, in the order of reading."""
    is_after = False
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_after = is_after or (event == "end" and element is headline)
        if is_after and event == "end":
            yield element.tail
        elif is_after and element.tag not in {"script", "style"}:
            yield element.text


def _iso(found: re.Match[str]) -> str | None:
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    try:
        said = date(int(found["year"]), month, int(found["day"])).isoformat()
    except ValueError:
        return None
    return as_moment(said)
