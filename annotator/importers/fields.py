"""What a person may write about an article before it is kept, and whether it makes sense."""

import re
from datetime import date, datetime
from urllib.parse import urlsplit

from annotator.text import is_line

NAMES = ("title", "byline", "outlet", "url", "published", "language")
"""The fields, in the order in which they are shown."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?")


def is_sound(name: str, value: str | None) -> bool:
    """Return whether a field may be kept with this value, None where there is none."""
    if value is None:
        return name != "title"
    if not is_line(value):
        return False
    if name == "published":
        return is_date(value)
    if name == "url":
        return is_web_address(value)
    return name != "language" or _LANGUAGE.fullmatch(value) is not None


def is_date(words: str) -> bool:
    """Return whether these are an ISO 8601 date, or a date and a time."""
    if not _ISO.fullmatch(words):
        return False
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(words)
        except ValueError:
            continue
        return True
    return False


def is_web_address(words: str) -> bool:
    """Return whether this is the address of a page: http or https, a host, no white space."""
    if len(words.split()) != 1:
        return False
    try:
        parts = urlsplit(words)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
