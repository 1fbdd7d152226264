"""Dates as people write them, kept as ISO 8601."""

import re
from datetime import UTC, date, datetime, timedelta

from annotator.errors import EditError

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
"""Whatever language the system speaks, as the report does."""
_MONTHS = [month.casefold() for month in MONTHS]
_TIME = re.compile(r"[,\s]+(?:at\s+)?(\d{1,2})(?::(\d\d))?\s*(a\.?m\.?|p\.?m\.?)?$", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})")


def days_ago(days: int) -> str:
    """Return the moment so many days ago, ISO 8601 in UTC, as steps are dated."""
    moment = datetime.now(UTC) - timedelta(days=days)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_of(written: str, today: date) -> str:
    """Return a date, with or without a time, as ISO 8601; "" for nothing.

    Takes ISO 8601, “March 9, 2020”, “9 March 2020”, “today” and “tomorrow”, each also with a time
    such as “17:00” or “5 p.m.”. Raises `EditError` for anything else.
    """
    words = " ".join(written.split())
    if not words:
        return ""
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return _spelled(words, today)
    return words


def _spelled(words: str, today: date) -> str:
    day, time = words, ""
    found = _TIME.search(words)
    if found and (found[2] or found[3]):
        day, time = words[: found.start()], _time(found)
    try:
        return f"{_day(day.casefold(), today).isoformat()}{time}"
    except (ValueError, LookupError) as error:
        raise EditError(
            f"“{words[:60]}” is no date; write it as March 9, 2020 or 2020-03-09"
        ) from error


def _day(words: str, today: date) -> date:
    if words in {"today", "tomorrow"}:
        return today + timedelta(words == "tomorrow")
    if found := _MONTH_FIRST.fullmatch(words):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    if found := _DAY_FIRST.fullmatch(words):
        return date(int(found[3]), _month(found[2]), int(found[1]))
    return date.fromisoformat(words)


def _month(words: str) -> int:
    (number,) = (n for n, month in enumerate(_MONTHS, 1) if month.startswith(words[:3]))
    if not _MONTHS[number - 1].startswith(words) and words != "sept":
        raise ValueError(words)
    return number


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").replace(".", "").casefold()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else "T?"
