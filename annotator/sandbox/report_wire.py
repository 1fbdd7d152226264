"""How a returned report comes from the child; no answer is trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from annotator.returned.returned_report import Comment, ReturnedReport, Stretch, Tracked
from annotator.sandbox.wire import BrokenAnswerError, Message


def answer(report: ReturnedReport) -> tuple[dict[str, Any], list[bytes]]:
    """Return a report as a message."""
    told = asdict(report)
    return {"report": told}, [told.pop("words").encode("utf-8", "surrogatepass")]


def report_of(message: Message) -> ReturnedReport:
    """Return the report in an answer.

    Raises BrokenAnswerError unless it is one that can be read of a document.
    """
    header, body = message
    try:
        told = header["report"]
        words = body.decode("utf-8", "surrogatepass")
        end = len(words)
        return ReturnedReport(
            _text(told["name"]),
            words,
            {_text(name): _stretch(one, end) for name, one in told["claims"].items()},
            {_text(name): _stretch(one, end) for name, one in told["articles"].items()},
            {_text(name): _number(number) for name, number in told["labels"].items()},
            tuple(_comment(one, end) for one in told["comments"]),
            tuple(_tracked(one, end) for one in told["changes"]),
            tuple(_paragraph(one, end) for one in told["paragraphs"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenAnswerError(type(error).__name__) from error


def _comment(told: Mapping[str, Any], end: int) -> Comment:
    if not isinstance(told["is_resolved"], bool):
        raise TypeError("resolved")
    return Comment(
        _text(told["number"]),
        _text(told["author"]),
        _text(told["date"]),
        tuple(map(_text, told["lines"])),
        None if told["stretch"] is None else _stretch(told["stretch"], end),
        None if told["root"] is None else _text(told["root"]),
        told["is_resolved"],
    )


def _tracked(told: Mapping[str, Any], end: int) -> Tracked:
    author, date, old, new = (_text(told[name]) for name in ("author", "date", "old", "new"))
    return Tracked(author, date, old, new, _stretch(told["stretch"], end))


def _paragraph(told: Sequence[Any], end: int) -> tuple[int, str, str]:
    start, heading, words = told
    if _number(start) > end:
        raise ValueError("paragraph")
    return start, _text(heading), _text(words)


def _stretch(told: Mapping[str, Any], end: int) -> Stretch:
    start, stop, first, last = (_number(told[name]) for name in ("start", "end", "first", "last"))
    if not start <= stop <= end or first > last:
        raise ValueError("stretch")
    return Stretch(start, stop, first, last)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value
