"""Dates as the report tells them; every one is judged by the report's own, never by a clock."""

from datetime import date, datetime

from annotator.moments import MONTHS

_A_DAY = len("2020-03-09")


def in_words(moment: str | None) -> str:
    """Return an ISO 8601 date as "March 9, 2020"; what is no date stays as it is."""
    if not moment:
        return ""
    try:
        day = date.fromisoformat(moment[:_A_DAY])
    except ValueError:
        return moment
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def with_time(moment: str | None) -> str:
    """Return an ISO 8601 date with its time, where it has one, as "March 9, 2020, 17:00"."""
    said = in_words(moment)
    if not moment or len(moment) <= _A_DAY:
        return said
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return said
    return f"{said}, {at:%H:%M}{f' {at.tzname()}' if at.tzinfo else ''}"


def stamp(moment: datetime) -> str:
    """Return the report's date and time, in UTC."""
    return f"{MONTHS[moment.month - 1]} {moment.day}, {moment.year}, {moment:%H:%M} UTC"
