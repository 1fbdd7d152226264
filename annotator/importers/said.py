"""What files say of themselves, made into the values that are kept: names, dates, addresses."""

import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape

from annotator.importers.blocks import one_line
from annotator.text import canonical, is_line

_FIRST_NEWSPAPER = 1605
_LONGEST, _LONGEST_ADDRESS = 20_000, 2_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_NO_PERSON = re.compile(
    r"(?:https?:|www\.|@).*"
    r"|(?:site )?admin(?:istrator)?|webmaster|editor|author|staff|root|user(?:name)?|guest",
    re.IGNORECASE,
)


def as_line(words: object) -> str | None:
    """Return a string of metadata on one line, None where there is nothing to be seen."""
    if not isinstance(words, str):
        return None
    line = one_line(re.sub(r"[ \n\t\r]+", " ", canonical(words[:_LONGEST])))
    return line if is_line(line) else None


def clean(words: object) -> str | None:
    """Return a string of a page's metadata on one line, with its entities resolved."""
    return as_line(unescape(words)) if isinstance(words, str) else None


def as_person(name: str | None) -> str | None:
    """Return a name without "By", None for an address or the name of a role."""
    if name is None or _NO_PERSON.fullmatch(name):
        return None
    return re.sub(r"^by\s*:?\s+", "", name, flags=re.IGNORECASE) or None


def as_names(names: Iterable[object]) -> str | None:
    """Return several names as one byline, each once."""
    found = dict.fromkeys(filter(None, map(as_line, names)))
    return as_line(", ".join(found)) if found else None


def as_address(value: object) -> str | None:
    """Return an address of the web, None for every other.

    It is never cut, and of entities only that of "&" is resolved: "&copy=2" is a part of a query.
    """
    found = value.strip() if isinstance(value, str) and len(value) <= _LONGEST_ADDRESS else ""
    is_web = re.fullmatch(r"https?://\S+", found, re.IGNORECASE) and is_line(found)
    return canonical(found).replace("&amp;", "&") if is_web else None


def as_language(value: object) -> str | None:
    """Return a language as its tag, None for what is none."""
    tag = (as_line(value) or "").replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def as_moment(value: object) -> str | None:
    """Return a date or date and time in ISO 8601, None for what cannot be told."""
    said = as_line(value) or ""
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        try:
            found, said = parsedate_to_datetime(said), ""
        except (ValueError, TypeError, LookupError, OverflowError):
            return None
    if found.year < _FIRST_NEWSPAPER:
        return None  # what some systems write for "never"
    if _DATE.fullmatch(said):
        return said
    return found.date().isoformat() if 0 < len(said) <= len("2020-03-09") else found.isoformat()
