"""What files say of themselves, made into the values that are kept: names, dates, addresses."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape

from annotator.importers.blocks import one_line
from annotator.text import canonical, is_line

_FIRST_NEWSPAPER = 1605
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_NO_PERSON = re.compile(
    r"(?:https?:|www\.|@).*"
    r"|(?:site )?admin(?:istrator)?|webmaster|editor|author|staff|root|user(?:name)?|guest",
    re.IGNORECASE,
)


def clean(words: object) -> str | None:
    """Return a metadata string without entities and on one line, None for anything else."""
    if not isinstance(words, str):
        return None
    line = one_line(re.sub(r"[ \n\t\r]+", " ", canonical(unescape(words))))
    return line if is_line(line) else None


def person(name: str | None) -> str | None:
    """Return a name without "By", None for an address or the name of a role."""
    if name is None or _NO_PERSON.fullmatch(name):
        return None
    return re.sub(r"^by\s*:?\s+", "", name, flags=re.IGNORECASE) or None


def address(value: object) -> str | None:
    """Return an address of the web, None for every other."""
    found = clean(value)
    return found if found and re.match(r"https?://\S+$", found, re.IGNORECASE) else None


def language(value: object) -> str | None:
    """Return a language as its tag, None for what is none."""
    tag = (clean(value) or "").replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def moment(value: object) -> str | None:
    """Return a date or date and time in ISO 8601, None for what cannot be told."""
    said = clean(value) or ""
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
